"""What a heading says of the kind of the works below it."""

from __future__ import annotations

import pytest

from importer.parse import kinds
from importer.records import Appearance
from tests.importer.work_lists import works


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Working Papers", "preprint"),
        ("Under review", "preprint"),
        ("Job Market Paper", "preprint"),
        ("Journal Articles", "journal"),
        ("Refereed articles", "journal"),
        ("Conference Papers", "conference"),
        ("Workshop papers", "workshop"),
        ("PhD Thesis", "thesis"),
        ("Books", "book"),
        ("Edited volumes", "book"),
        ("Book chapters", "chapter"),
        ("Chapters in Books", "chapter"),
        ("Patents", "patent"),
        ("Technical Reports", "report"),
        ("Software", "software"),
        ("Zeitschriftenartikel", "journal"),
        ("Chapitres d'ouvrages", "chapter"),
        ("Libros", "book"),
        ("Publications", ""),
        ("Selected papers", ""),
        ("Journal and conference papers", ""),
        ("Book Reviews", "other"),
        ("Books and Book Chapters", ""),
        ("Reports and Testimony", ""),
        ("Bookkeeping", ""),
        ("", ""),
    ],
)
def test_a_heading_names_one_kind_or_none(heading: str, kind: str) -> None:
    assert kinds.of_heading(heading) == kind


@pytest.mark.parametrize(
    ("heading", "expected"),
    [("Working papers", True), ("Preprints", True), ("Journal articles", False), ("", False)],
)
def test_a_heading_announces_what_is_unfinished(heading: str, expected: bool) -> None:
    assert kinds.is_unfinished(heading) is expected


@pytest.mark.parametrize(
    ("heading", "form", "kind"),
    [
        # What the record does not tell, the heading does.
        ("Journal articles", Appearance("other", venue_printed="Mud Notes"), "journal"),
        ("Conference papers", Appearance("other", venue_printed="Mud Days"), "conference"),
        ("Books", Appearance("other"), "book"),
        # What the record tells counts more than most headings …
        ("Journal articles", Appearance("conference"), "conference"),
        ("Conference papers", Appearance("journal"), "journal"),
        ("Books", Appearance("thesis"), "thesis"),
        ("Journal articles", Appearance("workshop"), "workshop"),
        # … but not more than those of books, chapters and unfinished works.
        ("Books", Appearance("journal"), "book"),
        ("Book chapters", Appearance("book"), "chapter"),
        ("Working papers", Appearance("journal"), "preprint"),
        ("Working papers", Appearance("conference"), "conference"),
        ("Working papers", Appearance("journal", status="forthcoming"), "journal"),
        # A heading of no kind leaves all as it is; of what is not said to be out, a preprint.
        ("Papers", Appearance("journal"), "journal"),
        ("Papers", Appearance("other", venue_printed="Mud Notes"), "other"),
        ("Papers", Appearance("other"), "preprint"),
    ],
)
def test_the_kind_below_a_heading(heading: str, form: Appearance, kind: str) -> None:
    assert kinds.under(heading, form) == kind


@pytest.mark.parametrize(
    ("heading", "kind"),
    [("Working Papers", "preprint"), ("Books", "book"), ("Book Chapters", "chapter")],
)
def test_works_are_what_their_section_says(heading: str, kind: str) -> None:
    found = works(
        "Ann Lee, Bo Ray. Mud at night. Wetham, 2019.",
        "Ann Lee. Rain by day. Mudford, 2020.",
        heading=heading,
    )
    assert [record.appearances[0].kind for record in found] == [kind, kind]


def test_below_books_and_chapters_what_stands_within_another_is_a_chapter() -> None:
    heading = "4.4. Books and Book Chapters"
    within = Appearance(kind="other", venue_printed="in Mud of the North, 2016")
    assert kinds.under(heading, within) == "chapter"
    assert kinds.under(heading, Appearance(kind="other", venue_printed="Wetham, 2019")) == "book"


def test_what_is_accepted_below_journals_is_an_article() -> None:
    form = Appearance(kind="preprint", status="forthcoming", venue_printed="Wet World (accepted)")
    assert kinds.under("International Journals", form) == "journal"
