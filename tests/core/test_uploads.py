"""Which uploads there are, which nothing uses, which are missing: in the admin and by a command."""

from __future__ import annotations

import os
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core import files
from core.uploads import inventory
from people.models import Person, PersonFile
from tests.factories import PersonFactory, TalkFactory
from tests.pictures import PDF, pdf, picture

pytestmark = pytest.mark.django_db
LONG_AGO = 1_500_000_000


def put(name: str, age: int = LONG_AGO) -> str:
    """A file on the disk that no row holds."""
    default_storage.save(name, ContentFile(PDF))
    os.utime(default_storage.path(name), (age, age))
    return name


def names(uploads: list[Any]) -> list[str]:
    return [each.name for each in uploads]


class TestInventory:
    def test_of_an_empty_site(self) -> None:
        found = inventory()
        assert (found.used, found.missing, found.unused, found.kept, found.size) == (
            [],
            [],
            [],
            [],
            0,
        )

    def test_tells_what_is_used_unused_and_missing(self) -> None:
        talk = TalkFactory(slides=pdf())
        lost = TalkFactory(slides="talk/lost.pdf")
        unused = put("talk/old-0123abcd.pdf")
        found = inventory()
        assert [(each.row, each.size) for each in found.used] == [(talk, len(PDF))]
        assert [(each.row, each.size) for each in found.missing] == [(lost, None)]
        assert names(found.unused) == [unused]
        assert found.size == 2 * len(PDF)

    def test_renditions_belong_to_their_picture(self) -> None:
        person = PersonFactory(photo=picture())
        (used,) = inventory().used
        folder = Path(person.photo.storage.path("person"))
        assert used.renditions == len(list(folder.iterdir())) - 1 > 0
        assert used.size == sum(file.stat().st_size for file in folder.iterdir())
        assert inventory().unused == []

    def test_those_of_drafts_are_used(self) -> None:
        PersonFactory(photo=picture(), is_draft=True)
        assert len(inventory().used) == 1

    def test_what_was_uploaded_just_now_may_be_used_in_a_moment(self) -> None:
        default_storage.save("talk/new.pdf", ContentFile(PDF))
        assert inventory().unused == []

    def test_what_somebody_counts_on_is_kept(self, monkeypatch: pytest.MonkeyPatch) -> None:
        asked = []

        def keeps(model: Any, field: str, name: str) -> bool:
            asked.append((model._meta.label, field, name))
            return name == "person/a-1x1.jpg"

        monkeypatch.setattr(files, "KEEPERS", files.KEEPERS[:0] + [keeps])
        monkeypatch.setattr("core.uploads.KEEPERS", files.KEEPERS)
        put("person/a-1x1.jpg")
        put("person/a-1x1.w320.webp")
        put("person/b.pdf")
        found = inventory()
        assert names(found.kept) == ["person/a-1x1.jpg", "person/a-1x1.w320.webp"]
        assert names(found.unused) == ["person/b.pdf"]
        assert ("people.Person", "photo", "person/b.pdf") in asked
        assert default_storage.exists("person/a-1x1.jpg")

    def test_looks_at_no_more_than_it_is_told(self) -> None:
        for number in range(3):
            put(f"talk/{number}.pdf")
        found = inventory(at_most=2)
        assert names(found.unused) == ["talk/0.pdf", "talk/1.pdf"]
        assert found.unasked == 1

    def test_costs_the_same_with_more_rows(self) -> None:
        def queries() -> int:
            with CaptureQueriesContext(connection) as seen:
                inventory()
            return len(seen)

        def fill(number: int) -> None:
            for _ in range(number):
                PersonFile.objects.create(person=PersonFactory(), file=pdf())

        fill(1)
        few = queries()
        fill(2)
        assert queries() == few


class TestCommand:
    def run(self, *arguments: str) -> str:
        out = StringIO()
        call_command("check_files", *arguments, stdout=out)
        return out.getvalue()

    def test_of_a_site_in_order(self) -> None:
        TalkFactory(slides=pdf())
        assert self.run() == "1 in use, 0 kept to undo something, 0 unused, 0 missing.\n"

    def test_lists_and_deletes_when_told(self) -> None:
        put("talk/old.pdf")
        for _ in range(2):  # looking changes nothing
            assert f"unused: talk/old.pdf ({len(PDF)} bytes)" in self.run()
        assert f"1 deleted, {len(PDF)} bytes freed." in self.run("--delete-unused")
        assert not default_storage.exists("talk/old.pdf")

    def test_fails_where_a_file_is_missing(self) -> None:
        talk = TalkFactory(title="Looms", date="", slides="talk/lost.pdf")
        with pytest.raises(CommandError, match=f"missing: talk/lost.pdf, of talk {talk.pk} .Looms"):
            self.run()


class TestAdminPage:
    def test_of_an_empty_site(self, admin_client: Client) -> None:
        page = admin_client.get("/admin/files/").content.decode()
        assert "Nothing was uploaded yet" in page
        assert "every file on the disk belongs to a record" in page

    def test_is_for_those_who_may_change_the_site(self, client: Client) -> None:
        assert client.get("/admin/files/").status_code == 302
        client.force_login(User.objects.create(username="member", is_staff=True))
        assert client.get("/admin/files/").status_code == 403
        put("talk/old.pdf")
        data = {"name": "talk/old.pdf", "seen": "1"}
        assert client.post("/admin/files/", data).status_code == 403
        assert default_storage.exists("talk/old.pdf")

    def test_says_where_files_are_used(self, admin_client: Client) -> None:
        person = PersonFactory(given_name="Ada")
        file = PersonFile.objects.create(person=person, file=pdf("cv.pdf"))
        lost = TalkFactory(title="Lost looms", slides="talk/lost.pdf")
        page = admin_client.get("/admin/files/").content.decode()
        assert f'<a href="/admin/people/person/{person.pk}/change/">Ada Lovelace: CV</a>' in page
        assert f'href="/media/{file.file.name}"' in page
        assert f'<a href="/admin/talks/talk/{lost.pk}/change/">Lost looms' in page
        assert "2 files in use" not in page
        assert "1 missing" in page

    def test_is_found_from_the_front_page(self, admin_client: Client) -> None:
        assert 'href="/admin/files/"' in admin_client.get("/admin/").content.decode()

    def test_deletes_what_was_ticked_after_it_was_seen(self, admin_client: Client) -> None:
        for name in ("talk/a.pdf", "talk/b.pdf"):
            put(name)
        seen = admin_client.post("/admin/files/", {"name": "talk/a.pdf"}).content.decode()
        assert "1 file, " in seen
        assert "talk/a.pdf" in seen
        assert "talk/b.pdf" not in seen
        assert default_storage.exists("talk/a.pdf")
        answer = admin_client.post(
            "/admin/files/", {"name": "talk/a.pdf", "seen": "1"}, follow=True
        )
        assert "1 file deleted" in answer.content.decode()
        assert not default_storage.exists("talk/a.pdf")
        assert default_storage.exists("talk/b.pdf")

    def test_nothing_ticked(self, admin_client: Client) -> None:
        put("talk/a.pdf")
        answer = admin_client.post("/admin/files/", follow=True)
        assert "Tick the files" in answer.content.decode()

    @pytest.mark.parametrize("name", ["", "../secret_key", "/etc/hosts", "talk/none.pdf"])
    def test_deletes_nothing_but_what_is_unused(self, name: str, admin_client: Client) -> None:
        used = TalkFactory(slides=pdf()).slides.name
        data = {"name": [name, used], "seen": "1"}
        answer = admin_client.post("/admin/files/", data, follow=True)
        assert "0 files deleted" in answer.content.decode()
        assert default_storage.exists(used)

    def test_costs_the_same_with_more_rows(self, admin_client: Client) -> None:
        def queries() -> int:
            with CaptureQueriesContext(connection) as seen:
                assert admin_client.get("/admin/files/").status_code == 200
            return len(seen)

        def fill(number: int) -> None:
            for _ in range(number):
                PersonFile.objects.create(person=PersonFactory(), file=pdf())
                TalkFactory(slides="talk/lost.pdf")

        fill(1)
        queries()
        few = queries()
        fill(2)
        assert queries() == few
        assert Person.objects.count() == 3
