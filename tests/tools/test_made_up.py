"""Sections that nobody wrote, to learn from."""

from __future__ import annotations

from itertools import islice

import pytest

from importer.parse.works.steps import LABELS
from tools import made_up
from tools.lessons import made_up_examples
from tools.made_up import MadeUp

COUNT = 30
PARTS = ("title", "authors", "venue")
ROLES = {"title", "authors", "venue", "links", "note", "prose", "date"}


@pytest.fixture(scope="module")
def found() -> list[MadeUp]:
    return list(made_up.sections(COUNT, seed=7))


def test_one_seed_makes_the_same_sections_again(found: list[MadeUp]) -> None:
    assert list(made_up.sections(10, seed=7)) == found[:10]


def test_another_seed_makes_others(found: list[MadeUp]) -> None:
    others = made_up.sections(10, seed=8)
    assert not any(one.lines == two.lines for one, two in zip(found, others, strict=False))


def test_a_section_is_the_same_whatever_number_is_asked_for(found: list[MadeUp]) -> None:
    assert list(islice(made_up.sections(1000, seed=7), 3)) == found[:3]


def test_lines_are_numbered_in_order_and_none_is_empty(found: list[MadeUp]) -> None:
    for section in found:
        assert [line.number for line in section.lines] == list(range(1, len(section.lines) + 1))
        assert all(line.text.strip() == line.text != "" for line in section.lines)
        assert set(section.fields) == {line.number for line in section.lines}


def test_each_field_is_a_part_of_its_line_and_parts_do_not_overlap(found: list[MadeUp]) -> None:
    for section in found:
        for line in section.lines:
            parts = section.fields[line.number]
            assert {role for _, _, role in parts} <= ROLES
            assert all(line.text[a:b].strip() for a, b, role in parts if role == "title")
            ends = [0, *(place for start, end, _ in parts for place in (start, end))]
            assert ends == sorted(ends)
            assert ends[-1] <= len(line.text) + 2  # a space at the end goes with the line's


def test_emphasis_stays_within_its_line(found: list[MadeUp]) -> None:
    spans = [(line, span) for s in found for line in s.lines for span in line.spans]
    assert spans
    assert all(0 <= span.start < span.end <= len(line.text) + 1 for line, span in spans)
    assert {span.kind for _, span in spans} == {"bold", "italic", "link", *PARTS}


def test_every_work_has_a_title(found: list[MadeUp]) -> None:
    for section in found:
        starts = sorted(section.begins)
        assert starts
        for start, end in zip(starts, [*starts[1:], len(section.lines) + 1], strict=True):
            roles = {role for n in range(start, end) for _, _, role in section.fields[n]}
            assert "title" in roles


def test_the_owner_signs_works_unless_left_out(found: list[MadeUp]) -> None:
    """Where given names are spelt out, the family name of the owner stands in most lists."""
    families = [section.owner.split(" ")[-1] for section in found]
    signed = sum(
        any(family in line.text for line in section.lines)
        for family, section in zip(families, found, strict=True)
    )
    assert COUNT / 3 < signed < COUNT


def test_sections_differ_in_how_they_are_set(found: list[MadeUp]) -> None:
    bullets = {line.bullet for section in found for line in section.lines}
    assert {"", "•", "[1]"} <= bullets
    assert any(bullet.endswith(".") for bullet in bullets)
    lines_each = {len(s.lines) // len(s.begins) for s in found}
    assert len(lines_each) > 2
    orders = {tuple(role for *_, role in s.fields[min(s.begins)])[:2] for s in found}
    assert {("title", "authors"), ("authors", "authors")} <= orders


def test_examples_have_the_labels_of_their_parts(found: list[MadeUp]) -> None:
    for example, section in zip(made_up_examples(10), found, strict=False):
        assert len(example.atoms) == len(example.features) == len(example.steps)
        for atom, step in zip(example.atoms, example.steps, strict=True):
            assert step.label in LABELS
            role = step.label.split()[0]
            parts = section.fields[atom.line.number]
            shared = {r for start, end, r in parts if min(end, atom.end) > max(start, atom.start)}
            assert role in shared or (role == "note" and not shared)


def test_records_of_examples_begin_with_lines_with_which_works_begin(found: list[MadeUp]) -> None:
    for example, section in zip(made_up_examples(10), found, strict=False):
        begun = {
            a.line.number for a, s in zip(example.atoms, example.steps, strict=True) if s.starts
        }
        assert begun == section.begins | {1}
