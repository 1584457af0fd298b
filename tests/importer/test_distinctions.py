"""Awards and forms of presentation that records mention."""

from __future__ import annotations

import pytest

from importer.parse import distinctions
from importer.records import Appearance
from tests.importer.work_lists import works

BARE = Appearance("conference", venue_abbrev="NeurIPS")


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ("oral", ("oral", "")),
        ("oral: 1% of all submissions", ("oral", "1% of all submissions")),
        ("Spotlight, 5%", ("Spotlight", "5%")),
        ("Oral talk", ("Oral", "")),
        ("Best Paper Award", ("Best Paper Award", "")),
        ("Best Talk", ("Best Talk", "")),
        ("3 of 200 papers, oral", ("3 of 200 papers, oral", "")),
        ("moral mud", ("", "")),
        ("2019", ("", "")),
        ("oral " + "and wet " * 30, ("", "")),
    ],
)
def test_a_bracket_tells_a_distinction_and_its_detail(
    inner: str, expected: tuple[str, str]
) -> None:
    assert distinctions.in_text(inner) == expected


def test_the_first_note_that_tells_a_distinction_is_taken() -> None:
    notes = ["wet", "★ Best Paper Award.", "Oral"]
    form, rest = distinctions.told(BARE, notes)
    assert form.distinction == "★ Best Paper Award"
    assert rest == ["wet", "Oral"]
    assert notes == ["wet", "★ Best Paper Award.", "Oral"]


def test_marks_and_addresses_around_a_distinction_go() -> None:
    form, _ = distinctions.told(BARE, ["[Oral] https://mud.example/talk"])
    assert form.distinction == "Oral"


def test_a_distinction_that_the_venue_tells_stays() -> None:
    told = Appearance("conference", distinction="spotlight")
    assert distinctions.told(told, ["Oral"]) == (told, ["Oral"])


@pytest.mark.parametrize("note", ["wet", "A story of mud", "Won " + "and wet " * 40])
def test_other_notes_tell_none(note: str) -> None:
    assert distinctions.told(BARE, [note]) == (BARE, [note])


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("International Conference on Mud. Oral presentation.", "Oral presentation"),
        ("NeurIPS 2020; spotlight", "spotlight"),
        ("Mud Days 2020, Best Paper Award", "Best Paper Award"),
        ("NeurIPS 2020. It was a long day of oral traditions and rain", ""),
        ("Oral History Conference, 2020", ""),
    ],
)
def test_a_sentence_behind_the_venue_tells_a_distinction(body: str, expected: str) -> None:
    assert distinctions.from_body(BARE, body).distinction == expected


def test_a_thesis_has_no_presentation() -> None:
    thesis = Appearance("thesis")
    assert distinctions.from_body(thesis, "Mudford University. Oral exam") == thesis


def test_a_distinction_on_the_line_of_a_work_or_below_it_belongs_to_the_work() -> None:
    found = works(
        "Ann Lee, Bo Ray. Mud at night. In NeurIPS, 2020. (Oral)",
        "Ann Lee, Cy Dee. Rain by day. In ICML, 2021. Best Paper Award.",
        "Ann Lee, Bo Ray. Hail in the north. In ICLR, 2022.",
    )
    assert [record.appearances[0].distinction for record in found] == [
        "Oral",
        "Best Paper Award",
        "",
    ]
