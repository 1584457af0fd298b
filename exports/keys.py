"""Keys by which authors cite: the keys of BibTeX entries and the ids of CSL items."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count
from string import ascii_lowercase

from core.slugs import make_slug
from exports.names import Name
from exports.references import Reference

SMALL_WORDS = {"a", "an", "the", "on", "of", "in", "for", "to", "and", "how", "what", "when"}


def key(ref: Reference) -> str:
    """``zhu2024catapults``: first author's family name, year, first telling word; ASCII only."""
    telling = [word for word in make_slug(ref.title).split("-") if word not in SMALL_WORDS]
    first = ref.authors[0] if ref.authors else Name()
    family = make_slug(first.family or first.literal).replace("-", "")
    return f"{family}{ref.year}{telling[0] if telling else ''}" or f"work{ref.row}"


def unique_keys(refs: Iterable[Reference]) -> dict[int, str]:
    """{row: key}; of those that share one the oldest row keeps it, others add b, c, ….

    By age, so that a work that is added later changes no key that somebody cites already.
    """
    taken: dict[str, int] = {}
    for ref in sorted(refs, key=lambda ref: ref.row):
        free = next(named for named in _lettered(key(ref)) if named not in taken)
        taken[free] = ref.row
    return {row: named for named, row in taken.items()}


def _lettered(plain: str) -> Iterator[str]:
    yield plain
    yield from (plain + letter for letter in ascii_lowercase[1:])
    yield from (f"{plain}{number}" for number in count(27))
