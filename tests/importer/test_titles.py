"""Titles without what stands around them."""

from __future__ import annotations

import pytest

from importer.parse import titles


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Mud at Night.", "Mud at Night"),
        ("  Mud at Night,  ", "Mud at Night"),
        ("“Mud at Night”", "Mud at Night"),
        ('"Mud at Night,"', "Mud at Night"),
        ("«La boue»", "La boue"),
        ("„Schlamm bei Nacht“", "Schlamm bei Nacht"),
        ("„Schlamm bei Nacht”", "Schlamm bei Nacht"),
        ("Is mud wet?", "Is mud wet?"),
        ("And then...", "And then..."),
        ("“Mud” at Night", "“Mud” at Night"),
        ("", ""),
        ("“Mud at Night”.", "Mud at Night"),
        ("“Mud” and “Rain”", "“Mud” and “Rain”"),
    ],
)
def test_a_title_is_without_quotes_and_stop(text: str, title: str) -> None:
    assert titles.clean_title(text) == title


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "On mud, with an appendix by Bo Ray",
            ("On mud", "with an appendix by Bo Ray"),
        ),
        (
            "On mud, with a foreword by Bo Ray and Cy Dee",
            ("On mud", "with a foreword by Bo Ray and Cy Dee"),
        ),
        ("On mud, with an appendix", ("On mud, with an appendix", "")),
        ("Rain, with a view to mud", ("Rain, with a view to mud", "")),
    ],
)
def test_who_added_an_appendix_is_no_part_of_the_title(
    text: str, expected: tuple[str, str]
) -> None:
    assert titles.take_aside(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mud [Previously titled “On Mud”]", ("Mud", ("On Mud",))),
        ("Mud (formerly circulated as “On Mud, and Rain”)", ("Mud", ("On Mud, and Rain",))),
        ("Mud, previously circulated under the title: Wet Places", ("Mud,", ("Wet Places",))),
        ("Formerly called “Wet Places.”", ("", ("Wet Places",))),
        ("Mud formerly known in Wetham", ("Mud formerly known in Wetham", ())),
        ("Mud previously seen in Wetham", ("Mud previously seen in Wetham", ())),
    ],
)
def test_what_a_work_was_called_before_is_a_title_too(
    text: str, expected: tuple[str, tuple[str, ...]]
) -> None:
    assert titles.take_previous(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PhD thesis: On mud", ("On mud", "PhD thesis")),
        ("Thèse de doctorat : Sur la boue", ("Sur la boue", "Thèse de doctorat")),
        ("On mud. B.Sc. thesis", ("On mud", "B.Sc. thesis")),
        ("The Wetham Thesis: Limits of Mud", ("The Wetham Thesis: Limits of Mud", "")),
        ("Mud: a thesis on rain", ("Mud: a thesis on rain", "")),
    ],
)
def test_the_kind_of_a_thesis_may_stand_before_or_behind_its_title(
    text: str, expected: tuple[str, str]
) -> None:
    assert titles.take_kind(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wet joins (α-β)", ("Wet joins", "(α-β)")),
        ("Mud from space (new draft coming soon!)", ("Mud from space", "new draft coming soon!")),
        ("Mud from space (and rain)", ("Mud from space (and rain)", "")),
    ],
)
def test_remarks_behind_a_title_are_notes(text: str, expected: tuple[str, str]) -> None:
    assert titles.take_aside(text) == expected
