"""Two rows that may be one, and what says so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

Keys = tuple[int, int]  # of two rows of one model, the smaller first


@dataclass(frozen=True, slots=True)
class Pair:
    """`strength` ranks from 0 to 1; `reasons` are sentences, the strongest first."""

    one: int
    other: int
    strength: float
    reasons: tuple[str, ...]

    @property
    def keys(self) -> Keys:
        return self.one, self.other


def keys_of(a: int, b: int) -> Keys:
    return (a, b) if a < b else (b, a)


def strongest_first(pairs: Iterable[Pair]) -> list[Pair]:
    """Each pair once, with all that speaks for it."""
    found: dict[Keys, Pair] = {}
    for pair in sorted(pairs, key=lambda p: (-p.strength, p.keys, p.reasons)):
        if had := found.get(pair.keys):
            reasons = tuple(dict.fromkeys((*had.reasons, *pair.reasons)))
            pair = Pair(had.one, had.other, had.strength, reasons)
        found[pair.keys] = pair
    return sorted(found.values(), key=lambda p: (-p.strength, p.keys))


def neighbours(keys: Iterable[int]) -> set[Keys]:
    """Each of the keys with the next: n - 1 pairs that join all n."""
    return set(pairwise(sorted(set(keys))))
