"""How two author lists are alike; either may be cut by "et al." or leave its page's owner out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from importer.match.alike import alike
from importer.records import PublicationRecord


class Company(Enum):
    UNKNOWN = "one prints no authors"
    EQUAL = "the same authors in the same order"
    REORDERED = "the same authors in another order"
    CONTAINED = "the authors of one are among those of the other"
    PARTIAL = "some authors in common"
    DISJOINT = "no author in common"


@dataclass(frozen=True, slots=True)
class Byline:
    """The authors that one record prints, and its page's owner where they are not printed."""

    names: tuple[str, ...]
    truncated: bool
    hidden_owner: str

    @property
    def complete(self) -> bool:
        return not self.truncated and not self.hidden_owner


@dataclass(frozen=True, slots=True)
class BylineLikeness:
    company: Company
    shared: int  # authors known to be on both lists


def byline(record: PublicationRecord, owner: str) -> Byline:
    return Byline(
        tuple(author.name for author in record.authors),
        record.authors_truncated,
        owner if record.owner_implied else "",
    )


def compare_bylines(a: Byline, b: Byline) -> BylineLikeness:
    """The likeness of two author lists; symmetric."""
    if not a.names or not b.names:
        return BylineLikeness(Company.UNKNOWN, 0)
    x, y = _without_hidden(a, b), _without_hidden(b, a)
    owners = (len(a.names) - len(x)) + (len(b.names) - len(y))
    shared = _matched(x, y)
    same_order = all(alike(p, q) for p, q in zip(x, y, strict=False))
    if same_order and x and y and _lengths_fit(a, x, b, y):
        return BylineLikeness(Company.EQUAL, min(len(x), len(y)) + owners)
    total = shared + owners
    if not total:
        return BylineLikeness(Company.DISJOINT, 0)
    if shared == len(x) == len(y) and a.complete and b.complete:
        return BylineLikeness(Company.REORDERED, total)
    if shared >= min(len(x), len(y)):
        return BylineLikeness(Company.CONTAINED, total)
    return BylineLikeness(Company.PARTIAL, total)


def _without_hidden(full: Byline, other: Byline) -> tuple[str, ...]:
    """The printed names of one list without the owner whom the other list leaves out."""
    if not other.hidden_owner or other.truncated:
        return full.names  # behind "et al." the owner may stand at any place
    return tuple(name for name in full.names if not alike(name, other.hidden_owner))


def _lengths_fit(a: Byline, x: tuple[str, ...], b: Byline, y: tuple[str, ...]) -> bool:
    """Whether "et al." explains why one list is longer, and the hidden owner can be there."""
    if not a.truncated and not b.truncated:
        return len(x) == len(y)
    for cut, short, other, full in ((a, x, b, y), (b, y, a, x)):
        if cut.truncated and not other.truncated:
            if len(short) > len(full):
                return False
            owner = cut.hidden_owner
            if (
                owner
                and not any(alike(owner, name) for name in full[len(short) :])
                and not (other.hidden_owner and alike(owner, other.hidden_owner))
            ):
                return False
    return True


def _matched(x: tuple[str, ...], y: tuple[str, ...]) -> int:
    """How many names of one list have a partner on the other."""
    one = sum(any(alike(p, q) for q in y) for p in x)
    other = sum(any(alike(p, q) for p in x) for q in y)
    return min(one, other)
