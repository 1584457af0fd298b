"""What marks beside names mean."""

from __future__ import annotations

import pytest

from importer.parse import legends
from importer.parse.names import MARKS
from importer.sources import Line
from tests.importer.work_lists import lines_of, works


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("* equal contribution", "*"),
        ("* denotes equal contribution", "*"),
        ("*: equal contribution", "*"),
        ("(* indicates equal contribution)", "*"),
        ("† Equally contributed; * corresponding author", "†"),
        ("* = joint first authors, † = students", "*"),
        ("Equal contribution is marked by (*)", "*"),
        ("Authors marked with * contributed equally.", "*"),
        ("# co-first authors", "#"),
        ("* gleichberechtigt", "*"),
        ("* corresponding author", ""),
        ("† denotes students", ""),
    ],
)
def test_a_mark_of_equal_work_is_told_from_others(text: str, marks: str) -> None:
    told = legends.of_line(Line(1, text))
    assert told
    assert legends.equal_marks(told) == frozenset(marks)


@pytest.mark.parametrize(
    "text",
    [
        "Ann Lee*, Bo Ray*. Mud at night. Journal of Mud, 2019.",
        "Ann Lee*, Bo Ray†, Cy Dee",
        "All authors contributed equally to this page.",
        "Mud at night",
        "* " + "equal contribution and more of it " * 8,
    ],
)
def test_other_lines_explain_no_marks(text: str) -> None:
    assert legends.of_line(Line(1, text)) == ()


def test_a_mark_that_is_a_bullet_is_explained_too() -> None:
    told = legends.of_line(Line(1, "equal contribution", bullet="*"))
    assert told == (("*", "equal contribution"),)


def test_the_lines_that_explain_are_found_by_their_numbers() -> None:
    told = legends.of_lines(lines_of("Ann Lee*, Bo Ray", "* equal contribution", "Mud at night"))
    assert dict(told) == {2: (("*", "equal contribution"),)}


def test_without_an_explanation_any_mark_is_one_of_equal_work_but_those_in_other_use() -> None:
    marks = legends.equal_marks(())
    assert {"*", "†"} <= marks
    assert marks == frozenset(MARKS) - {"✉", "#"}


LIST = (
    "Ann Lee*, Bo Ray†. Mud at night. Journal of Mud 3, 2019.",
    "Cy Dee, Ann Lee*, Bo Ray*. Rain by day. Journal of Rain 4, 2020.",
)


def equal(*lines: str) -> list[list[str]]:
    return [[a.name for a in record.authors if a.equal] for record in works(*lines)]


def test_a_legend_above_or_below_the_list_holds_for_all_of_it() -> None:
    expected = [["Ann Lee"], ["Ann Lee", "Bo Ray"]]
    assert equal("(* denotes equal contribution)", *LIST) == expected
    assert equal(*LIST, "* equal contribution") == expected


def test_marks_of_students_make_nobody_equal() -> None:
    assert equal("* denotes students; † denotes corresponding authors", *LIST) == [[], []]


def test_a_legend_is_no_work_and_no_part_of_one() -> None:
    found = works(*LIST, "* equal contribution")
    assert [(record.title, record.note) for record in found] == [
        ("Mud at night", ""),
        ("Rain by day", ""),
    ]


def test_a_sentence_may_say_who_is_marked() -> None:
    told = legends.of_line(Line(1, "(Students under my supervision are marked with *.)"))
    assert told
    assert legends.equal_marks(told) == frozenset()
