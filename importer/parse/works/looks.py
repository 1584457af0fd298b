"""What a first reading shows of a section: how its titles, authors and venues are set."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence

from importer.parse.works.atoms import Atom
from importer.parse.works.steps import LABELS, Step

BOUND = 2.0  # of the log odds that the look of an atom gives


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
