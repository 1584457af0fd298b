"""What lines are about, told by what stands in them."""

from __future__ import annotations

import pytest

from importer.parse import contents, parse
from importer.records import PublicationRecord
from importer.sources import Line, load
from tests.importer.work_lists import lines_of

WORKS = (
    "Ann Lee, Bo Ray. Mud at night. Journal of Mud 3, 2019.",
    "Ann Lee. Rain by day. Journal of Rain 4, 2020.",
    "Cy Dee, Ann Lee. Hail in the north. In NeurIPS, 2021.",
)
LIFE = (
    "I am a lecturer at Mudford College, where I teach all that is known of wet clay.",
    "Before that I walked in the rain of the north for a year with my dog.",
)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (WORKS, "publications"),
        (("Reviewer for ICML", "Area chair, NeurIPS 2020", "Reviewer for Mud"), "services"),
        (("May 2020: It rained in the north.", "June 2020: It was dry in the south."), "news"),
        (LIFE, "biography"),
        (("2019", "[pdf]"), ""),
        ((), ""),
    ],
)
def test_lines_below_an_unknown_heading_tell_their_kind(
    lines: tuple[str, ...], expected: str
) -> None:
    assert contents.kind(lines_of(*lines), "") == expected


def test_one_work_makes_a_section_only_below_others() -> None:
    assert contents.kind(lines_of(WORKS[0]), "") == ""
    assert contents.kind(lines_of(WORKS[0]), "publications") == "publications"


def test_works_may_begin_below_text() -> None:
    assert contents.first_work(lines_of(*LIFE, *WORKS), "") == 2
    assert contents.first_work(lines_of(*LIFE, "2021", *WORKS), "") == 2
    assert contents.first_work(lines_of(*LIFE), "") == 2
    assert contents.first_work(lines_of(*LIFE, WORKS[0]), "") == 3


def test_a_title_above_the_authors_is_where_works_begin() -> None:
    rows = [
        line
        for n, (title, people) in enumerate(
            (("Mud at night", "Ann Lee, Bo Ray"), ("Rain by day", "Ann Lee, Cy Dee"))
        )
        for line in (
            Line(10 * n + 3, title, blank_before=1),
            Line(10 * n + 4, people),
            Line(10 * n + 5, f"NeurIPS 202{n}"),
        )
    ]
    assert contents.first_work([*lines_of(*LIFE), *rows], "") == 2


@pytest.mark.parametrize(
    ("heading", "below", "expected"),
    [
        ("Mud at Night", ("Ann Lee, Bo Ray", "NeurIPS 2019"), True),
        ("Mud at Night", ("[pdf] [code]",), True),
        ("Mud at Night", ("It rained all day.",), False),
        ("Mud", ("Ann Lee, Bo Ray",), False),
        ("Mud at Night", ("Ann Lee, Bo Ray", *["NeurIPS 2019"] * 9), False),
    ],
)
def test_a_heading_is_a_title_by_what_stands_below(
    heading: str, below: tuple[str, ...], expected: bool
) -> None:
    assert contents.is_record(Line(1, heading), lines_of(*below), len(below)) is expected


@pytest.mark.parametrize("heading", ["Wet Places", "Mud & Rain", "What I Did"])
def test_works_below_a_heading_of_unknown_words_are_read(heading: str) -> None:
    rows = "".join(f"<li>{work}</li>" for work in WORKS)
    page = f"<h1>Ann Lee</h1><p>{LIFE[0]}</p><h2>{heading}</h2><ul>{rows}</ul>"
    found = parse(load("page.html", page.encode())).of_type(PublicationRecord)
    assert [work.title for work in found] == ["Mud at night", "Rain by day", "Hail in the north"]


def test_works_below_a_biography_without_a_heading_are_read() -> None:
    page = "\n".join(("Ann Lee", "", *LIFE, "", *WORKS))
    found = parse(load("page.txt", page.encode())).of_type(PublicationRecord)
    assert [work.title for work in found] == ["Mud at night", "Rain by day", "Hail in the north"]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["mudr: an R package for mud. With Bo Ray. [CRAN]"], True),
        (
            ["Lee A. Mud in 12 rivers. Dryad, 2020.", "Lee A, Ray B. mudr. R package."],
            True,
        ),
        (["MudNet 2.1 – code and weights, https://mud.example/net"], True),
        (["Languages: Python, R", "Statistics: Stata, SPSS"], False),
        (["I like to write programs and share what I write with everybody."], False),
        ([], False),
    ],
)
def test_programs_and_data_are_works_and_skills_are_none(texts: list[str], expected: bool) -> None:
    assert contents.lists_products(lines_of(*texts)) is expected
