"""The best reading of a section's atoms: which field each belongs to, where records begin.

A linear-chain model, as the citation parsers of the literature use (AnyStyle, GROBID), over
atoms instead of words. On top of it stands what makes a list a list: all records of a section
have their fields in one order, so each order is tried on the section and the best is kept; then
the section is read once more with what the first reading showed of how its fields are set.

The weights are learned from the sample pages by `tools/train.py` and stand in `weights.json`.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from operator import add, itemgetter, mul
from pathlib import Path
from typing import NamedTuple

from importer import knowledge
from importer.parse import spans
from importer.parse.works import looks
from importer.parse.works.atoms import Atom
from importer.parse.works.features import Features
from importer.parse.works.steps import EXTRAS, LABELS, Step
from importer.sources import Line

# Titles stand last in no list that anybody keeps: a list without blank lines read so is one in
# which they stand first.
ORDERS = (
    ("title", "authors", "venue"),
    ("authors", "title", "venue"),
    ("title", "venue", "authors"),
    ("venue", "title", "authors"),
    ("venue", "title", "authors", "venue"),
    ("venue", "authors", "title", "venue"),
)
SAMPLE = 400  # atoms by which orders are compared
PASSES = 2  # readings with what the one before showed
RIVALS = 2  # orders of the first reading that the others compare
LOW = float("-inf")
NEVER = -100.0
SHORT = 16  # characters of "et al." and its like
SET_OFF = frozenset(("bold", "link"))
REMARK = [0.0 if label == "note" else NEVER for label in LABELS]
NAMES_ONLY = [0.0 if label.startswith(("authors", "venue")) else NEVER for label in LABELS]
AUTHORS_ONLY = [0.0 if label.startswith("authors") else NEVER for label in LABELS]
APART = [NEVER if label == "title goes on" else 0.0 for label in LABELS]
NO_BEGINNING = [NEVER if label.endswith("begins") else 0.0 for label in LABELS]
NO_TITLE = [NEVER if label.startswith("title") else 0.0 for label in LABELS]
NOBODY = [NEVER if label.startswith("authors") else 0.0 for label in LABELS]


@dataclass(frozen=True, eq=False)
class Weights:
    """`labels[label][feature]`, `links["label > label"]`, `start[feature]`, `missing[role]`,
    `look[label]`. Not to be changed once made: tables are worked out of them."""

    labels: Mapping[str, Mapping[str, float]]
    links: Mapping[str, float]
    start: Mapping[str, float]
    missing: Mapping[str, float]
    look: Mapping[str, float]

    @cached_property
    def rows(self) -> dict[str, tuple[float, ...]]:
        """By feature, its weight for each label, in the order of LABELS."""
        tables = [self.labels.get(label, {}) for label in LABELS]
        return {
            name: tuple(table.get(name, 0.0) for table in tables)
            for name in dict.fromkeys(name for table in tables for name in table)
        }

    @cached_property
    def looks(self) -> list[float]:
        """How much the look of an atom tells for each label."""
        return [self.look.get(label, 0.0) for label in LABELS]


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
    emissions = [
        _within_reason(atom, above, f, emission(f, weights))
        for atom, above, f in zip(atoms, (None, *atoms), features, strict=False)
    ]
    starts = [start_score(atoms, k, weights) for k in range(len(atoms))]
    steps, orders = _best(atoms, emissions, starts, weights, ORDERS)
    for _ in range(PASSES):
        seen_as, begins = looks.odds(atoms, steps)
        told = {id(each): list(map(mul, weights.looks, each)) for each in seen_as}
        seen = [
            list(map(add, scores, told[id(each)]))
            for scores, each in zip(emissions, seen_as, strict=True)
        ]
        started = [
            s + weights.look.get("start", 0.0) * b for s, b in zip(starts, begins, strict=True)
        ]
        steps, orders = _best(atoms, seen, started, weights, orders[:RIVALS])
    margins = [_margin(e, step.label) for e, step in zip(seen, steps, strict=True)]
    return Reading(steps, orders[0], margins)


def _best(
    atoms: Sequence[Atom],
    emissions: Sequence[Sequence[float]],
    starts: Sequence[float],
    weights: Weights,
    orders: Sequence[tuple[str, ...]],
) -> tuple[list[Step], list[tuple[str, ...]]]:
    """The steps of the best path, and the orders of fields from the best to the worst."""
    cut = _sample(atoms)
    found = {order: decode(emissions[:cut], starts[:cut], order, weights) for order in orders}
    ranked = sorted(orders, key=lambda o: found[o][0], reverse=True)
    if cut == len(atoms):
        return found[ranked[0]][1], ranked
    return decode(emissions, starts, ranked[0], weights)[1], ranked


def _margin(emitted: Sequence[float], label: str) -> float:
    """By how much a label scores above the best one of another field."""
    own, others = _RIVALS[label]
    return emitted[own] - max(others(emitted))


# By label, its place in LABELS, and what takes the scores of the labels of other fields.
_RIVALS: dict[str, tuple[int, Callable[[Sequence[float]], tuple[float, ...]]]] = {
    label: (
        k,
        itemgetter(*(n for n, name in enumerate(LABELS) if name.split()[0] != label.split()[0])),
    )
    for k, label in enumerate(LABELS)
}


def _sample(atoms: Sequence[Atom]) -> int:
    """The number of atoms by which orders are compared: whole lines."""
    if len(atoms) <= SAMPLE:
        return len(atoms)
    return next((k for k in range(SAMPLE, len(atoms)) if atoms[k].first), len(atoms))


def emission(features: Features, weights: Weights) -> list[float]:
    """The score of an atom for each label, in the order of LABELS."""
    known = [(row, value) for name, value in features.items() if (row := weights.rows.get(name))]
    if not known:
        return [0.0] * len(LABELS)
    rows, values = zip(*known, strict=True)
    return [sum(map(mul, column, values)) for column in zip(*rows, strict=True)]


def _within_reason(
    atom: Atom, above: Atom | None, found: Features, scores: list[float]
) -> list[float]:
    """The scores of an atom without those of labels that it cannot have: a remark is a note,
    names turned round are those of authors or editors, a number names nobody, and no title goes
    on behind a comma in quotes, below a blank line, or where a line is set off from the one above.
    """
    if _is_remark(atom.line):
        return REMARK
    if atom.people:
        return list(map(add, scores, AUTHORS_ONLY if _leads(atom) else NAMES_ONLY))
    if "et al" in found and "names" in found and len(atom.text) < SHORT:
        return list(map(add, scores, NAMES_ONLY))
    if "with names" in found and atom.shape == "round":
        return list(map(add, scores, NO_TITLE))
    if above and not atom.first and _is_one_span(above, atom):
        return list(map(add, scores, NO_BEGINNING))
    if above and atom.first and _is_set_off(atom, above):
        return list(map(add, scores, APART))
    if atom.shape == "quoted" and atom.before == "comma":
        return list(map(add, scores, APART))
    if not any(map(str.isalpha, atom.text)):
        return list(map(add, scores, NOBODY))
    return scores


def _is_set_off(atom: Atom, above: Atom) -> bool:
    """Whether the line that an atom begins stands apart from the one above it."""
    return bool(atom.line.blank_before or SET_OFF & atom.emphasis - above.emphasis)


def _is_one_span(above: Atom, atom: Atom) -> bool:
    """Whether two atoms are set off together, and not with all the rest of the line."""
    whole = 0.9 * len(atom.line.text)
    return any(
        span.start <= above.start and atom.end <= span.end and span.end - span.start < whole
        for span in atom.line.spans
    )


def _leads(atom: Atom) -> bool:
    """Whether an atom is the name, not turned round, with which the lines of the section begin."""
    return atom.first and atom.text == atom.people[0][0]


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
    """How likely a record begins with an atom."""
    if not atoms[k].first or k and _goes_on(atoms[k].line):
        return LOW
    found = start_features(atoms, k)
    return sum(weights.start.get(name, 0.0) * value for name, value in found.items())


def _goes_on(line: Line) -> bool:
    """Whether a line can begin no record: a remark, or nothing but labels of links."""
    badge = line.bullet and not line.text.startswith("[")  # "• arXiv" above a title
    return _is_remark(line) or not badge and bool(spans.label_row(line.text))


def _is_remark(line: Line) -> bool:
    """Whether a line goes on about the one above in the middle of a sentence."""
    return _opens_remark(line.text[:40], bool(line.bullet))


@lru_cache(maxsize=5_000)
def _opens_remark(head: str, bulleted: bool) -> bool:
    """The same by the beginning of the line, once for all of its atoms."""
    if not bulleted and head.split(" ", 1)[0] in knowledge.words("remark_starts"):
        return True
    if head.casefold().startswith(tuple(knowledge.words("remark_phrases"))):
        return True
    label, colon, _ = head.partition(":")
    return bool(colon) and label.strip().casefold() in knowledge.words("remark_labels")


# ---------------------------------------------------------------- the best path


class _Ways(NamedTuple):
    """The ways into a state: from which states, what takes the scores of these, at what prices."""

    sources: tuple[int, ...]
    pick: Callable[[Sequence[float]], tuple[float, ...]]
    prices: tuple[float, ...]


class _Graph:
    """The states of an order, and how they follow one another.

    A state is (the number of the field that was last begun, label); -1 before any field.
    """

    def __init__(self, order: tuple[str, ...], weights: Weights) -> None:
        self.states = [(-1, label) for label in EXTRAS]
        for stage, role in enumerate(order):
            own = (f"{role} begins", f"{role} goes on")
            self.states += [(stage, label) for label in (*own, *EXTRAS)]
        self.labels: Callable[[Sequence[float]], tuple[float, ...]] = itemgetter(
            *(LABELS.index(label) for _, label in self.states)
        )
        missing = [  # a badge before the title and a venue after it are one field
            0.0 if role in order[k + 1 :] else weights.missing.get(role, 0.0)
            for k, role in enumerate(order)
        ]
        # Lines in which no field begins are no record.
        self.ending = [
            weights.missing.get("record", 0.0) if stage < 0 else sum(missing[stage + 1 :])
            for stage, _ in self.states
        ]
        self.beginning: dict[int, float] = {}
        self.ways: list[_Ways] = []
        for state in self.states:
            stage, label = state
            if stage < 0 or label == f"{order[stage]} begins":
                price = weights.links.get(f"start > {label}", 0.0) + sum(missing[: max(0, stage)])
                self.beginning[len(self.ways)] = price
            prices = [_price(source, state, order, missing, weights) for source in self.states]
            sources = tuple(n for n, price in enumerate(prices) if price is not None)
            kept = tuple(price for price in prices if price is not None)
            self.ways.append(_Ways(sources, itemgetter(*sources), kept))

    def into(self, state: int, scores: Sequence[float]) -> tuple[float, int]:
        """(score, source) of the best way into a state within a record, by the scores before."""
        sources, pick, prices = self.ways[state]
        values = list(map(add, pick(scores), prices))
        best = max(values)
        return best, sources[values.index(best)]

    def ended(self, scores: Sequence[float]) -> tuple[float, int]:
        """(score, state) of the best record that ends with these scores; of two, the later."""
        return max((score, n) for n, score in enumerate(map(add, scores, self.ending)))


@lru_cache(maxsize=4 * len(ORDERS))
def _graph(order: tuple[str, ...], weights: Weights) -> _Graph:
    return _Graph(order, weights)


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
    """(score, steps) of the best path in which fields stand in this order: Viterbi.

    The way forward keeps scores alone; where they came from is worked out on the way back, for
    the states of the best path only.
    """
    graph = _graph(order, weights)
    rows: list[array[float]] = []
    begun: list[float] = []  # the score with which a record may begin at an atom
    current = [LOW] * len(graph.states)
    for k, emitted in enumerate(emissions):
        following = [max(map(add, pick(current), prices)) for _, pick, prices in graph.ways]
        ended = LOW
        if k == 0 or starts[k] > LOW:
            ended = max(map(add, current, graph.ending)) if k else 0.0
            ended += max(starts[k], -100.0)
            for state, price in graph.beginning.items():
                following[state] = max(following[state], ended + price)
        current = list(map(add, following, graph.labels(emitted)))
        rows.append(array("d", current))
        begun.append(ended)
    score, state = graph.ended(current)
    return score, _path(graph, rows, begun, state)


def _path(
    graph: _Graph, rows: Sequence[Sequence[float]], begun: Sequence[float], state: int
) -> list[Step]:
    """The steps of the best path, from the state in which it ends."""
    path: list[Step] = []
    for k in range(len(rows) - 1, -1, -1):
        label = graph.states[state][1]
        best, source = graph.into(state, rows[k - 1]) if k else (LOW, -1)
        starts = begun[k] + graph.beginning.get(state, LOW) > best
        path.append(Step(label, starts))
        if k:
            state = graph.ended(rows[k - 1])[1] if starts else source
    return path[::-1]
