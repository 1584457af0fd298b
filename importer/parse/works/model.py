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
# Titles stand last in no list that anybody keeps: a list without blank lines read so is one in
# which they stand first.
ORDERS = (
    ("title", "authors", "venue"),
    ("authors", "title", "venue"),
    ("title", "venue", "authors"),
    ("venue", "title", "authors"),
    ("venue", "title", "authors", "venue"),
)
SAMPLE = 400  # atoms by which orders are compared
PASSES = 2  # readings with what the one before showed
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
    steps, order = _best(atoms, emissions, starts, weights)
    for _ in range(PASSES):
        looks, begins = odds(atoms, steps)
        seen = [
            [
                score + w * look
                for score, look, w in zip(e, looked, _look_weights(weights), strict=True)
            ]
            for e, looked in zip(emissions, looks, strict=True)
        ]
        started = [
            s + weights.look.get("start", 0.0) * b for s, b in zip(starts, begins, strict=True)
        ]
        steps, order = _best(atoms, seen, started, weights)
    margins = [_margin(e, step.label) for e, step in zip(seen, steps, strict=True)]
    return Reading(steps, order, margins)


def _best(
    atoms: Sequence[Atom],
    emissions: Sequence[Sequence[float]],
    starts: Sequence[float],
    weights: Weights,
) -> tuple[list[Step], tuple[str, ...]]:
    """The steps of the best path, and the order of fields in which it goes."""
    cut = _sample(atoms)
    found = {order: decode(emissions[:cut], starts[:cut], order, weights) for order in ORDERS}
    order = max(ORDERS, key=lambda o: found[o][0])
    if cut == len(atoms):
        return found[order][1], order
    return decode(emissions, starts, order, weights)[1], order


def _look_weights(weights: Weights) -> list[float]:
    return [weights.look.get(label, 0.0) for label in LABELS]


def _margin(emitted: Sequence[float], label: str) -> float:
    """By how much a label scores above the best one of another field."""
    role = label.split()[0]
    others = [v for v, name in zip(emitted, LABELS, strict=True) if name.split()[0] != role]
    return emitted[LABELS.index(label)] - max(others)


def _sample(atoms: Sequence[Atom]) -> int:
    """The number of atoms by which orders are compared: whole lines."""
    if len(atoms) <= SAMPLE:
        return len(atoms)
    return next((k for k in range(SAMPLE, len(atoms)) if atoms[k].first), len(atoms))


def emission(features: Features, weights: Weights) -> list[float]:
    """The score of an atom for each label, in the order of LABELS."""
    tables = [weights.labels.get(label, {}) for label in LABELS]
    return [sum(t.get(name, 0.0) * value for name, value in features.items()) for t in tables]


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


class _Arc(NamedTuple):
    """A way into a state: from which state, at what price."""

    source: int
    price: float


class _Graph:
    """The states of an order, and how they follow one another.

    A state is (the number of the field that was last begun, label); -1 before any field.
    """

    def __init__(self, order: tuple[str, ...], weights: Weights) -> None:
        self.states = [(-1, label) for label in EXTRAS]
        for stage, role in enumerate(order):
            own = (f"{role} begins", f"{role} goes on")
            self.states += [(stage, label) for label in (*own, *EXTRAS)]
        self.labels = [LABELS.index(label) for _, label in self.states]
        missing = [  # a badge before the title and a venue after it are one field
            0.0 if role in order[k + 1 :] else weights.missing.get(role, 0.0)
            for k, role in enumerate(order)
        ]
        # Lines in which no field begins are no record.
        self.ending = [
            weights.missing.get("record", 0.0) if stage < 0 else sum(missing[stage + 1 :])
            for stage, _ in self.states
        ]
        self.beginning: list[tuple[int, float]] = []
        self.arcs: list[list[_Arc]] = []
        for state in self.states:
            stage, label = state
            begins = label == f"{order[stage]} begins" if stage >= 0 else False
            if begins or stage < 0:
                price = weights.links.get(f"start > {label}", 0.0) + sum(missing[: max(0, stage)])
                self.beginning.append((len(self.arcs), price))
            self.arcs.append(
                [
                    _Arc(n, price)
                    for n, source in enumerate(self.states)
                    if (price := _price(source, state, order, missing, weights)) is not None
                ]
            )


def _price(
    source: tuple[int, str],
    state: tuple[int, str],
    order: tuple[str, ...],
    missing: Sequence[float],
    weights: Weights,
) -> float | None:
    """What it adds to go from one state to another within a record; None where that cannot be."""
    (before, last), (stage, label) = source, state
    link = weights.links.get(f"{last} > {label}", 0.0)
    if label in EXTRAS:
        return link if stage == before else None
    if label.endswith("begins"):
        if stage > before:
            return link + sum(missing[before + 1 : stage])
        again = stage == before and order[stage] == "venue"
        return weights.links.get(f"{last} > venue again", 0.0) if again else None
    own = last.split()[0] == order[stage]
    amid = order[stage] == "venue" and last in ("date", "note")
    return link if stage == before and (own or amid) else None


def decode(
    emissions: Sequence[Sequence[float]],
    starts: Sequence[float],
    order: tuple[str, ...],
    weights: Weights,
) -> tuple[float, list[Step]]:
    """(score, steps) of the best path in which fields stand in this order: Viterbi."""
    graph = _Graph(order, weights)
    count = len(graph.states)
    current = [LOW] * count
    back: list[tuple[list[int], int]] = []
    for k, emitted in enumerate(emissions):
        following, origin = [LOW] * count, [-1] * count
        if k:
            for state, arcs in enumerate(graph.arcs):
                best, source = LOW, -1
                for arc in arcs:
                    value = current[arc[0]] + arc[1]
                    if value > best:
                        best, source = value, arc[0]
                following[state], origin[state] = best, source
        ended, last = 0.0, -1
        if k:
            ended, last = max((current[s] + graph.ending[s], s) for s in range(count))
        if k == 0 or starts[k] > LOW:
            ended += max(starts[k], -100.0)
            for state, price in graph.beginning:
                if ended + price > following[state]:
                    following[state], origin[state] = ended + price, -1
        current = [
            value + emitted[label] for value, label in zip(following, graph.labels, strict=True)
        ]
        back.append((origin, last))
    best, state = max((current[s] + graph.ending[s], s) for s in range(count))
    path: list[Step] = []
    for origin, last in reversed(back):
        starts_here = origin[state] < 0
        path.append(Step(graph.states[state][1], starts_here))
        state = last if starts_here else origin[state]
    return best, path[::-1]


# ---------------------------------------------------------------- what the section shows


def look(atom: Atom) -> tuple[object, ...]:
    """How an atom is set, whatever it says."""
    return (
        atom.before,
        atom.shape,
        "bold" in atom.emphasis,
        "italic" in atom.emphasis,
        "link" in atom.emphasis,
    )


def odds(atoms: Sequence[Atom], steps: Sequence[Step]) -> tuple[list[list[float]], list[float]]:
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
        seen: [
            _bounded(
                math.log(
                    (counts[label] + 0.5 * (overall[label] + 1) / (every + 10))
                    / (sum(counts.values()) + 0.5)
                )
                - math.log((overall[label] + 1) / (every + 10))
            )
            for label in LABELS
        ]
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
    return (
        bool(line.bullet),
        line.blank_before > 0,
        line.heading > 0,
        line.indent,
        *look(atom)[1:],
    )


def _bounded(value: float) -> float:
    return max(-BOUND, min(BOUND, value))
