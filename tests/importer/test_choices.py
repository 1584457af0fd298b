"""What a person decided of records holds when the page is read again."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from importer.journal.undo import undo
from importer.models import ImportedPage, ImportedRecord, ImportRun
from importer.pipeline import import_readings
from importer.records import NewsRecord, PublicationRecord, Reading
from importer.save.choices import Choice
from news.models import NewsItem
from people.models import Person
from publications.models import Publication
from tests.importer.database import differing, every_row
from tests.importer.five_pages import read_text

pytestmark = pytest.mark.django_db

PAGE = """Ann Lee

Publications

Ann Lee, Bo Ray. Mud at night. Journal of Mud 3, 2019.
Ann Lee, Cy Dee. The slow weight of rain. Journal of Rain 4, 2020.

The lab moved to the old mill.
"""


def place(reading: Reading, title: str) -> int:
    works = {n: r for n, r in enumerate(reading.told) if isinstance(r, PublicationRecord)}
    return next(number for number, work in works.items() if work.title == title)


def read() -> Reading:
    return read_text(PAGE)


def titles() -> list[str]:
    return sorted(Publication.objects.values_list("title", flat=True))


def test_a_record_that_is_left_out_makes_nothing_and_is_remembered() -> None:
    reading = read()
    import_readings([reading], choices=[{place(reading, "Mud at night"): Choice(rejected=True)}])

    assert titles() == ["The slow weight of rain"]
    assert not Person.objects.filter(family_name="Ray").exists()
    assert ImportedRecord.objects.get(is_rejected=True).decision == "rejected"

    import_readings([read()])
    assert titles() == ["The slow weight of rain"]


def test_a_record_that_is_left_out_at_last_is_taken_back_from_the_site() -> None:
    import_readings([read()])
    assert titles() == ["Mud at night", "The slow weight of rain"]
    reading = read()

    import_readings([reading], choices=[{place(reading, "Mud at night"): Choice(rejected=True)}])

    assert titles() == ["The slow weight of rain"]
    assert not Person.objects.filter(family_name="Ray").exists()


def test_a_record_that_was_left_out_can_be_let_in() -> None:
    reading = read()
    at = place(reading, "Mud at night")
    import_readings([reading], choices=[{at: Choice(rejected=True)}])

    import_readings([reading], choices=[{at: Choice()}])

    assert titles() == ["Mud at night", "The slow weight of rain"]


def corrected(reading: Reading, printed: str, **values: Any) -> dict[int, Choice]:
    at = place(reading, printed)
    return {at: Choice(edited=replace(reading.told[at], **values))}


def test_a_correction_stays_when_the_page_is_read_again() -> None:
    reading = read()
    import_readings([reading], choices=[corrected(reading, "Mud at night", title="Mud by night")])
    assert titles() == ["Mud by night", "The slow weight of rain"]

    report = import_readings([read()])

    assert titles() == ["Mud by night", "The slow weight of rain"]
    assert report.totals["decisions"]["changed"] == 0


def test_what_was_not_corrected_follows_the_page() -> None:
    reading = read()
    import_readings([reading], choices=[corrected(reading, "Mud at night", title="Mud by night")])

    import_readings([read_text(PAGE.replace("Mud 3, 2019", "Mud 3, 2018"))])

    work = Publication.objects.get(title="Mud by night")
    assert work.year == 2018


def added(reading: Reading) -> tuple[Reading, dict[int, Choice]]:
    line = next(n for n, text in enumerate(reading.lines, 1) if "old mill" in text)
    record = NewsRecord(text="The lab moved to the old mill.", lines=(line, line))
    records = tuple(r for r in reading.records if not isinstance(r, NewsRecord))
    reading = replace(reading, records=(*records, record))
    return reading, {len(reading.told) - 1: Choice(added=True)}


def test_a_line_that_a_person_assigned_stays_assigned_wherever_it_moves() -> None:
    reading, chosen = added(read())
    import_readings([reading], choices=[chosen])
    assert NewsItem.objects.get().text == "The lab moved to the old mill."
    assert not any("old mill" in line["text"] for line in ImportedPage.objects.get().unread)

    import_readings([read_text(PAGE.replace("Publications\n", "Publications\n\n\n"))])

    assert NewsItem.objects.get().text == "The lab moved to the old mill."
    row = ImportedRecord.objects.get(is_added=True)
    assert row.page.lines[row.first_line - 1] == "The lab moved to the old mill."


def test_a_line_that_a_person_assigned_goes_with_the_line() -> None:
    reading, chosen = added(read())
    import_readings([reading], choices=[chosen])

    import_readings([read_text(PAGE.replace("The lab moved to the old mill.\n", ""))])

    assert not NewsItem.objects.exists()


def test_choices_are_undone_with_their_import() -> None:
    import_readings([read()])
    before = every_row()
    reading, chosen = added(read())
    at = place(reading, "Mud at night")
    import_readings([reading], choices=[{**chosen, at: Choice(rejected=True)}])
    assert differing(before, every_row())

    journal = ImportRun.objects.latest("pk").journal
    assert journal is not None
    undo(journal)

    assert differing(before, every_row()) == []
