"""Uploads are served with their row's rights, and as files: never as a page of ours."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import HttpResponseBase
from django.test import Client
from django.utils import timezone
from PIL import Image

from core.images import Picture
from pages.models import HomeBlock
from people.models import Person, PersonFile
from publications.models import Publication, PublicationFile
from talks.models import Talk
from tests.factories import (
    HomeBlockFactory,
    PersonFactory,
    PublicationFactory,
    TalkFactory,
    account,
)
from tests.pictures import PDF, pdf, picture

pytestmark = pytest.mark.django_db


def body(answer: HttpResponseBase) -> bytes:
    """All of it; the test client closes the answer, and the file, at its end."""
    return bytes(answer.getvalue())


def person_photo() -> tuple[Person, list[str]]:
    person = PersonFactory(photo=picture())
    return person, [person.photo.url, person.photo.whole_url, *sources(person.portrait)]


def sources(picture: Picture) -> list[str]:
    """The addresses of all renditions that a page names."""
    return [part.split()[0] for part in f"{picture.srcset}, {picture.avif}".split(", ")]


def work_picture() -> tuple[Publication, list[str]]:
    work = PublicationFactory(picture=picture())
    return work, [work.picture.url, *sources(work.teaser)]


def person_file() -> tuple[Person, list[str]]:
    file = PersonFile.objects.create(person=PersonFactory(), file=pdf())
    return file.person, [file.file.url]


def publication_file() -> tuple[Publication, list[str]]:
    file = PublicationFile.objects.create(publication=PublicationFactory(), file=pdf())
    return file.publication, [file.file.url]


def talk_slides() -> tuple[Talk, list[str]]:
    talk = TalkFactory(slides=pdf())
    return talk, [talk.slides.url]


def home_picture() -> tuple[HomeBlock, list[str]]:
    block = HomeBlockFactory(kind="picture", picture=picture())
    return block, [block.picture.url, *sources(block.image)]


@pytest.mark.parametrize(
    "make",
    [person_photo, work_picture, person_file, publication_file, talk_slides, home_picture],
)
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
    def test_of_a_draft_for_those_who_may_look_at_it(self, make, hidden, client: Client) -> None:
        row, addresses = make()
        type(row).objects.update(**hidden)
        for address in addresses:
            assert client.get(address).status_code == 404
        client.force_login(User.objects.create(username="reader"))
        assert client.get(addresses[0]).status_code == 404
        client.force_login(User.objects.create(username="clerk", is_staff=True))
        assert client.get(addresses[0]).status_code == 404
        client.force_login(account("editor"))
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
                              (person.portrait.url, "ada-lovelace.f50-35.w336.webp")]:  # fmt: skip
            answer = client.get(address)
            assert answer["Content-Disposition"] == f'inline; filename="{name}"'
            assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
            body(answer)

    @pytest.mark.parametrize(("suffix", "kind"), [("avif", "image/avif"), ("webp", "image/webp")])
    def test_of_a_rendition(self, client: Client, suffix: str, kind: str) -> None:
        address = PersonFactory(photo=picture()).portrait.url.replace(".webp", f".{suffix}")
        answer = client.get(address)
        assert answer["Content-Type"] == kind
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert Image.open(BytesIO(body(answer))).format == suffix.upper()


class TestMissingRenditions:
    """A name says what is in the picture, so that it can be made when somebody asks for it."""

    @pytest.fixture
    def person(self) -> Person:
        person = PersonFactory(photo=picture())
        for file in Path(person.photo.storage.path("person")).glob("*.*.*"):
            file.unlink()
        return person

    def test_are_made_for_whoever_asks_first(self, client: Client, person: Person) -> None:
        for address in sources(person.portrait):
            answer = client.get(address)
            assert answer.status_code == 200
            width = Image.open(BytesIO(body(answer))).width
            assert f".w{width}." in address

    def test_are_not_made_of_a_draft(self, client: Client, person: Person) -> None:
        Person.objects.update(is_draft=True)
        assert client.get(person.portrait.url).status_code == 404
        assert len(list(Path(person.photo.storage.path("person")).iterdir())) == 1

    @pytest.mark.parametrize(
        "other", [".f1-1.w192.webp", ".f50-35.w193.webp", ".w192.webp", ".f50-35.w9999.avif"]
    )
    def test_are_made_under_the_names_of_pages_alone(
        self, client: Client, person: Person, other: str
    ) -> None:
        address = person.portrait.url.replace(".f50-35.w336.webp", other)
        assert client.get(address).status_code == 404
        assert len(list(Path(person.photo.storage.path("person")).iterdir())) == 1

    @pytest.mark.parametrize("content", [None, b"no picture"])
    def test_of_a_lost_or_broken_upload_are_404(
        self, client: Client, person: Person, content: bytes | None
    ) -> None:
        upload = Path(person.photo.path)
        upload.unlink()
        if content:
            upload.write_bytes(content)
        assert client.get(person.portrait.url).status_code == 404


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
