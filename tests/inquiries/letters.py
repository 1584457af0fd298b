"""A letter as a browser sends it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from inquiries.sending import signed

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
TYPED = {
    "name": "Eve Example",
    "email": "eve@example.org",
    "background": "A master's student of mathematics.",
    "message": "I would like to work on engines.",
}


def pdf(name: str = "cv.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "application/pdf")


def stamp_of(at: datetime) -> str:
    """As on a form that was given out at that moment."""
    real, timezone.now = timezone.now, lambda: at
    try:
        return signed.stamp()
    finally:
        timezone.now = real


def stamp(ago: timedelta = timedelta(minutes=5)) -> str:
    return stamp_of(timezone.now() - ago)


def send(client: Client, opening: Any = None, **changes: Any) -> Any:
    """Posts a letter that is right but for `changes`; a value of None leaves the field out."""
    data = {**TYPED, "stamp": stamp(), **changes.pop("data", {})}
    headers = {key: changes.pop(key) for key in list(changes) if key.isupper()}
    data = {key: value for key, value in {**data, **changes}.items() if value is not None}
    query = f"?opening={opening.pk}" if opening else ""
    return client.post(f"/inquiries/new/{query}", data, **headers)
