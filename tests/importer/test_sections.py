"""A page cut into sections."""

from __future__ import annotations

import pytest

from importer.parse import sections
from importer.sources import Line
from tests.importer.work_lists import lines_of

WORKS = (
    "Ann Lee, Bo Ray. Mud at night. Journal of Mud 3, 2019.",
    "Ann Lee. Rain by day. Journal of Rain 4, 2020.",
    "Cy Dee, Ann Lee. Hail in the north. In NeurIPS, 2021.",
)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Publications", "publications"),
        ("SELECTED PUBLICATIONS", "publications"),
        ("2. Publications", "publications"),
        ("IV. Publications", "publications"),
        ("Publications (42)", "publications"),
        ("4.1. International Journal Papers", "publications"),
        ("Selected Publications [ full list ]", "publications"),
        ("Op-Eds and Blog Posts", "publications"),
        ("Supervised Theses", "people"),
        ("Educational Qualifications", "education"),
        ("Publications:", "publications"),
        ("★ Publications ★", "publications"),
        ("Publications 2019–2021", "publications"),
        ("Working Papers", "publications"),
        ("Veröffentlichungen", "publications"),
        ("Teaching", "teaching"),
        ("Invited Talks", "talks"),
        ("News", "news"),
        ("Professional Service", "services"),
        ("Mud at night", ""),
        ("Publications are wet and so is the mud of the north", ""),
        ("", ""),
        ("Publications " * 60, ""),
    ],
)
def test_the_words_of_a_heading_name_its_kind(text: str, kind: str) -> None:
    assert sections.heading_kind(text) == kind


def test_one_word_among_others_is_enough_where_a_heading_is_marked() -> None:
    assert sections.heading_kind("Wet publications") == ""
    assert sections.heading_kind("Wet publications", partly=True) == "publications"
    assert sections.is_heading(Line(1, "Wet publications", heading=2)) == "publications"


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        (Line(1, "Publications"), "publications"),
        (Line(1, "PUBLICATIONS ON MUD"), "publications"),
        (Line(1, "Mud at night", heading=2), "unknown"),
        (Line(1, "Teaching at Mudford College", blank_before=1), "teaching"),
        (Line(1, "Teaching at Mudford College"), ""),
        (Line(1, "Publications", bullet="•"), ""),
        (Line(1, "Publications", bullet="4."), ""),
        (Line(1, "PUBLICATIONS", bullet="4."), "publications"),
        (Line(1, "RESEARCH INTERESTS", bullet="III."), "interests"),
        (Line(1, "publications"), ""),
        (Line(1, "Publications."), ""),
        (Line(1, "[Publications]"), ""),
        (Line(1, "Mud at night"), ""),
    ],
)
def test_a_line_opens_a_section_by_its_words_or_its_mark(line: Line, kind: str) -> None:
    assert sections.is_heading(line) == kind


def kinds(*lines: Line | str) -> list[tuple[str, str, int]]:
    """(kind, title, number of lines) of each section."""
    rows = [Line(n, row) if isinstance(row, str) else row for n, row in enumerate(lines, 1)]
    return [(s.kind, s.title, len(s.lines)) for s in sections.split(rows)]


def test_sections_follow_the_header_in_order() -> None:
    assert kinds("Ann Lee", "Lecturer", "Publications", *WORKS, "News", "It rained.") == [
        ("", "", 2),
        ("publications", "Publications", 3),
        ("news", "News", 1),
    ]


def test_a_list_of_works_may_be_all_of_a_page() -> None:
    assert kinds("Publications", *WORKS)[-1] == ("publications", "Publications", 3)


def test_headings_that_follow_one_another_are_a_menu() -> None:
    menu = ("News", "Publications", "Teaching", "Talks")
    assert kinds("Ann Lee", *menu, "I like mud.", "Publications", *WORKS) == [
        ("", "", 6),
        ("publications", "Publications", 3),
    ]


def kinds_of(*texts: str) -> list[str]:
    lines = [Line(n, text, blank_before=1) for n, text in enumerate(("Ann Lee", *texts), 1)]
    return [section.kind for section in sections.split(lines)]


def test_headings_in_small_letters_open_sections_where_there_are_several() -> None:
    assert kinds_of("news", "May 2020: Rain.", "teaching", "Mud") == ["", "news", "teaching"]
    assert "teaching" not in kinds_of("teaching", "Mud", "under review", "Hail", "slides", "Snow")


def test_a_row_of_labels_opens_no_section() -> None:
    found = kinds("Ann Lee", "Publications", "Mud", "Paper / Code", "Rain", "Paper / Code")
    assert found == [("", "", 1), ("publications", "Publications", 4)]


def test_years_topics_and_titles_stay_within_their_section() -> None:
    assert kinds(
        "Ann Lee",
        Line(2, "Publications", heading=2),
        Line(3, "2019", heading=2),
        WORKS[0],
        Line(5, "On Wet Clay", heading=3),
        WORKS[1],
        Line(7, "Hail in the North", heading=2),
        "Ann Lee, Cy Dee",
        "NeurIPS 2021",
    ) == [("", "", 1), ("publications", "Publications", 7)]


def test_a_heading_of_unknown_words_is_told_by_what_stands_below() -> None:
    found = kinds("Ann Lee", Line(2, "Wet Places", heading=2), *WORKS)
    assert found[0] == ("", "", 1)
    assert [each for each in found if each[0]] == [("publications", "", 3)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Research Interests: mud, rain", ("interests", "Research Interests", "mud, rain")),
        ("News: It rained.", ("news", "News", "It rained.")),
        ("Mud: a story", None),
        ("News", None),
    ],
)
def test_a_label_before_a_text_names_its_kind(
    text: str, expected: tuple[str, str, str] | None
) -> None:
    assert sections.labelled(text) == expected


def test_no_line_is_lost() -> None:
    rows = lines_of("Ann Lee", "Lecturer", "Publications", *WORKS, "News", "It rained.", "Wet.")
    found = sections.split(rows)
    held = [line for s in found for line in ((s.heading,) if s.heading else ()) + s.lines]
    assert held == rows
