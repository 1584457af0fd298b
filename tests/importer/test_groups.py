"""Years and topics under which works stand."""

from __future__ import annotations

import pytest

from importer.parse import groups
from importer.records import Appearance, PublicationRecord
from importer.sources import Line
from tests.importer.work_lists import lines_of, shown, works


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2019", "2019"),
        ("2019:", "2019"),
        ("— 2019 —", "2019"),
        ("(2019)", "2019"),
        ("2019 (12)", "2019"),
        ("2019 – 2021", "2019"),
        ("2019-21", "2019"),
        ("2019–present", "2019"),
        ("2019 Mud", ""),
        ("Mud 2019", ""),
        ("1234", ""),
        ("20190", ""),
    ],
)
def test_a_line_of_a_year_alone_is_a_heading(text: str, year: str) -> None:
    found = groups.is_year(Line(1, text))
    assert (found[1] if found else "") == year


def test_a_year_behind_a_bullet_is_none() -> None:
    assert groups.is_year(Line(1, "2019", bullet="•")) is None


def test_years_are_taken_out_of_the_lines_and_part_them() -> None:
    found = groups.find(lines_of("2020", "Mud at night", "2019", "Rain by day"))
    assert [(line.text, line.blank_before) for line in found.lines] == [
        ("Mud at night", groups.BELOW_HEADING),
        ("Rain by day", groups.BELOW_HEADING),
    ]
    assert [line.text for line in found.headings] == ["2020", "2019"]
    assert found.years == ("2020", "2019")


def test_a_year_that_comes_twice_is_no_heading_but_part_of_records() -> None:
    lines = lines_of("Mud at night", "2019", "Rain by day", "2019")
    found = groups.find(lines)
    assert (found.lines, found.headings) == (tuple(lines), ())


def test_a_marked_heading_with_several_records_below_is_a_topic() -> None:
    lines = [
        Line(1, "On Wet Clay", heading=3),
        Line(2, "Mud at night", bullet="•"),
        Line(3, "Rain by day", bullet="•"),
    ]
    found = groups.find(lines)
    assert [line.text for line in found.headings] == ["On Wet Clay"]
    assert found.years == ("",)
    assert [line.text for line in found.lines] == ["Mud at night", "Rain by day"]


@pytest.mark.parametrize(
    "heading",
    [
        Line(1, "Mud at night", heading=3),  # nothing but one record below: its title
        Line(1, "On the flow of wet clay through the north", heading=3),
        Line(1, "On Wet Clay"),
    ],
)
def test_other_headings_stay_among_the_lines(heading: Line) -> None:
    long = len(heading.text.split()) > groups.TOPIC_WORDS
    bullet = "•" if long or not heading.heading else ""
    lines = [heading, Line(2, "Ann Lee", bullet=bullet), Line(3, "Rain 2019", bullet=bullet)]
    assert groups.find(lines).headings == ()


HEADED = groups.find(
    [
        Line(1, "Books", heading=3),
        Line(2, "Mud", bullet="•"),
        Line(3, "Rain", bullet="•"),
        Line(4, "2019"),
        Line(5, "Hail"),
    ]
)


@pytest.mark.parametrize(
    ("number", "section", "expected"),
    [
        (2, "Publications", "Books"),
        (3, "Publications", "Books"),
        (5, "Publications", "Publications"),
        (5, "Working papers", ""),
        (0, "Publications", "Publications"),
    ],
)
def test_the_heading_that_tells_the_kind_is_the_nearest_with_words(
    number: int, section: str, expected: str
) -> None:
    assert HEADED.heading(number, section) == expected


def dated(form: Appearance, line: int = 5) -> str:
    record = PublicationRecord(lines=(line, line), title="Hail", appearances=(form,))
    return HEADED.dated(record).appearances[0].date


def test_a_work_without_a_date_is_of_the_year_that_it_stands_under() -> None:
    assert dated(Appearance("journal")) == "2019"
    assert dated(Appearance("journal", date="2018-05")) == "2018-05"
    assert dated(Appearance("journal"), line=2) == ""


def test_a_date_long_after_the_year_above_is_the_number_of_a_page() -> None:
    assert dated(Appearance("journal", date="2031")) == "2019"
    assert dated(Appearance("journal", date="2021")) == "2021"


def test_works_of_a_page_are_dated_by_the_years_above_them() -> None:
    found = works(
        "2020",
        "Ann Lee, Bo Ray. Mud at night. Journal of Mud 3, 4–9.",
        "Ann Lee. Rain by day. Journal of Rain 4, 5–9.",
        "2018",
        "Cy Dee, Ann Lee. Hail in the north. Journal of Hail 7, 6–9.",
    )
    assert [(record.title, record.appearances[0].date) for record in found] == [
        ("Mud at night", "2020"),
        ("Rain by day", "2020"),
        ("Hail in the north", "2018"),
    ]


def test_inner_headings_tell_kinds_and_are_no_works() -> None:
    rows = "".join(f"<li>Ann Lee, Bo Ray. {t}. Wetham, 2019.</li>" for t in ("The mud", "Wet rain"))
    found = shown(f"<h3>Books</h3><ul>{rows}</ul><h3>Book Chapters</h3><ul>{rows}</ul>")
    assert [(record.title, record.appearances[0].kind) for record in found] == [
        ("The mud", "book"),
        ("Wet rain", "book"),
        ("The mud", "chapter"),
        ("Wet rain", "chapter"),
    ]


def test_what_follows_a_heading_begins_a_work() -> None:
    titles = [f"On the {wet} of the north" for wet in ("flow of mud", "rain", "hail", "slow snow")]
    mud, rain, hail, snow = (f"<li>Lee, A. and Ray, B., {title}." for title in titles)
    mud = mud.replace("north.", "north. Journal of Mud 3 (2018), 40-47.")
    found = shown(f"<ol>{mud}{rain}</ol><h3>Some more</h3><ol>{hail}{snow}</ol>")
    assert [work.title for work in found] == titles
