"""What a form may send: how much, and what kind of file."""

from __future__ import annotations

from datetime import UTC, datetime
from io import RawIOBase
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from inquiries.models import Attempt, Inquiry, WaitingFile
from inquiries.sending import waiting
from inquiries.sending.limits import POSTS
from tests.inquiries.letters import PDF, pdf, send
from tests.pages_read import shown

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 29, 12, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    """Half past twelve: no window ends while a test runs."""
    monkeypatch.setattr(timezone, "now", lambda: NOON)
    settings.EMAIL_BACKEND = "health.outbox.backend.Outbox"


class Unread(RawIOBase):
    """A body that nobody may read."""

    def read(self, size: int = -1) -> bytes:
        raise AssertionError("The body was read.")

    def readable(self) -> bool:
        return True


def unread(client: Client, **headers: Any) -> Any:
    kind = "multipart/form-data; boundary=x"
    asked = {"CONTENT_TYPE": kind, "wsgi.input": Unread(), **headers}
    return client.generic("POST", "/inquiries/new/", b"", kind, **asked)


def test_a_large_body_over_the_limit_is_not_read(client: Client) -> None:
    for _ in range(POSTS.most):
        client.post("/inquiries/new/", {})
    answer = unread(client, CONTENT_LENGTH=str(5 * 1024 * 1024))
    assert answer.status_code == 429
    assert "Go back, where what you typed still stands." in shown(answer)


def test_two_gigabytes_are_refused_unread(client: Client) -> None:
    for address in ("/inquiries/new/", "/inquiries/mine/x/correct/"):
        kind = "multipart/form-data; boundary=x"
        extra = {"wsgi.input": Unread(), "CONTENT_LENGTH": str(2 * 1024**3)}
        with CaptureQueriesContext(connection) as asked:
            answer = client.generic("POST", address, b"", kind, **extra)
        assert answer.status_code == 413
        assert "a CV may have 10 MB at most" in shown(answer)
        assert len(asked) == 0


@pytest.mark.parametrize("told", ["", "-1", "many", "1e3", "²"])
def test_a_body_that_does_not_say_how_long_it_is_is_refused(client: Client, told: str) -> None:
    answer = unread(client, CONTENT_LENGTH=told, HTTP_TRANSFER_ENCODING="chunked")
    assert answer.status_code == 411
    assert not Attempt.objects.exists()


def test_no_more_is_read_than_the_request_says(client: Client) -> None:
    body = b'--x\r\nContent-Disposition: form-data; name="cv"; filename="a.pdf"\r\n\r\n%PDF-'

    class Endless(RawIOBase):
        given = 0

        def read(self, size: int = -1) -> bytes:
            assert 0 <= size <= 1024
            self.given += size
            return (body + b"x" * 1024)[:size]

    stream = Endless()
    kind = "multipart/form-data; boundary=x"
    extra = {"wsgi.input": stream, "CONTENT_LENGTH": "1000"}
    client.generic("POST", "/inquiries/new/", b"", kind, **extra)
    assert stream.given <= 1000


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("cv.pdf", b"<!DOCTYPE html><script>alert(1)</script>"),
        ("cv.html", PDF),
        ("cv.pdf.html", PDF),
        ("cv.pdf", b"\n%PDF-1.7 after a line"),
        ("cv.pdf", b"MZ\x90\0%PDF-"),
        ("cv.pdf\0.html", PDF),
        ("cv", PDF),
        (".pdf", b"GIF89a%PDF-"),
    ],
)
def test_what_is_no_pdf_is_refused_by_its_content(
    client: Client, name: str, content: bytes
) -> None:
    page = send(client, cv=pdf(name, content))
    assert "This is not a PDF file." in shown(page)
    assert not Inquiry.objects.exists()
    assert not WaitingFile.objects.exists()


@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd.pdf", "..\\..\\x.pdf", "<b>.pdf", "x" * 400 + ".pdf", "é.pdf"],
)
def test_names_of_files_lead_nowhere(client: Client, name: str) -> None:
    page = send(client, email="", cv=pdf(name))
    kept = WaitingFile.objects.get()
    assert "/" not in kept.name
    assert len(kept.name) <= 104
    assert kept.file.name.startswith("waitingfile/")
    assert "<b>.pdf" not in page.content.decode()
    assert "is kept" in shown(page)


def test_a_file_that_is_too_large_is_refused_at_its_field(client: Client) -> None:
    page = send(client, cv=pdf(content=PDF + b"x" * (10 * 1024 * 1024)))
    assert "This file has 10.0 MB; the most is 10 MB." in shown(page)
    assert not WaitingFile.objects.exists()


def test_files_that_wait_are_few(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = [send(client, email="", cv=pdf()) for _ in range(11)]
    assert WaitingFile.objects.count() == 10
    assert "The file could not be kept" in shown(pages[-1])
    monkeypatch.setattr(waiting, "MOST", 10)
    send(client, email="", cv=pdf(), REMOTE_ADDR="10.0.0.2")
    assert WaitingFile.objects.count() == 10


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data", b"x"),
        ("multipart/form-data; boundary=x", b"--y\r\n\r\n"),
        ("multipart/form-data; boundary=x; charset=nonsense", b"--x--"),
        (
            "multipart/form-data; boundary=x",
            b"--x\r\nContent-Disposition: form-data; name*=nonsense''a\r\n\r\nb\r\n--x--",
        ),
        ("application/x-www-form-urlencoded; charset=nonsense", b"a=b"),
        ("application/x-www-form-urlencoded", b"&".join(b"a%d=1" % n for n in range(5001))),
        ("application/json", b"{}"),
        ("", b"x"),
    ],
)
def test_a_body_that_cannot_be_read_is_no_error_of_the_site(
    client: Client, kind: str, body: bytes
) -> None:
    answer = client.generic("POST", "/inquiries/new/", body, kind)
    assert answer.status_code in (200, 400)


def test_text_without_end_is_refused(client: Client) -> None:
    answer = client.post("/inquiries/new/", {"message": "x" * (6 * 1024 * 1024)})
    assert answer.status_code == 413
