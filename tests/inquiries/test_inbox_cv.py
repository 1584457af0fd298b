"""The CV: to those who may read, as a download, a picture, and text; and hostile ones."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.test import Client
from PIL import Image

from inquiries.inbox import cv
from tests.inquiries.inbox_letters import a_pdf, at, let_go, letter, with_cv

pytestmark = pytest.mark.django_db


def test_is_downloaded_and_can_do_nothing_here(admin_client: Client) -> None:
    one = with_cv()
    answer = admin_client.get(at(one, "cv/"))
    assert b"".join(answer.streaming_content) == a_pdf()  # type: ignore[attr-defined]
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == f'attachment; filename="letter-{one.pk}-cv.pdf"'
    for rest in ("cv/", "cv/picture/", "cv/text/"):
        answer = admin_client.get(at(one, rest))
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert "no-store" in answer["Cache-Control"]
        assert "private" in answer["Cache-Control"]
        let_go(answer)


def test_first_pages_are_a_picture(admin_client: Client) -> None:
    answer = admin_client.get(at(with_cv(), "cv/picture/"))
    assert answer["Content-Type"] == "image/webp"
    with Image.open(io.BytesIO(answer.content)) as picture:
        assert picture.width == 900
        assert 4 * 1200 < picture.height < 4 * 1400  # four of six pages


def test_its_text_can_be_read(admin_client: Client) -> None:
    answer = admin_client.get(at(with_cv(), "cv/text/"))
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert "Page 1" in answer.content.decode()
    assert "Page 6" in answer.content.decode()


@pytest.mark.parametrize(
    "pdf",
    [
        b"%PDF-1.4 nothing of the kind",
        b"<html><script>alert(1)</script></html>",
        b"%PDF-1.7\n" + b"[" * 200_000,
    ],
    ids=["broken", "HTML", "deep"],
)
def test_one_that_cannot_be_shown_is_told(admin_client: Client, pdf: bytes) -> None:
    one = with_cv(pdf)
    for rest in ("cv/picture/", "cv/text/"):
        answer = admin_client.get(at(one, rest))
        assert answer.status_code == 422
        assert answer["Content-Type"] == "text/plain; charset=utf-8"
        assert answer.content.decode() == "This CV cannot be shown here: download it."


def test_a_letter_without_one_and_a_file_that_is_gone(admin_client: Client) -> None:
    for rest in ("cv/", "cv/picture/", "cv/text/"):
        assert admin_client.get(at(letter(), rest)).status_code == 404
    one = with_cv()
    one.cv.storage.delete(one.cv.name)
    assert admin_client.get(at(one, "cv/")).status_code == 404
    answer = admin_client.get(at(one, "cv/picture/"))
    assert (answer.status_code, answer.content) == (
        422, b"The file of this CV is not there any more.",
    )  # fmt: skip


def test_the_reader_is_stopped_and_has_little(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: dict[str, Any] = {}

    def too_long(command: list[str], **options: Any) -> Any:
        seen.update(options, command=command)
        raise cv.subprocess.TimeoutExpired(command, options["timeout"])

    monkeypatch.setattr(cv.subprocess, "run", too_long)
    with pytest.raises(cv.NotShown, match="takes too long"):
        cv.picture(with_cv().cv)
    assert seen["env"] == {}
    assert seen["timeout"] == 15
    assert "-I" in seen["command"]
    assert cv.AT_ONCE.acquire(blocking=False)
    cv.AT_ONCE.release()


def test_a_page_of_a_mile_is_made_small(admin_client: Client) -> None:
    pdf = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 14000 1400000]>>endobj\n"
        b"trailer<</Root 1 0 R>>"
    )
    answer = admin_client.get(at(with_cv(pdf), "cv/picture/"))
    assert answer.status_code == 200
    with Image.open(io.BytesIO(answer.content)) as picture:
        assert picture.height <= 1801
