"""The best reading of a section's atoms: which field each belongs to, where records begin.

A linear-chain model, as the citation parsers of the literature use (AnyStyle, GROBID), over
atoms instead of words. On top of it stands what makes a list a list: all records of a section
have their fields in one order, so each order is tried on the section and the best is kept; then
the section is read once more with what the first reading showed of how its fields are set.

`paths.py` finds the best path, `weights.py` holds what is learned from the sample pages.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import add, itemgetter, mul

from importer import knowledge
from importer.parse import spans
from importer.parse.groups import BELOW_HEADING
from importer.parse.works import looks
from importer.parse.works.atoms import Atom
from importer.parse.works.features import Features
from importer.parse.works.paths import LOW, decode
from importer.parse.works.steps import LABELS, Step
from importer.parse.works.weights import Weights
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
NEVER, SURE = -100.0, 100.0
# What begins with words about where a work will come out is no title.
STANDS = re.compile(
    r"(?:to\s+appear|forthcoming)\s+(?:in|at|from)\s|submitted\s+to\s|"
    r"accepted\s+(?:in|at|by|for)\s|(?:revise|revised)\s+and\s+resubmit|under\s+review",
    re.I,
)
AT_VENUE = re.compile(
    r"(?:forthcoming|to\s+appear|appeared|published|accepted)\s+(?:in|at|from)\s+$", re.I
)
SHORT = 16  # characters of "et al." and its like
SET_OFF = frozenset(("bold", "link"))
REMARK = [0.0 if label == "note" else NEVER for label in LABELS]
NAMES_ONLY = [0.0 if label.startswith(("authors", "venue")) else NEVER for label in LABELS]
AUTHORS_ONLY = [0.0 if label.startswith("authors") else NEVER for label in LABELS]
APART = [NEVER if label == "title goes on" else 0.0 for label in LABELS]
NO_BEGINNING = [NEVER if label.endswith("begins") else 0.0 for label in LABELS]
NO_TITLE = [NEVER if label.startswith("title") else 0.0 for label in LABELS]
NOBODY = [NEVER if label.startswith("authors") else 0.0 for label in LABELS]


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
    on behind a comma in quotes or into quotes, below a blank line, or where a line is set off from
    the one above. What says where a work will come out is no title, and what follows it nobody.
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
    if above and "title" in atom.emphasis ^ above.emphasis:
        return list(map(add, scores, APART))  # a template names one of the two a title
    if above and atom.first and _is_set_off(atom, above):
        return list(map(add, scores, APART))
    if not atom.first and not atom.shape and STANDS.match(atom.text):
        return list(map(add, scores, NO_TITLE))
    if AT_VENUE.search(atom.line.text, max(0, atom.start - SHORT * 2), atom.start):
        return list(map(add, scores, NOBODY))
    if atom.shape == "quoted" and atom.before == "comma":
        return list(map(add, scores, APART))
    if above and not atom.first and _has_ended(above):
        return list(map(add, scores, APART))
    if not any(map(str.isalpha, atom.text)):
        return list(map(add, scores, NOBODY))
    return scores


def _is_set_off(atom: Atom, above: Atom) -> bool:
    """Whether the line that an atom begins stands apart from the one above it."""
    return bool(atom.line.blank_before or SET_OFF & atom.emphasis - above.emphasis)


def _has_ended(above: Atom) -> bool:
    """Whether what stands in quotes before an atom ends with them: “On mud”, or “On mud.”"""
    within = above.line.text[above.end : above.end + 1]
    return above.shape == "quoted" and (above.after == "comma" or within in (",", "."))


def _is_one_span(above: Atom, atom: Atom) -> bool:
    """Whether two atoms are set off together, and not with all the rest of the line, or are of
    one part that a template names."""
    whole = 0.9 * len(atom.line.text)
    return any(
        span.start <= above.start
        and atom.end <= span.end
        and (span.kind == "title" or span.end - span.start < whole)
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
    sure = SURE if atoms[k].line.blank_before >= BELOW_HEADING else 0.0
    return sure + sum(weights.start.get(name, 0.0) * value for name, value in found.items())


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
