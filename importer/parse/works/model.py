"""The best reading of a section's atoms: which field each belongs to, where records begin.

A linear-chain model, as the citation parsers of the literature use (AnyStyle, GROBID), over
atoms instead of words. On top of it stands what makes a list a list: all records of a section
have their fields in one order, so each order is tried on the section and the best is kept; then
the section is read once more with what the first reading showed of how its fields are set.

The weights are learned from the sample pages by `tools/train.py` and stand in `weights.json`.
"""

from __future__ import annotations

import json
import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from importer.parse.works.atoms import Atom
from importer.parse.works.features import Features

ROLES = ("title", "authors", "venue")
EXTRAS = ("links", "note", "prose", "date")
LABELS = (*(f"{role} {part}" for role in ROLES for part in ("begins", "goes on")), *EXTRAS)
ORDERS = (
    ("title", "authors", "venue"),
    ("authors", "title", "venue"),
    ("title", "venue", "authors"),
    ("venue", "title", "authors"),
    ("venue", "authors", "title"),
    ("authors", "venue", "title"),
    ("venue", "title", "authors", "venue"),
)
SAMPLE = 400  # atoms by which orders are compared
BOUND = 2.0  # of the log odds that the look of an atom gives
LOW = float("-inf")


class Step(NamedTuple):
    """The label of an atom, and whether a record begins with it."""

    label: str
    starts: bool


@dataclass(frozen=True)
class Weights:
    """`labels[label][feature]`, `links["label > label"]`, `start[feature]`, `missing[role]`,
    `look[label]`."""

    labels: Mapping[str, Mapping[str, float]]
    links: Mapping[str, float]
    start: Mapping[str, float]
    missing: Mapping[str, float]
    look: Mapping[str, float]


@cache
def learned() -> Weights:
    """The weights that come with the program."""
    with (Path(__file__).parent / "weights.json").open() as file:
        return Weights(**json.load(file))


Odds = Sequence[Mapping[str, float]]


@dataclass(frozen=True)
class Reading:
    """The steps of the best path, the order of its fields, and for each atom by how much its
    label scores above the next one."""

    steps: list[Step]
    order: tuple[str, ...]
    margins: list[float]


def read(atoms: Sequence[Atom], features: Sequence[Features], weights: Weights) -> Reading:
    """The best reading of a section."""
    emissions = [emission(f, weights) for f in features]
    starts = [start_score(atoms, k, weights) for k in range(len(atoms))]
    cut = _sample(atoms)

    def total(order: tuple[str, ...]) -> float:
        return decode(atoms[:cut], emissions[:cut], starts[:cut], order, weights)[0]

    order = max(ORDERS, key=total)
    steps = decode(atoms, emissions, starts, order, weights)[1]
    for _ in range(2):
        looks, begins = odds(atoms, steps)
        second = [
            {label: score + weights.look.get(label, 0.0) * look.get(label, 0.0) for label, score in e.items()}
            for e, look in zip(emissions, looks, strict=True)
        ]
        started = [
            s + weights.look.get("start", 0.0) * b for s, b in zip(starts, begins, strict=True)
        ]
        order = max(
            ORDERS,
            key=lambda o: decode(atoms[:cut], second[:cut], started[:cut], o, weights)[0],
        )
        steps = decode(atoms, second, started, order, weights)[1]
    margins = [
        e[step.label] - max(v for name, v in e.items() if name.split()[0] != step.label.split()[0])
        for e, step in zip(second, steps, strict=True)
    ]
    return Reading(steps, order, margins)


def _sample(atoms: Sequence[Atom]) -> int:
    """The number of atoms by which orders are compared: whole lines."""
    if len(atoms) <= SAMPLE:
        return len(atoms)
    return next((k for k in range(SAMPLE, len(atoms)) if atoms[k].first), len(atoms))


def emission(features: Features, weights: Weights) -> dict[str, float]:
    """The score of an atom for each label."""
    found = {}
    for label in LABELS:
        known = weights.labels.get(label, {})
        found[label] = sum(known.get(name, 0.0) * value for name, value in features.items())
    return found


def start_features(atoms: Sequence[Atom], k: int) -> Features:
    """How much the line that an atom begins looks like the first of a record."""
    line = atoms[k].line
    above = atoms[k - 1].line if k else None
    found = {
        "bias": 1.0,
        "bullet": float(bool(line.bullet)),
        "number": float(any(c.isdigit() for c in line.bullet)),
        "blank before": float(line.blank_before > 0),
        "heading": float(line.heading > 0),
        "first": float(above is None),
    }
    if above:
        found["same indent"] = float(above.indent == line.indent)
        found["deeper"] = float(line.indent > above.indent)
        found["after stop"] = float(above.text.endswith((".", "]", ")")))
        found["after comma"] = float(above.text.endswith((",", ";", ":", " and", "&")))
    return {name: value for name, value in found.items() if value}


def start_score(atoms: Sequence[Atom], k: int, weights: Weights) -> float:
    if not atoms[k].first:
        return LOW
    found = start_features(atoms, k)
    return sum(weights.start.get(name, 0.0) * value for name, value in found.items())


# ---------------------------------------------------------------- the best path


def decode(
    atoms: Sequence[Atom],
    emissions: Sequence[Mapping[str, float]],
    starts: Sequence[float],
    order: tuple[str, ...],
    weights: Weights,
) -> tuple[float, list[Step]]:
    """(score, steps) of the best path in which fields stand in this order: Viterbi.

    A state is (the number of the field that was last begun, label); -1 before any field.
    """
    stages = len(order)
    missing = [  # a badge before the title and a venue after it are one field
        0.0 if role in order[k + 1 :] else weights.missing.get(role, 0.0)
        for k, role in enumerate(order)
    ]
    skipped = [[sum(missing[i + 1 : j]) for j in range(stages)] for i in range(-1, stages)]
    ending = [sum(missing[i + 1 :]) for i in range(-1, stages)]
    ending[0] = weights.missing.get("record", 0.0)  # lines that are no record
    link = weights.links
    begin = [f"{role} begins" for role in order]
    inside = [f"{role} goes on" for role in order]
    steps: dict[tuple[int, str], tuple[float, tuple[int, str] | None]]
    current: dict[tuple[int, str], float] = {}
    back: list[dict[tuple[int, str], tuple[tuple[int, str] | None, bool]]] = []
    for k, emitted in enumerate(emissions):
        following: dict[tuple[int, str], float] = {}
        origin: dict[tuple[int, str], tuple[tuple[int, str] | None, bool]] = {}

        def offer(
            state: tuple[int, str], score: float, source: tuple[int, str] | None, fresh: bool
        ) -> None:
            if score > following.get(state, LOW):  # noqa: B023
                following[state] = score  # noqa: B023
                origin[state] = (source, fresh)  # noqa: B023

        if starts[k] > LOW or k == 0:
            ended, source = 0.0, None
            if current:
                ended, source = max(
                    ((score + ending[stage + 1], (stage, label)) for (stage, label), score in current.items()),
                    key=lambda item: item[0],
                )
            ended += starts[k] if starts[k] > LOW else 0.0
            for j in range(stages):
                offer((j, begin[j]), ended + skipped[0][j] + emitted[begin[j]], source, True)
            for label in EXTRAS:
                offer((-1, label), ended + emitted[label], source, True)
        for state, score in current.items():
            stage, label = state
            for j in range(stage + 1, stages):
                value = score + skipped[stage + 1][j] + link.get(f"{label} > {begin[j]}", 0.0)
                offer((j, begin[j]), value + emitted[begin[j]], state, False)
            if stage >= 0:
                role = order[stage]
                if label in (begin[stage], inside[stage]) or role == "venue" and label in ("date", "note"):
                    value = score + link.get(f"{label} > {inside[stage]}", 0.0)
                    offer((stage, inside[stage]), value + emitted[inside[stage]], state, False)
                if role == "venue":
                    value = score + link.get(f"{label} > venue again", 0.0)
                    offer((stage, begin[stage]), value + emitted[begin[stage]], state, False)
            for extra in EXTRAS:
                value = score + link.get(f"{label} > {extra}", 0.0)
                offer((stage, extra), value + emitted[extra], state, False)
        current = following
        back.append(origin)
    if not current:
        return 0.0, []
    state, best = max(
        ((s, score + ending[s[0] + 1]) for s, score in current.items()), key=lambda item: item[1]
    )
    path: list[Step] = []
    for origin in reversed(back):
        source, fresh = origin[state]
        path.append(Step(state[1], fresh))
        if source is not None:
            state = source
    return best, path[::-1]


# ---------------------------------------------------------------- what the section shows


def look(atom: Atom) -> tuple[object, ...]:
    """How an atom is set, whatever it says."""
    return (atom.before, atom.shape, "bold" in atom.emphasis, "italic" in atom.emphasis, "link" in atom.emphasis)


def odds(atoms: Sequence[Atom], steps: Sequence[Step]) -> tuple[list[dict[str, float]], list[float]]:
    """For each atom, by how much its look speaks for each label, and that of its line for the
    beginning of a record: log odds, within bounds, against the section as a whole."""
    per_look: dict[tuple[object, ...], Counter[str]] = defaultdict(Counter)
    overall: Counter[str] = Counter()
    lines: dict[tuple[object, ...], Counter[bool]] = defaultdict(Counter)
    for atom, step in zip(atoms, steps, strict=True):
        per_look[look(atom)][step.label] += 1
        overall[step.label] += 1
        if atom.first:
            lines[_line_look(atom)][step.starts] += 1
    every = sum(overall.values())
    table = {
        seen: {
            label: _bounded(
                math.log((counts[label] + 0.5 * (overall[label] + 1) / (every + 10)) / (sum(counts.values()) + 0.5))
                - math.log((overall[label] + 1) / (every + 10))
            )
            for label in LABELS
        }
        for seen, counts in per_look.items()
    }
    starting = sum(c[True] for c in lines.values()) + 2
    others = sum(c[False] for c in lines.values()) + 2
    begins = {
        seen: _bounded(math.log((c[True] + 0.5) / starting) - math.log((c[False] + 0.5) / others))
        for seen, c in lines.items()
    }
    return (
        [table[look(atom)] for atom in atoms],
        [begins[_line_look(atom)] if atom.first else 0.0 for atom in atoms],
    )


def _line_look(atom: Atom) -> tuple[object, ...]:
    line = atom.line
    return (bool(line.bullet), line.blank_before > 0, line.heading > 0, line.indent, *look(atom)[1:])


def _bounded(value: float) -> float:
    return max(-BOUND, min(BOUND, value))
