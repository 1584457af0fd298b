"""What holds of every import, with pages of many layouts: sets of them drawn by chance."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import pytest
from django.db import transaction

from importer.duplicates.choices import defaults
from importer.duplicates.merge import merge, unmerge
from importer.journal.undo import undo
from importer.models import ImportRun
from importer.parse import parse
from importer.pipeline import import_readings
from importer.records import Reading
from importer.sources import load
from people.models import Person
from publications.models import Publication
from tests.importer.content import visible_content
from tests.importer.database import differing, every_row
from tests.importer.five_pages import read
from tests.importer.namesake_pages import of_ann, of_oxford, of_tokyo

pytestmark = pytest.mark.django_db

SAMPLES = sorted(
    page
    for page in (Path(__file__).parent / "samples").rglob("*.*")
    if page.suffix in {".txt", ".html", ".md", ".bib"}
)


def drawn(seed: int) -> list[Reading]:
    """Three sample pages, one of them twice under another name and with lines left out, one of
    the pages that the site starts from, and those of two people of one name."""
    chance = random.Random(seed)
    pages = chance.sample([page for page in SAMPLES if page.parent != SAMPLES[0].parent], 3)
    found = [parse(load(page.name, page.read_bytes())) for page in pages]
    lines = pages[0].read_text(encoding="utf-8").splitlines(keepends=True)
    fewer = "".join(line for line in lines if chance.random() > 0.1)
    found.append(parse(load(f"again-{pages[0].name}", fewer.encode())))
    found.append(read(chance.choice(["000", "001", "003"])))
    return [*found, of_oxford(), of_tokyo(), of_ann()]


def undo_all() -> None:
    for run in ImportRun.objects.order_by("-pk"):
        if run.journal and not run.journal.undone:
            assert undo(run.journal).kept == []


@pytest.mark.parametrize("seed", range(4))
def test_importing_twice_is_importing_once(seed: int) -> None:
    pages = drawn(seed)
    import_readings(pages)
    before = visible_content()

    report = import_readings(pages)

    assert visible_content() == before
    assert report.totals["decisions"]["new"] == report.totals["decisions"]["changed"] == 0


@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_the_pages_does_not_matter(seed: int) -> None:
    pages = drawn(seed)
    expected = content_after(pages)
    for shuffled in range(2):
        order = list(pages)
        random.Random(shuffled).shuffle(order)
        assert content_after(order) == expected


def content_after(pages: Sequence[Reading]) -> dict[str, list[str]]:
    """What the site shows after an import of each page by itself."""
    with transaction.atomic():
        for page in pages:
            import_readings([page])
        found = visible_content()
        transaction.set_rollback(True)
    return found


@pytest.mark.parametrize("seed", range(4))
def test_undoing_all_gives_back_the_database_row_for_row(seed: int) -> None:
    before = every_row()
    pages = drawn(seed)
    for page in pages:
        import_readings([page])
    assert Publication.objects.exists()

    undo_all()

    assert differing(before, every_row()) == []


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("model", [Publication, Person])
def test_any_two_made_one_and_taken_apart_are_row_for_row_as_before(
    seed: int, model: type[Publication | Person]
) -> None:
    import_readings(drawn(seed))
    one, other = random.Random(seed).sample(list(model.objects.order_by("pk")), 2)
    before = every_row()

    told = merge(one, other, defaults(one, other))
    assert not model.objects.filter(pk=told.gone).exists()

    assert unmerge(told).kept == []
    assert differing(before, every_row()) == []


@pytest.mark.parametrize("seed", range(4))
def test_nothing_that_an_editor_wrote_is_lost(seed: int) -> None:
    pages = drawn(seed)
    import_readings(pages)
    works = list(Publication.objects.order_by("pk")[::3])
    for work in works:
        work.title, work.note = f"{work.title}, as edited", "Read this first."
        work.save()
    person = Person.objects.filter(has_profile=True)[0]
    person.bio = "Typed by hand."
    person.save()
    gone = Publication.objects.exclude(pk__in=[work.pk for work in works]).first()
    title = gone.title if gone else ""
    if gone:
        gone.delete()

    import_readings(pages)

    for work in works:
        now = Publication.objects.get(pk=work.pk)
        assert (now.title, now.note) == (work.title, work.note)
    assert Person.objects.get(pk=person.pk).bio == "Typed by hand."
    assert not title or not Publication.objects.filter(title=title).exists()
