"""The authors of a work, from the lists of all its records.

| what                     | the rule                                                            |
| ------------------------ | ------------------------------------------------------------------- |
| the list                 | a full one before a cut one, then the longer, then one with equal   |
|                          | marks, then the spelling of the version of record                   |
| equal contribution       | joined: whoever any record marks                                    |
| printed elsewhere only   | where no list is full: implied, behind the printed ones             |
| owner not printed        | implied, unless the list has them                                   |
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from importer.match.alike import alike
from importer.match.keys import WorkEntry
from importer.match.names import person_key


@dataclass(frozen=True, slots=True)
class MergedAuthor:
    """An author; an `implied` one stands on no list and has no place. `ref` is the entry that
    tells of them."""

    name: str
    equal: bool = False
    implied: bool = False
    ref: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Credits:
    """The authors, whether the list is known to be cut, and the ref of the list taken."""

    authors: tuple[MergedAuthor, ...]
    truncated: bool
    ref: str


def merge_credits(entries: Sequence[WorkEntry]) -> Credits:
    """The authors of a work; `entries` in the order of their weight."""
    rank = {entry.ref: place for place, entry in enumerate(entries)}
    base = min(entries, key=lambda e: (*_poorness(e), rank[e.ref]))
    names = [author.name for author in base.record.authors]
    marked = _marked(names, entries)
    printed = tuple(
        MergedAuthor(name, place in marked, ref=base.ref) for place, name in enumerate(names)
    )
    cut = base.record.authors_truncated
    implied = _implied(names, entries, cut)
    return Credits(printed + implied, cut, base.ref)


def _poorness(entry: WorkEntry) -> tuple[bool, int, bool]:
    """Small for a full, long list with marks. An owner left out makes a list cut."""
    record = entry.record
    cut = record.authors_truncated or record.owner_implied or not record.authors
    return cut, -len(record.authors), not any(author.equal for author in record.authors)


def _marked(names: Sequence[str], entries: Sequence[WorkEntry]) -> set[int]:
    """Places in the list of all whom any record marks."""
    found = set()
    for entry in entries:
        for author in entry.record.authors:
            place = find(author.name, names) if author.equal else None
            if place is not None:
                found.add(place)
    return found


def find(name: str, names: Sequence[str]) -> int | None:
    """The place of a person in a list: the most alike name, if no second is as alike."""
    found = sorted(
        ((alike(name, other), place) for place, other in enumerate(names)),
        key=lambda f: (-f[0], f[1]),
    )
    if not found or not found[0][0]:
        return None
    return None if len(found) > 1 and found[1][0] == found[0][0] else found[0][1]


def _implied(
    names: Sequence[str], entries: Sequence[WorkEntry], cut: bool
) -> tuple[MergedAuthor, ...]:
    """Authors without a place: owners not printed, and names that only a list not taken has."""
    found: dict[str, str] = {}
    owners = [(e.owner, e.ref) for e in entries if e.record.owner_implied and e.owner]
    others = [(author.name, e.ref) for e in entries for author in e.record.authors] if cut else []
    for name, ref in sorted(owners, key=lambda o: (person_key(o[0]), o)) + others:
        if not any(alike(name, other) for other in [*names, *found]):
            found[name] = ref
    return tuple(MergedAuthor(name, implied=True, ref=ref) for name, ref in found.items())
