"""Lists of degrees, positions, services, talks and courses in the ways they are set."""

import pytest

from importer.parse import parse
from importer.records import (
    AppointmentRecord,
    CourseRecord,
    EducationRecord,
    Reading,
    ServiceRecord,
    TalkRecord,
)
from importer.sources import load


def read(*lines: str) -> Reading:
    return parse(load("page.txt", "\n".join(("Ann Lee", *lines)).encode()))


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (
            "Ph.D. student in Mud, Mudford College. 2018-2024.",
            ("Ph.D.", "Mud", "Mudford College", "2024"),
        ),
        (
            "2016 - 2020, B.Sc. in Rain, with a minor in Hail, Wetham University",
            ("B.Sc.", "Rain", "Wetham University", "2020"),
        ),
        (
            "M.A. with honors in Rain, Wetham University. 2019.",
            ("M.A.", "Rain", "Wetham University", "2019"),
        ),
    ],
)
def test_a_degree_of_a_list_has_its_field_place_and_year(
    item: str, expected: tuple[str, str, str, str]
) -> None:
    (found,) = read("Education", f"- {item}").of_type(EducationRecord)
    assert (found.degree, found.field, found.institution, found.year) == expected


def test_a_degree_over_several_lines_is_one_and_the_thesis_does_not_mislead() -> None:
    (found,) = read(
        "Education",
        "- S.M. in Mud, Mudford College. 2020.",
        "  Thesis: Rain in Wet Places since 1999.",
        "  Advised by Bo Ray.",
    ).of_type(EducationRecord)
    assert (found.institution, found.year, found.advisor) == ("Mudford College", "2020", "Bo Ray")
    assert found.lines == (3, 5)


def test_what_the_list_of_degrees_tells_is_not_told_twice() -> None:
    found = read(
        "I graduated from Mudford College with a PhD in Mud in 2020.",
        "Education",
        "- Ph.D. in Mud, Mudford College, 2020",
    )
    assert len(list(found.of_type(EducationRecord))) == 1


def test_a_degree_in_a_sentence_may_follow_its_place() -> None:
    (found,) = read(
        "I graduated from Mudford College with a PhD in Mud in 2020.", "Papers", "x"
    ).of_type(EducationRecord)
    assert (found.institution, found.field, found.year) == ("Mudford College", "Mud", "2020")


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("Summer 2020: Intern at Rain Labs", "Intern|Rain Labs|2020||"),
        ("2019 - 2021, Postdoc, Mudford College", "Postdoc|Mudford College|2019|2021|"),
        ("Lecturer, Mudford College (since 2021)", "Lecturer|Mudford College|2021||now"),
        ("2021.09 - now, Fellow in Rain Labs", "Fellow|Rain Labs|2021-09||now"),
        ("Engineer @ Rain Labs, Jun 2018 – Aug 2018", "Engineer|Rain Labs|2018-06|2018-08|"),
    ],
)
def test_a_position_of_a_list_has_its_place_and_period(item: str, expected: str) -> None:
    (found,) = read("Experience", f"- {item}").of_type(AppointmentRecord)
    now = "now" if found.is_current else ""
    told = (found.position, found.institution, found.start, found.end, now)
    assert "|".join(told) == expected


def test_an_item_that_names_no_position_stays_unread() -> None:
    found = read("Experience", "- 2020, Rain Labs", "Papers", "x")
    assert "- 2020, Rain Labs" in [line.text for line in found.unread]


def test_a_role_may_stand_after_its_venue() -> None:
    found = list(
        read(
            "Service",
            "- ICML 2021 — Reviewer (Outstanding Reviewer)",
            "- UAI 2020 – Area Chair",
        ).of_type(ServiceRecord)
    )
    assert [(r.role, r.venues, r.year, r.note) for r in found] == [
        ("Reviewer", ("ICML",), "2021", "Outstanding Reviewer"),
        ("Area Chair", ("UAI",), "2020", ""),
    ]


def test_the_title_of_a_talk_is_what_is_set_off() -> None:
    page = (
        "<h1>Ann Lee</h1><h2>Talks</h2><ul><li>May, 2020 &mdash; Rain Labs &mdash; <i>On Mud</i>"
        "<li>June 2021 &mdash; On the Uses of Rain &mdash; Mudford Seminar</ul>"
    )
    found = list(parse(load("page.html", page.encode())).of_type(TalkRecord))
    assert [(t.title, t.event, t.date) for t in found] == [
        ("On Mud", "Rain Labs", "2020-05"),
        ("On the Uses of Rain", "Mudford Seminar", "2021-06"),
    ]


def test_a_course_may_be_told_in_short_sentences() -> None:
    (found,) = read(
        "Teaching", "- 6.110 (formerly 6.10) - Reading Mud. Teaching Assistant. MC. Spring 2020."
    ).of_type(CourseRecord)
    assert (found.code, found.title, found.role, found.institution) == (
        "6.110",
        "Reading Mud",
        "Teaching Assistant",
        "MC",
    )


def test_a_degree_not_yet_held_is_a_position() -> None:
    found = read("Education", "- 2021.07 - now, PhD Student in Mudford College")
    assert not list(found.of_type(EducationRecord))
    assert [a.is_current for a in found.of_type(AppointmentRecord)] == [True]
