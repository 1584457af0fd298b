"""Uploads are served with their row's rights, and as files: never as a page of ours."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import HttpResponseBase
from django.test import Client
from django.utils import timezone

from people.models import Person, PersonFile
from publications.models import Publication, PublicationFile
from talks.models import Talk
from tests.factories import PersonFactory, PublicationFactory, TalkFactory
from tests.pictures import PDF, pdf, picture

pytestmark = pytest.mark.django_db


def body(answer: HttpResponseBase) -> bytes:
    """All of it; the test client closes the answer, and the file, at its end."""
    return bytes(answer.getvalue())


def person_photo() -> tuple[Person, list[str]]:
    person = PersonFactory(photo=picture())
    sources = [part.split()[0] for part in person.portrait.srcset.split(", ")]
    return person, [person.photo.url, person.portrait.url, *sources]


def person_file() -> tuple[Person, list[str]]:
    file = PersonFile.objects.create(person=PersonFactory(), file=pdf())
    return file.person, [file.file.url]


def publication_file() -> tuple[Publication, list[str]]:
    file = PublicationFile.objects.create(publication=PublicationFactory(), file=pdf())
    return file.publication, [file.file.url]


def talk_slides() -> tuple[Talk, list[str]]:
    talk = TalkFactory(slides=pdf())
    return talk, [talk.slides.url]


@pytest.mark.parametrize("make", [person_photo, person_file, publication_file, talk_slides])
class TestRights:
    def test_of_a_published_row_for_everybody(self, make, client: Client) -> None:
        for address in make()[1]:
            answer = client.get(address)
            assert answer.status_code == 200
            assert answer["Cache-Control"].startswith("public")
            assert not answer.has_header("Vary")
            assert body(answer)

    @pytest.mark.parametrize(
        "hidden",
        [{"is_draft": True}, {"publish_at": timezone.now() + timedelta(days=1)}],
        ids=["draft", "scheduled"],
    )
    def test_of_a_draft_for_staff_alone(self, make, hidden, client: Client) -> None:
        row, addresses = make()
        type(row).objects.update(**hidden)
        for address in addresses:
            assert client.get(address).status_code == 404
        client.force_login(User.objects.create(username="reader"))
        assert client.get(addresses[0]).status_code == 404
        client.force_login(User.objects.create(username="editor", is_staff=True))
        for address in addresses:
            answer = client.get(address)
            assert answer.status_code == 200
            assert answer["Cache-Control"] == "private, no-store"
            body(answer)


class TestNothingElse:
    @pytest.mark.parametrize(
        "path",
        ["../secret_key", "person/../../secret_key", "%2e%2e/secret_key", "/etc/passwd", "person/",
         "person", "orphan.pdf", "person/orphan.w320.webp", "a%00b.pdf", "a\\..\\b"],
    )  # fmt: skip
    def test_is_served(self, path: str, admin_client: Client) -> None:
        default_storage.save("orphan.pdf", ContentFile(PDF))
        default_storage.save("person/orphan.w320.webp", ContentFile(b"RIFF"))
        assert admin_client.get(f"/media/{path}").status_code == 404

    def test_a_lost_file_is_404(self, client: Client) -> None:
        talk = TalkFactory(slides="talk/lost.pdf")
        assert client.get(talk.slides.url).status_code == 404

    def test_nothing_can_be_posted(self, client: Client) -> None:
        assert client.post(talk_slides()[1][0]).status_code == 405


class TestHeaders:
    def test_of_a_pdf(self, client: Client) -> None:
        answer = client.get(TalkFactory(slides=pdf("My Talk.PDF")).slides.url)
        assert answer["Content-Type"] == "application/pdf"
        assert answer["Content-Disposition"] == 'inline; filename="my-talk.pdf"'
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "default-src 'none'" in answer["Content-Security-Policy"]
        assert "script" not in answer["Content-Security-Policy"]
        assert int(answer["Content-Length"]) == len(PDF)
        assert body(answer) == PDF

    def test_of_a_photo(self, client: Client) -> None:
        person = PersonFactory(photo=picture("Ada Lovelace.jpg", "JPEG"))
        for address, name in [(person.photo.url, "ada-lovelace.jpg"),
                              (person.portrait.url, "ada-lovelace.w320.webp")]:  # fmt: skip
            answer = client.get(address)
            assert answer["Content-Disposition"] == f'inline; filename="{name}"'
            assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
            body(answer)


class TestParts:
    @pytest.fixture
    def address(self) -> str:
        return str(TalkFactory(slides=pdf()).slides.url)

    @pytest.mark.parametrize(
        ("asked", "status", "part"),
        [
            ("bytes=0-3", 206, PDF[:4]),
            ("bytes=4-", 206, PDF[4:]),
            ("bytes=-5", 206, PDF[-5:]),
            ("bytes=-5000", 206, PDF),
            ("bytes=0-5000", 206, PDF),
            ("bytes=5000-", 416, b""),
            ("bytes=-0", 416, b""),
            ("bytes=3-1", 416, b""),
            ("bytes=-", 200, PDF),
            ("bytes=0-1,4-5", 200, PDF),
            ("lines=1-2", 200, PDF),
        ],
    )
    def test_a_range(self, address: str, client: Client, asked, status, part) -> None:
        answer = client.get(address, headers={"Range": asked})
        assert (answer.status_code, body(answer)) == (status, part)

    def test_a_range_says_where_it_is(self, address: str, client: Client) -> None:
        answer = client.get(address, headers={"Range": "bytes=0-3"})
        assert answer["Content-Range"] == f"bytes 0-3/{len(PDF)}"
        body(answer)

    def test_a_range_of_another_version_is_the_whole(self, address: str, client: Client) -> None:
        answer = client.get(address, headers={"Range": "bytes=0-3", "If-Range": '"old"'})
        assert (answer.status_code, body(answer)) == (200, PDF)

    def test_unchanged(self, address: str, client: Client) -> None:
        first = client.get(address)
        body(first)
        for header, known in [("If-None-Match", "ETag"), ("If-Modified-Since", "Last-Modified")]:
            answer = client.get(address, headers={header: first[known]})
            assert (answer.status_code, answer.content) == (304, b"")
            assert answer["Cache-Control"].startswith("public")

    def test_unchanged_is_not_told_of_a_draft(self, address: str, client: Client) -> None:
        answer = client.get(address)
        body(answer)
        Talk.objects.update(is_draft=True)
        again = client.get(address, headers={"If-None-Match": answer["ETag"]})
        assert again.status_code == 404

    def test_head(self, address: str, client: Client) -> None:
        answer = client.head(address)
        assert answer.status_code == 200
        assert int(answer["Content-Length"]) == len(PDF)
        assert body(answer) == b""
