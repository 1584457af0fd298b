"""Files of forms that have to be mended: kept for a day, so that they need not be chosen again."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import PurePath

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils import timezone

from inquiries.models import WaitingFile
from inquiries.sending.limits import FILES, may_take, network

LASTS = timedelta(days=1)
MOST = 200  # of all senders, at 10 MB at most


def keep(request: HttpRequest, file: UploadedFile[bytes], name: str) -> WaitingFile | None:
    """The file under a key of its own; None if too many wait, of this address or of all."""
    if WaitingFile.objects.count() >= MOST or not may_take((FILES, network(request))):
        return None
    file.seek(0)
    file.name = "cv.pdf"  # the sender's name for it stays in the row
    return WaitingFile.objects.create(file=file, name=name, until=timezone.now() + LASTS)


def plain_name(file: UploadedFile[bytes]) -> str:
    """The name as the sender knows it, without what no name of a file has."""
    stem = "".join(c for c in PurePath(file.name or "").stem if c.isprintable())
    return f"{stem.encode(errors='replace').decode().strip()[:100] or 'cv'}.pdf"


def forget(now: datetime) -> int:
    """Those whose day is over, with their files; how many that were."""
    due = WaitingFile.objects.filter(until__lte=now)
    for each in due:
        each.delete()  # one by one: the file goes with the row
    return len(due)
