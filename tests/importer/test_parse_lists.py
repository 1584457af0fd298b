"""Courses, talks and news in the layouts in which lists set them."""

import pytest

from importer.parse import dates, parse
from importer.records import CourseRecord, NewsRecord, Reading, TalkRecord
from importer.sources import load


def read(*lines: str, name: str = "page.txt") -> Reading:
    return parse(load(name, "\n".join(("Ann Lee", *lines)).encode()))


def courses(*lines: str) -> list[str]:
    return [
        "|".join(
            (
                c.code,
                c.title,
                c.institution,
                c.role,
                " ".join(f"{t.season}{t.year}" for t in c.terms),
            )
        )
        for c in read("Teaching", *lines).of_type(CourseRecord)
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("- Fall 2024: CS 101 On Mud (Instructor)", ["CS 101|On Mud||Instructor|fall2024"]),
        (
            "- Teaching Assistant, ECO220 Mud and Rain, Mudford College, Fall 2019",
            ["ECO220|Mud and Rain|Mudford College|Teaching Assistant|fall2019"],
        ),
        ("- On Mud (BSc), Spring 2020, 2021", ["|On Mud|||spring2020 spring2021"]),
        ("- Schlammkunde (Vorlesung), WiSe 2023/24", ["|Schlammkunde|||winter2023"]),
        (
            "- Mudford University: Mud (MSc), 2018-2019; Rain, 2016",
            ["|Mud|Mudford University||2018 2019", "|Rain|Mudford University||2016"],
        ),
        (
            "- TA for CS 1011 Reading Wet Mud (Fall 2022) and CS 1012 Rain (Spring 2023)",
            ["CS 1011|Reading Wet Mud||TA|fall2022", "CS 1012|Rain||TA|spring2023"],
        ),
        ("- Linear Rain (Math 110), Winter 2020", ["Math 110|Linear Rain|||winter2020"]),
        ("- MA4H3 Particles of Mud, Term 1 2023", ["MA4H3|Particles of Mud|||2023"]),
        ("- S17: Wet Ethics (PHIL 102)*", ["PHIL 102|Wet Ethics|||spring2017"]),
        (
            "- L44 Mud 148, On Mud, Fall 2019, 2020; Spring 2021",
            ["L44 Mud 148|On Mud|||fall2019 fall2020 spring2021"],
        ),
        ("- Rain (Mudford University): Fall 2016", ["|Rain|Mudford University||fall2016"]),
        ("- On Mud, Fall 2022 to Spring 2023", ["|On Mud|||fall2022 spring2023"]),
    ],
)
def test_a_course_tells_its_parts_in_any_order(line: str, expected: list[str]) -> None:
    assert courses(line) == expected


def test_the_head_of_a_table_and_what_marks_mean_are_no_courses() -> None:
    lines = ("Course, Name, Semesters", "CS 101, Mud*, Fall 2020", "* denotes a graduate course")
    assert courses(*lines) == ["CS 101|Mud|||fall2020"]


def test_what_a_teacher_did_is_no_course() -> None:
    lines = ("- Courses tutored:", "- On Mud", "- Ran tutorials, marked work")
    assert courses(*lines) == ["|On Mud|||"]


def test_a_bracket_of_the_heading_is_no_institution_unless_it_names_one() -> None:
    assert courses("- Mud (CS 1), Fall 2020")[0].split("|")[2] == ""
    found = read("Courses Taught (G=graduate; U=undergraduate)", "- Mud", "- Rain")
    assert {c.institution for c in found.of_type(CourseRecord)} == {""}


def test_headings_hold_for_the_courses_below() -> None:
    lines = ("Mudford University", "Instructor", "- Mud, Fall 2020", "Wetham College", "- Rain")
    assert courses(*lines) == [
        "|Mud|Mudford University|Instructor|fall2020",
        "|Rain|Wetham College||",
    ]


def test_a_course_that_ends_with_its_institution_is_no_heading() -> None:
    lines = ("On Mud, Mudford University (2019)", "Rain, Mudford University (2018)")
    assert courses(*lines) == ["|On Mud|Mudford University||2019", "|Rain|Mudford University||2018"]


def test_an_address_below_courses_is_no_course() -> None:
    lines = ("- CS 101 Mud, Fall 2020", "", "Department of Mud, 5 Rain Street", "Office: Room 12")
    assert courses(*lines) == ["CS 101|Mud|||fall2020"]


def talks(*lines: str) -> list[str]:
    found = read("Talks", *lines).of_type(TalkRecord)
    return [f"{t.title}|{t.event}|{t.place}|{t.date}" for t in found]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("- On Mud. Rain Conference, Basel, May 2024", "On Mud|Rain Conference|Basel|2024-05"),
        ("- “On Mud,” Keynote, Rain Seminar, May 2024", "On Mud|Rain Seminar||2024-05"),
        ("- Mud, after all, Wetham, 12.05.2023", "Mud, after all|Wetham||2023-05-12"),
        ("- 2022.11, Mud at night, Rain Seminar", "Mud at night|Rain Seminar||2022-11"),
        ("- Invited talk, Mudford University, May 2020", "|Mudford University||2020-05"),
        ("- On Mud (May 2020, Rain Seminar)", "On Mud|Rain Seminar||2020-05"),
        ("- Boue (Decembre 2017, Séminaire de pluie)", "Boue|Séminaire de pluie||2017-12"),
        (
            "- Lee, A., & Ray, B. (2016, April). On wet mud. Rain Conference, Wetham.",
            "On wet mud|Rain Conference|Wetham|2016-04",
        ),
        (
            "- Lee, A.B., C. Ray, D.E. Fox. On wet mud. Rain Conference, Wetham, 2016.",
            "On wet mud|Rain Conference|Wetham|2016",
        ),
        (
            "- Ann Lee and Bo Ray. On the wet mud. Rain Conference, Wetham, 2016.",
            "On the wet mud|Rain Conference|Wetham|2016",
        ),
    ],
)
def test_a_talk_has_title_event_place_and_date(line: str, expected: str) -> None:
    assert talks(line) == [expected]


def test_a_talk_may_take_several_lines_under_its_year() -> None:
    lines = ("2023", '"On Mud," Rain Workshop, Wetham, October 12', "2019", '"On Hail," Basel, May')
    assert talks(*lines) == ["On Mud|Rain Workshop|Wetham|2023-10-12", "On Hail|Basel||2019-05"]


def test_blank_lines_part_talks_of_several_lines() -> None:
    lines = ("On Mud", "Rain Seminar, Wetham, 3 May 2021", "", "On Hail", "Rain Colloquium, 2022")
    assert talks(*lines) == [
        "On Mud|Rain Seminar|Wetham|2021-05-03",
        "On Hail|Rain Colloquium||2022",
    ]


def test_a_talk_given_twice_is_two_talks_of_one_title() -> None:
    page = (
        "<h1>Ann Lee</h1><h2>Talks</h2><ul><li>On Mud<br>Rain Seminar, May 2020"
        "<br>Hail Seminar, June 2021</li></ul>"
    )
    found = parse(load("page.html", page.encode())).of_type(TalkRecord)
    assert [(t.title, t.event) for t in found] == [
        ("On Mud", "Rain Seminar"),
        ("On Mud", "Hail Seminar"),
    ]


def news(*lines: str) -> list[tuple[str, str]]:
    return [(n.date, n.text) for n in read("News", *lines).of_type(NewsRecord)]


def test_news_stand_under_their_month_or_year() -> None:
    lines = ("May 2024", "- We moved to Wetham.", "- Bo left.", "2023", "- Mar 12: Rain fell.")
    assert news(*lines) == [
        ("2024-05", "We moved to Wetham."),
        ("2024-05", "Bo left."),
        ("2023-03-12", "Rain fell."),
    ]


def test_news_may_have_their_date_in_brackets_before_or_after() -> None:
    lines = (
        "[May '24] Mud is out.",
        "[05/2023] Rain is out.",
        "[2022.04] Hail is in.",
        "See all news",
    )
    assert news(*lines) == [
        ("2024-05", "Mud is out."),
        ("2023-05", "Rain is out."),
        ("2022-04", "Hail is in."),
    ]
    assert news("- Mud is out (May 2024)") == [("2024-05", "Mud is out")]


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("July 3-5, 2022", "2022-07-03"),
        ("30 June – 2 July 2023", "2023-06-30"),
        ("12.05.2023", "2023-05-12"),
        ("13/5/2022", "2022-05-13"),
        ("05/12/2022", "2022"),
        ("12 de mayo de 2023", "2023-05-12"),
    ],
)
def test_a_date_is_as_precise_as_it_is_sure(text: str, iso: str) -> None:
    assert [each.iso for each in dates.find_all(text)] == [iso]
