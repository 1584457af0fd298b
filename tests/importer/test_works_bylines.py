"""Lists of authors with family names first."""

from __future__ import annotations

import pytest

from importer.parse.works import bylines
from tests.importer.work_lists import lines_of


def names(text: str) -> list[str] | None:
    """The names of a text that is a list with family names first, in the order of speech."""
    found = bylines.turned(text)
    return [name.name for name in found[0]] if found else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lee, A., & Ray, B. C.", ["A. Lee", "B. C. Ray"]),
        ("Lee, A., Ray, B.-C., and Dee, C.", ["A. Lee", "B.-C. Ray", "C. Dee"]),
        ("van Ray, B., De la Fosse, C.", ["B. van Ray", "C. De la Fosse"]),
        ("O’Dee, C., Lee-Ray, A.", ["C. O’Dee", "A. Lee-Ray"]),
        ("Lee, A., Jr., & Ray, B.", ["A. Lee Jr.", "B. Ray"]),
        ("Lee AB, Ray C, Dee D-E", ["AB Lee", "C Ray", "D-E Dee"]),
        ("Lee A, Ray B Jr, Dee C", ["A Lee", "B Ray Jr", "C Dee"]),
        ("Lee, AB, Ray, C", ["AB Lee", "C Ray"]),
        ("Lee A., Ray B.", ["A. Lee", "B. Ray"]),
        ("Lee, A.; Ray, B.; Dee, C.", ["A. Lee", "B. Ray", "C. Dee"]),
        ("Žižka, Á., Øster, Ö.", ["Á. Žižka", "Ö. Øster"]),
        ("Lee, A.", ["A. Lee"]),
    ],
)
def test_names_are_put_in_the_order_of_speech(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Ann Lee, Bo Ray",
        "A. Lee and B. Ray",
        "Lee A",
        "Mud at night",
        "In Ray, B., Mud",
        "Lee, A., Mud at night, Rain",
        "",
    ],
)
def test_other_texts_are_no_such_list(text: str) -> None:
    assert names(text) is None


@pytest.mark.parametrize(
    ("text", "truncated"),
    [
        ("Lee, A., Ray, B., et al.", True),
        ("Lee AB, Ray C, et al", True),
        ("Lee, A., & Ray, B.", False),
    ],
)
def test_et_al_says_that_names_are_hidden(text: str, truncated: bool) -> None:
    found = bylines.turned(text)
    assert found is not None
    assert len(found[0]) == 2
    assert found[1] is truncated


def test_marks_stand_apart_from_the_name() -> None:
    found = bylines.turned("Lee, A.*, Ray, B.†, Dee, C.")
    assert found is not None
    assert [(n.name, n.marks) for n in found[0]] == [
        ("A. Lee", "*"),
        ("B. Ray", "†"),
        ("C. Dee", ""),
    ]


def test_a_name_is_the_place_of_its_text() -> None:
    text = "Lee, A., & Ray, B. C. (2019). Mud at night."
    (run,) = bylines.runs(text, family_first=False).values()
    assert [text[n.start : n.end] for n in run.names] == ["Lee, A.", "Ray, B. C."]
    assert text[run.end :] == " (2019). Mud at night."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lee, A. (2019). Mud at night.", ["A. Lee"]),
        ("Lee, A. (in press). Mud at night.", ["A. Lee"]),
        ("Lee, Ann. “Mud at Night.” Rain 3 (2019).", ["Ann Lee"]),
        ("Lee, Ann/Ray, Bo (2020): Schlamm bei Nacht.", ["Ann Lee", "Bo Ray"]),
        ("Lee, Ann; Ray, Bo: Schlamm bei Nacht.", ["Ann Lee", "Bo Ray"]),
        ("Lee, A. Mud at night.", []),
        ("Ann Lee (2019). Mud at night.", []),
        ("Mud, Rain, and Hail in the North.", []),
    ],
)
def test_one_name_begins_a_line_where_its_form_or_a_date_tells_so(
    text: str, expected: list[str]
) -> None:
    found = bylines.runs(text, family_first=False)
    assert [name.name for run in found.values() for name in run.names] == expected


def test_one_name_without_a_date_counts_where_other_lines_are_set_so() -> None:
    (run,) = bylines.runs("Lee, A. Mud at night.", family_first=True).values()
    assert [name.name for name in run.names] == ["A. Lee"]


def test_a_list_may_follow_the_title() -> None:
    text = "Mud at night. Lee, A., Ray, B. Rain 3, 2019."
    ((start, run),) = bylines.runs(text, family_first=False).items()
    assert (text[start : run.end], len(run.names)) == ("Lee, A., Ray, B.", 2)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("Lee, A., & Ray, B. (2019). Mud at night.", "Mud"), True),
        (("Lee, Ann. Mud at night.", "Lee, Ann. Rain by day."), True),
        (("Ann Lee, Bo Ray. Mud at night.", "A. Lee, Rain by day."), False),
        (("Lee, Ann. Mud at night.", "Ray, Bo. Rain by day."), False),
        ((), False),
    ],
)
def test_a_section_has_family_names_first_where_one_line_begins_with_two(
    lines: tuple[str, ...], expected: bool
) -> None:
    assert bylines.is_family_first(lines_of(*lines)) is expected


def test_a_name_that_leads_most_lines_is_common() -> None:
    mine = ("A. Lee Mud at night", "A. Lee Rain by day", "A. Lee Hail is hard")
    others = ("B. Ray Snow", "C. Dee Ice", "D. Fee Fog")
    assert bylines.common_lead(lines_of(*mine)) == "A. Lee"
    assert bylines.common_lead(lines_of(*mine[:2])) == ""
    assert bylines.common_lead(lines_of(*mine, *others)) == ""


def test_a_name_with_initials_is_known_from_the_third_time_on() -> None:
    twice = ("A. Lee, Mud", "A. Lee and B. van Ray, Rain", "B. van Ray, Hail")
    assert bylines.known_initialed(lines_of(*twice)) == frozenset()
    assert bylines.known_initialed(lines_of(*twice, "B. van Ray, Ice")) == {"B. van Ray"}


def test_the_first_name_alone_may_be_turned_round() -> None:
    text = "Lee, A.B., C. Ray, D.E. van Dee. On mud. Mud Letters."
    assert [n.name for n in bylines.runs(text, False)[0].names] == ["A.B. Lee"]
    assert text[: bylines.lead(text)] == "Lee, A.B., C. Ray, D.E. van Dee"


def test_a_number_behind_a_name_is_no_initial() -> None:
    assert bylines.runs("Bo Dee, Ann S. Lee III and Cy B. Ray", False) == {}
