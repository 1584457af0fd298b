"""Which page is which: files of one name, pages that changed, pages that cannot be read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from importer.models import ImportedPage, ImportedRow, ImportRun
from importer.parse import parse
from importer.pipeline import import_readings, pages_in
from importer.records import Reading
from importer.save.rows import Wanted
from importer.sources import load
from people.models import Person
from publications.models import Publication
from tests.importer.content import visible_content

pytestmark = pytest.mark.django_db


HOMEPAGE = """{name}

I am a professor of mathematics.

Publications
{title}
{name}, Charles Babbage
Journal of Engines, 1843
"""


def homepage(name: str, title: str) -> Reading:
    return parse(load("index.txt", HOMEPAGE.format(name=name, title=title).encode()))


def test_pages_of_two_people_may_have_one_name() -> None:
    import_readings([homepage("Ada Byron", "Sketch of the Analytical Engine with Notes")])
    import_readings([homepage("Mary Somerville", "On the Connexion of the Physical Sciences")])

    assert list(ImportedPage.objects.values_list("name", "owner_name").order_by("pk")) == [
        ("index.txt", "Ada Byron"),
        ("index.txt", "Mary Somerville"),
    ]
    assert Publication.objects.count() == 2
    before = visible_content()

    import_readings([homepage("Ada Byron", "Sketch of the Analytical Engine with Notes")])
    import_readings([homepage("Mary Somerville", "On the Connexion of the Physical Sciences")])

    assert visible_content() == before
    assert ImportedPage.objects.count() == 2


def test_a_page_whose_owner_is_named_anew_is_the_same_page() -> None:
    reading = homepage("Ada Byron", "Sketch of the Analytical Engine with Notes")
    import_readings([reading])
    assert reading.owner
    import_readings([replace(reading, owner=replace(reading.owner, name="Ada King"))])

    assert [page.owner_name for page in ImportedPage.objects.all()] == ["Ada King"]


def test_a_page_that_can_no_longer_be_understood_does_not_take_away_what_it_said() -> None:
    import_readings([homepage("Ada Byron", "Sketch of the Analytical Engine with Notes")])
    import_readings([parse(load("index.txt", b"404\nNot found\n"))])

    assert Publication.objects.count() == 1


def test_two_people_with_pages_of_one_name_give_the_same_content_in_either_order() -> None:
    ada = homepage("Ada Byron", "Sketch of the Analytical Engine with Notes")
    mary = homepage("Mary Somerville", "Sketch of the Analytical Engine with Notes")
    import_readings([ada, mary])
    one = visible_content()
    with transaction.atomic():
        for model in (ImportedPage, ImportedRow, ImportRun, Publication, Person):
            model._default_manager.all().delete()
        import_readings([mary, ada])
        assert {m: rows for m, rows in visible_content().items() if rows != one[m]} == {}


def test_text_longer_than_its_field_is_cut() -> None:
    wanted = Wanted(Publication, {"title": "engine " * 100, "abstract": "note " * 200})
    assert (len(wanted.fields["title"]), wanted.fields["title"][-1]) == (500, "…")
    assert len(wanted.fields["abstract"]) == 1000


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "byron.txt"
    text = HOMEPAGE.format(name="Ada Byron", title="Sketch of the Analytical Engine with Notes")
    path.write_text(text, encoding="utf-8")
    return path


def test_pages_of_one_name_in_two_folders_are_told_apart(page: Path) -> None:
    (page.parent / "a").mkdir()
    (page.parent / "b").mkdir()
    for folder in ("a", "b"):
        (page.parent / folder / "byron.txt").write_text(page.read_text("utf-8"), "utf-8")

    folders = [str(page.parent / folder) for folder in ("a", "b")]
    call_command("import_pages", *folders)

    assert list(ImportedPage.objects.values_list("name", flat=True)) == [
        "a/byron.txt",
        "b/byron.txt",
    ]


def test_a_page_named_twice_is_read_once(page: Path) -> None:
    assert pages_in([page, page.parent]) == [("byron.txt", page.resolve())]


def test_where_no_page_could_be_read_there_was_no_import(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bad.txt").write_bytes(b"")

    with pytest.raises(CommandError, match="is empty"):
        call_command("import_pages", str(tmp_path))

    assert "1 page: no records; 0 unread lines." in capsys.readouterr().out
    assert not ImportRun.objects.exists()


def test_the_import_remembers_the_pages_that_could_not_be_read(page: Path) -> None:
    (page.parent / "bad.txt").write_bytes(b"")

    with pytest.raises(CommandError):
        call_command("import_pages", str(page.parent))

    pages = ImportRun.objects.get().report["pages"]
    assert [(p["page"], p.get("error", "")) for p in pages] == [
        ("byron.txt", ""),
        ("bad.txt", "bad.txt is empty: there is nothing to read."),
    ]
