"""What people said of two things: that they are one, or that they are not.

A judgement does not name rows, which come and go with their pages, but *marks*: all by which
either thing can be known again. A mark that both sides bear tells nothing and is left out of a
“different”. So two sets of marks are enough to hold for records and names that come later, and
matching stays a function of what is read and what was judged, whatever came first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise, product

from importer.match.grouping import Pair, ordered

Marks = frozenset[str]


@dataclass(frozen=True, slots=True)
class Bounds:
    """Pairs that are one, and pairs that are not, whatever matching makes of them."""

    same: frozenset[Pair] = frozenset()
    different: frozenset[Pair] = frozenset()


@dataclass(frozen=True, slots=True)
class Judged:
    """All judgements on works, or all on people."""

    same: tuple[Marks, ...] = ()
    different: tuple[tuple[Marks, Marks], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.same or self.different)

    def bounds(self, marks: Mapping[str, Marks]) -> Bounds:
        """What the judgements say of things with these marks, by their names."""
        bearers: dict[str, set[str]] = defaultdict(set)
        for name, own in marks.items():
            for mark in own:
                bearers[mark].add(name)
        same = {pair for side in self.same for pair in pairwise(_bearing(side, bearers))}
        different = {
            ordered(a, b)
            for sides in self.different
            for a, b in product(*(_bearing(side, bearers) for side in sides))
            if a != b
        }
        return Bounds(frozenset(same), frozenset(different - same))

    def apart(self, one: Marks, other: Marks) -> bool:
        """Whether a person said that things with these marks are not the same."""
        return any((a & one and b & other) or (a & other and b & one) for a, b in self.different)

    def beside(self, marks: Iterable[str]) -> Marks:
        """The marks of all that is one with things that bear some of these."""
        found = set(marks)
        sides = set(self.same)
        while near := {side for side in sides if side & found}:
            found.update(*near)
            sides -= near
        return frozenset(found)


def told_apart(one: Marks, other: Marks) -> tuple[Marks, Marks]:
    """Both without the marks that both bear."""
    return one - other, other - one


def _bearing(side: Marks, bearers: Mapping[str, set[str]]) -> list[str]:
    return sorted(set(_names(side, bearers)))


def _names(side: Marks, bearers: Mapping[str, set[str]]) -> Iterator[str]:
    for mark in side:
        yield from bearers.get(mark, ())
