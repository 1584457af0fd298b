"""The best reading of a section, with a few weights made by hand."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from importer.parse.works import features, looks, model, paths
from importer.parse.works.atoms import Atom
from importer.parse.works.model import ORDERS, Reading
from importer.parse.works.steps import LABELS, ROLES, Step
from importer.parse.works.weights import Weights, learned
from importer.sources import Line

# Each letter speaks for one field: T for a title, A for authors, V for a venue, and so on.
LETTERS = {"T": "title", "A": "authors", "V": "venue", "D": "date", "L": "links", "P": "prose"}


def _labels(strength: float) -> dict[str, dict[str, float]]:
    return {
        label: {letter: strength for letter, role in LETTERS.items() if label.startswith(role)}
        for label in LABELS
    }


GOES_ON = {f"{role} begins > {role} goes on": 0.5 for role in ROLES}
PLAIN = Weights(_labels(3.0), GOES_ON, {}, dict.fromkeys((*ROLES, "record"), -2.0), {})


def as_atoms(line: Line) -> list[Atom]:
    """Each word of a line as an atom, in quotes where it has some."""
    words = line.text.split()
    return [
        Atom(
            line,
            n,
            n + 1,
            word.strip("“”"),
            before="comma" if n else "line",
            after="comma" if n < len(words) - 1 else "line",
            shape="quoted" if word[0] == "“" else "",
        )
        for n, word in enumerate(words)
    ]


def section(*rows: str | Line) -> tuple[list[Atom], list[dict[str, float]]]:
    """The atoms of lines such as "T A V", each with the letters in it as its features; "?"
    speaks for nothing."""
    lines = [Line(n, row) if isinstance(row, str) else row for n, row in enumerate(rows, 1)]
    found = [atom for line in lines for atom in as_atoms(line)]
    return found, [{letter: 1.0 for letter in atom.text if letter in LETTERS} for atom in found]


def read(*rows: str | Line, weights: Weights = PLAIN) -> Reading:
    return model.read(*section(*rows), weights)


def written(steps: Sequence[Step]) -> str:
    """Steps in short: a bar before each record, small letters for what goes on."""
    letters = {role: letter for letter, role in LETTERS.items()}
    said = ""
    for step in steps:
        role, _, part = step.label.partition(" ")
        letter = letters.get(role, "N")
        said += ("|" if step.starts else "") + (letter.lower() if part == "goes on" else letter)
    return said


@pytest.mark.parametrize(
    ("rows", "order"),
    [
        (("T A V", "T A V"), ("title", "authors", "venue")),
        (("A T V", "A T V"), ("authors", "title", "venue")),
        (("T V A", "T V A"), ("title", "venue", "authors")),
        (("V T A", "V T A"), ("venue", "title", "authors")),
        (("V A T V", "V A T V"), ("venue", "authors", "title", "venue")),
    ],
)
def test_the_order_of_fields_is_that_of_the_whole_section(
    rows: tuple[str, ...], order: tuple[str, ...]
) -> None:
    found = read(*rows)
    assert found.order == order
    assert written(found.steps) == "".join(f"|{row.replace(' ', '')}" for row in rows)


def test_an_atom_that_tells_nothing_is_what_the_order_of_the_others_says() -> None:
    found = read("A T V", "A T V", "A ?? V", "A T V")
    assert found.order == ("authors", "title", "venue")
    assert written(found.steps) == "|ATV|ATV|ATV|ATV"


def test_most_records_outvote_one_that_seems_to_be_set_otherwise() -> None:
    rows = ["A T V"] * 4
    assert written(read(*rows, "TA AT V").steps).endswith("|ATV")
    rows = ["T A V"] * 4
    assert written(read(*rows, "TA AT V").steps).endswith("|TAV")


def test_a_record_may_lack_a_field() -> None:
    assert written(read("A T V", "T V", "A T").steps) == "|ATV|TV|AT"


def test_what_is_no_core_field_may_stand_anywhere() -> None:
    assert written(read("A D T V L", "A T V", "P").steps) == "|ADTVL|ATVP"


def test_atoms_of_one_field_in_a_row_go_on() -> None:
    assert written(read("A A A T V V", "A T T V").steps) == "|AaaTVv|ATtV"


def test_the_fields_of_a_record_may_stand_on_lines_of_their_own() -> None:
    assert written(read("T", "A", "V", "T", "A", "V").steps) == "|TAV|TAV"


def test_a_record_begins_only_with_a_line() -> None:
    found = read("T A V T A V")
    assert [step.starts for step in found.steps] == [True] + [False] * 5


def test_what_speaks_for_a_beginning_decides_where_records_end() -> None:
    rows = [Line(1, "T"), Line(2, "T", bullet="•"), Line(3, "T"), Line(4, "T", bullet="•")]
    bulleted = replace(PLAIN, start={"bullet": 12.0, "bias": -5.0})
    told = read(*rows, weights=bulleted)
    assert [step.starts for step in told.steps] == [True, True, False, True]


@pytest.mark.parametrize(
    ("line", "above", "expected"),
    [
        (Line(1, "T"), None, {"bias", "first"}),
        (Line(2, "T", bullet="•"), Line(1, "T"), {"bias", "bullet", "same indent"}),
        (
            Line(2, "T", bullet="3."),
            Line(1, "T."),
            {"bias", "bullet", "number", "same indent", "after stop"},
        ),
        (
            Line(2, "T", blank_before=1),
            Line(1, "T,"),
            {"bias", "blank before", "same indent", "after comma"},
        ),
        (Line(2, "T", indent=4), Line(1, "T"), {"bias", "deeper"}),
        (Line(2, "T", heading=3), Line(1, "T"), {"bias", "heading", "same indent"}),
    ],
)
def test_what_a_line_shows_of_a_beginning(
    line: Line, above: Line | None, expected: set[str]
) -> None:
    found, _ = section(above, line) if above else section(line)
    assert set(model.start_features(found, len(found) - 1)) == expected


def test_an_atom_within_a_line_begins_no_record() -> None:
    found, _ = section("T A")
    assert model.start_score(found, 1, PLAIN) == -math.inf


def test_the_margin_is_the_distance_to_the_best_other_field() -> None:
    emitting: Mapping[str, Mapping[str, float]] = {
        "title begins": {"T": 3.0},
        "title goes on": {"T": 2.5},
        "authors begins": {"T": 1.0},
        "venue begins": {"V": 3.0},
    }
    found, seen = section("T V")
    told = model.read(found, seen, replace(PLAIN, labels=emitting))
    assert written(told.steps) == "|TV"
    assert told.margins == [2.0, 3.0]


def test_a_label_against_the_order_has_a_margin_below_nothing() -> None:
    told = read("T A V", "T A V", "T A V", "T T A V T")
    assert written(told.steps[-5:]) != "|TtAVT"
    assert min(told.margins) < 0


def test_how_fields_are_set_is_told_by_the_section() -> None:
    """An atom that tells nothing by itself is a title where all titles are in quotes."""
    rows = ("“T” A V", "“T” A V", "“T” A V", "“?” A V")
    bare, looking = PLAIN, replace(PLAIN, look=dict.fromkeys(LABELS, 1.0))
    assert model.read(*section(*rows), looking).margins[9] > 0
    assert model.read(*section(*rows), bare).margins[9] == 0


def test_the_odds_of_a_look_are_bounded() -> None:
    found, _ = section(*["“T” A V"] * 50)
    steps = [Step(f"{role} begins", role == "title") for role in ROLES] * 50
    seen, begins = looks.odds(found, steps)
    title = LABELS.index("title begins")
    assert seen[0][title] > 0.5
    assert seen[1][title] == -looks.BOUND
    assert all(abs(value) <= looks.BOUND for row in seen for value in row)
    assert [value for k, value in enumerate(begins) if k % 3] == [0.0] * 100


def test_of_a_long_section_the_first_lines_tell_the_order_of_all() -> None:
    rows = ["A T V"] * 200
    told = read(*rows)
    assert told.order == ("authors", "title", "venue")
    assert written(told.steps) == "|ATV" * 200


def test_decoding_gives_the_score_of_its_path() -> None:
    weights = Weights({}, {"start > title begins": 1.0}, {}, {"venue": -3.0}, {})
    emissions = [[0.0] * len(LABELS) for _ in range(2)]
    emissions[0][LABELS.index("title begins")] = 5.0
    emissions[1][LABELS.index("authors begins")] = 4.0
    order = ("title", "authors", "venue")
    score, steps = paths.decode(emissions, [0.5, -math.inf], order, weights)
    assert written(steps) == "|TA"
    # 5 and 4 for the atoms, 0.5 for the beginning, 1 for a title that comes first, 3 less for
    # the missing venue
    assert score == pytest.approx(7.5)


# ---------------------------------------------------------------- the weights that are learned


def test_the_learned_weights_have_labels_that_are_known() -> None:
    told = learned()
    assert set(told.labels) <= set(LABELS)
    assert set(told.look) <= {*LABELS, "start"}
    assert set(told.missing) <= {*ROLES, "record"}
    known = {*LABELS, "start", "venue again"}
    assert {name for link in told.links for name in link.split(" > ")} <= known


def test_the_learned_weights_have_features_that_the_text_can_have() -> None:
    shown = _every_feature()
    weighed = {name for table in learned().labels.values() for name in table}
    assert weighed - shown == set()
    starting = {
        *("bias", "bullet", "number", "blank before", "heading", "first"),
        *("same indent", "deeper", "after stop", "after comma"),
    }
    assert set(learned().start) <= starting


def test_the_learned_weights_are_finite_and_not_all_nothing() -> None:
    told = learned()
    values = [v for table in told.labels.values() for v in table.values()]
    assert all(map(math.isfinite, [*values, *told.links.values()]))
    assert max(values) > 1


def test_every_order_has_a_title() -> None:
    assert all("title" in order for order in ORDERS)


def _every_feature() -> set[str]:
    """The names of features, as the source of `features.py` has them."""
    marks = ("line", "stop", "question", "comma", "semicolon", "colon", "dash", "bracket", "quoted")
    marks += ("emphasis", "with", "none", "date")
    kinds = ("bold", "italic", "link", "code", *ROLES)
    turning = {f"{way} {kind}" for way in ("behind", "into") for kind in kinds}
    at_ends = {f"{side} {mark}" for side in ("before", "after") for mark in marks}
    source = Path(features.__file__).read_text(encoding="utf-8")
    named = set(re.findall(r'"([^"\n]+)"', source))
    return named | turning | at_ends | set(kinds) | {"quoted", "round", "square"}
