"""Lists of people: who is read as a member, what is told of them, and what is no person."""

from __future__ import annotations

from typing import Any

import pytest

from importer.parse import parse
from importer.records import Link, MemberRecord, Reading
from importer.sources import load

TOP = ("Rain Research Group", "", "We study rain at Mudford College.", "")


def read(*lines: str, name: str = "page.txt") -> Reading:
    return parse(load(name, "\n".join(lines).encode()))


def members(*lines: str, name: str = "page.txt") -> list[MemberRecord]:
    return list(read(*lines, name=name).of_type(MemberRecord))


def one(line: str, heading: str = "PhD students") -> MemberRecord:
    (found,) = members(*TOP, heading, line)
    return found


def told(record: MemberRecord, *fields: str) -> dict[str, Any]:
    return {name: getattr(record, name) for name in fields}


# ---------------------------------------------------------------- what a line tells


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Alice Lee (PhD 2019, now assistant professor at Mudford College)",
         {"role": "phd", "end": "2019", "has_left": True,
          "next_position": "assistant professor at Mudford College"}),
        ("Alice Lee (2019–2023), now at Dry Inc.",
         {"start": "2019", "end": "2023", "next_position": "Dry Inc.", "has_left": True}),
        ("Alice Lee (2022 – ) — Mud under pressure",
         {"start": "2022", "end": "", "topic": "Mud under pressure", "has_left": False}),
        ("Alice Lee, since 2022, co-advised with Zoe Hill",
         {"start": "2022", "advisors": ("Zoe Hill",)}),
        ("Alice Lee, PhD 2021, “Rivers and their beds”",
         {"end": "2021", "topic": "Rivers and their beds"}),
        ("Alice Lee (2015–2019), thesis: Rivers and beds, now at Dry Inc. (Berlin)",
         {"topic": "Rivers and beds", "next_position": "Dry Inc. (Berlin)", "end": "2019"}),
        ("Alice Lee, PhD 2019 → Postdoc, Wet College",
         {"end": "2019", "next_position": "Postdoc, Wet College"}),
        ("Alice Lee, alice@mud.example", {"emails": ("alice@mud.example",)}),
        ("Dr. Alice Lee (she/her), 2019-2021", {"name": "Alice Lee", "start": "2019"}),
        ("Jiayi Li (李佳怡), since 2020", {"name": "Jiayi Li", "native_name": "李佳怡"}),
        ("Carlo dell'Acqua, since 2020", {"name": "Carlo dell'Acqua"}),
        ("Alice Lee (expected 2031)", {"end": "", "note": "expected 2031"}),
        ("Alice Lee (2019), Mud dynamics", {"start": "", "end": "", "note": "2019"}),
        ("Alice Lee (2023–2019)", {"start": "", "end": "", "note": "2023–2019"}),
        ("Alice Lee (MS 2022; PhD student)", {"role": "phd", "end": "", "note": "MS 2022"}),
    ],
)  # fmt: skip
def test_a_line_tells_role_years_topic_and_what_came_after(
    line: str, expected: dict[str, Any]
) -> None:
    assert told(one(line), *expected) == expected


@pytest.mark.parametrize(
    ("heading", "role", "left"),
    [
        ("PhD Students", "phd", False),
        ("Former PhD students", "phd", True),
        ("Postdocs", "postdoc", False),
        ("Alumni", "", True),
        ("Master's students", "master", False),
        ("Visitors", "visitor", False),
        ("Current and former students", "", False),
        ("Doktoranden", "phd", False),
    ],
)
def test_a_heading_tells_the_role_and_whether_they_have_left(
    heading: str, role: str, left: bool
) -> None:
    found = one("Alice Lee, mud and rain, alice@mud.example", heading)
    assert (found.role, found.has_left) == (role, left)


def test_headings_inside_a_section_count_for_the_lines_below_them() -> None:
    found = members(
        *TOP, "People", "", "Faculty", "Ann Raymond, Associate Professor", "",
        "Postdocs", "Bo Dee, 2020–", "", "Alumni", "", "PhD students", "Cy Foo, 2010–2014",
        "Postdocs", "Di Gee, 2011–2012",
    )  # fmt: skip
    assert [(m.name, m.role, m.has_left) for m in found] == [
        ("Ann Raymond", "faculty", False),
        ("Bo Dee", "postdoc", False),
        ("Cy Foo", "phd", True),
        ("Di Gee", "postdoc", True),
    ]


def test_a_heading_after_a_list_of_alumni_says_nothing_of_the_alumni() -> None:
    found = members(*TOP, "Alumni", "Cy Foo, now at Dry Inc.", "", "Master's students", "Di Gee")
    assert [(m.name, m.has_left) for m in found] == [("Cy Foo", True), ("Di Gee", False)]


# ---------------------------------------------------------------- layouts


def test_bullets_on_the_homepage_of_an_advisor() -> None:
    reading = read(
        "Ann Raymond", "Professor of Mud, Mudford College", "", "Students", "",
        "* Alice Lee (PhD 2019, now at Dry Inc.)", "* Bo Dee (current)",
        "* Deep learning for rivers",
    )  # fmt: skip
    assert reading.owner and reading.owner.name == "Ann Raymond"
    assert [m.name for m in reading.of_type(MemberRecord)] == ["Alice Lee", "Bo Dee"]
    assert [line.text for line in reading.unread] == ["* Deep learning for rivers"]


def test_cards_of_several_lines() -> None:
    found = members(
        *TOP, "People", "",
        "Alice Lee", "PhD student", "Topic: Mud under pressure", "alice@mud.example", "",
        "Bo Dee", "Postdoc (since 2021)", "bo@mud.example",
    )  # fmt: skip
    assert [(m.name, m.role, m.start, m.topic, m.emails) for m in found] == [
        ("Alice Lee", "phd", "", "Mud under pressure", ("alice@mud.example",)),
        ("Bo Dee", "postdoc", "2021", "", ("bo@mud.example",)),
    ]


def test_a_table_with_links() -> None:
    found = members(
        "<title>Rain Lab</title><h1>Rain Lab</h1><h2>PhD students</h2><table>",
        '<tr><td><a href="https://alice.example">Alice Lee</a><td>2019–2023<td>Mud dynamics</tr>',
        "<tr><td>Bo Dee<td>2020–<td>Rain</tr></table>",
        name="page.html",
    )
    assert [(m.name, m.start, m.end, m.topic) for m in found] == [
        ("Alice Lee", "2019", "2023", "Mud dynamics"),
        ("Bo Dee", "2020", "", "Rain"),
    ]
    assert found[0].links == (Link("Homepage", "https://alice.example"),)


def test_names_that_are_headings() -> None:
    found = members(
        "<title>Rain Lab</title><h1>Rain Lab</h1><h2>Team</h2><h3>Alice Lee</h3><p>PhD student</p>",
        "<p>Topic: Mud (since 2021)</p><h3>Bo Dee</h3><p>Lab manager</p>",
        name="page.html",
    )
    assert [(m.name, m.role, m.title, m.topic) for m in found] == [
        ("Alice Lee", "phd", "PhD student", "Mud"),
        ("Bo Dee", "staff", "Lab manager", ""),
    ]


def test_several_people_on_one_line() -> None:
    found = members(
        *TOP, "Students", "Postdocs: Alice Lee, Bo Dee and Cy Foo.",
        "Ph.D. Di Gee (2019); Eva Hay (expected 2031)",
    )  # fmt: skip
    assert [(m.name, m.role, m.end) for m in found] == [
        ("Alice Lee", "postdoc", ""), ("Bo Dee", "postdoc", ""), ("Cy Foo", "postdoc", ""),
        ("Di Gee", "phd", "2019"), ("Eva Hay", "phd", ""),
    ]  # fmt: skip


def test_names_that_are_headings_of_the_rank_of_the_sections() -> None:
    found = members(
        "<title>Rain Lab</title><h1>Meet the Team</h1><h2>PhD Students</h2>",
        "<h2>Alice Lee</h2><h3>PhD Student in Hydrology</h3><p>Wet Things, Dry Things</p>",
        "<h2>Alumni</h2><h2>Bo Dee</h2><h3>Research Assistant (2019-2020)</h3>",
        name="page.html",
    )
    assert [(m.name, m.role, m.topic, m.start, m.has_left) for m in found] == [
        ("Alice Lee", "phd", "Wet Things, Dry Things", "", False),
        ("Bo Dee", "staff", "", "2019", True),
    ]


def test_the_columns_of_a_table_of_alumni() -> None:
    found = members(
        "# Ann Raymond", "", "Professor of Mud, Mudford College", "", "## Alumni", "",
        "| Name | Degree | Year | Current position |", "|---|---|---|---|",
        "| Alice Lee | PhD | 2020 | Postdoc, Dry Institute |",
        "| Bo Dee | MSc | 2019 | Snow Ltd. |",
        name="page.md",
    )  # fmt: skip
    assert [(m.name, m.role, m.end, m.next_position) for m in found] == [
        ("Alice Lee", "phd", "2020", "Postdoc, Dry Institute"),
        ("Bo Dee", "master", "2019", ""),
    ]


def test_years_before_the_names() -> None:
    found = members(
        "Ann Raymond", "Professor of Mud, Mudford College", "", "PhD STUDENTS", "",
        "2019-2023   Alice Lee, “Mud under pressure” (now Dry Inc.)", "2018–      Bo Dee",
    )  # fmt: skip
    assert [(m.name, m.start, m.end, m.topic, m.next_position) for m in found] == [
        ("Alice Lee", "2019", "2023", "Mud under pressure", "Dry Inc."),
        ("Bo Dee", "2018", "", "", ""),
    ]


# ---------------------------------------------------------------- no people


@pytest.mark.parametrize(
    "line",
    [
        "Sari the cat (lab mascot 2019–2023)",
        "Rex Barker (lab dog, since 2019)",
        "Come and visit us!",
        "Group Photo (2022)",
        "Rain Festival",
        "Machine Learning, 2020",
        "We meet on Mondays at noon.",
        "Alice Lee is away until May and has left her mud with us.",
        "Thèse de Alice Lee, soutenue en 2020",
        "M.S. Alice Lee (2022), Bo Dee (2021) Undergraduate researchers: 7",
        "Mudford College, Department of Rain",
        "Lee",
    ],
)
def test_what_looks_like_a_member_and_is_none_stays_unread(line: str) -> None:
    reading = read(*TOP, "PhD students", "Zed Young (since 2021)", line)
    assert [m.name for m in reading.of_type(MemberRecord)] == ["Zed Young"]
    assert line in [left.text for left in reading.unread]


def test_collaborators_are_no_members() -> None:
    assert members(*TOP, "Collaborators", "Alice Lee, Wet College", "Bo Dee (since 2020)") == []


def test_names_among_other_lines_are_no_members_without_more_told() -> None:
    lines = ("Wet Rivers", "the beds", "of rivers", "and their fish", "at night")
    assert members(*TOP, "Team", *lines) == []


def test_a_line_of_a_page_says_nothing_without_a_heading_of_people() -> None:
    assert members(*TOP, "Alice Lee (PhD 2019), now at Dry Inc.") == []


def test_where_graduates_went_is_kept_as_printed_where_it_may_be_their_topic() -> None:
    found = members(*TOP, "Students", "Ph.D. graduates: Alice Lee (2019, Loamtech), Bo Ray (2021)")
    assert [told(r, "name", "end", "has_left", "topic", "note") for r in found] == [
        {"name": "Alice Lee", "end": "2019", "has_left": True, "topic": "", "note": "Loamtech"},
        {"name": "Bo Ray", "end": "2021", "has_left": True, "topic": "", "note": ""},
    ]
