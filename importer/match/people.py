"""Which printed names are one person.

Likeness of the names alone decides little; the company they keep decides the rest.

| likeness (see alike.py)       | one person if                                                  |
| ----------------------------- | -------------------------------------------------------------- |
| same but for accents, hyphens | always                                                         |
| number on one side only       | they share a companion                                         |
| order swapped                 | they share a companion, or one stands on the other's own page  |
| middle initial, nickname      | they share a companion                                         |
| middle name left out          | they share two companions                                      |
| initials                      | they share a companion, and no other full name fits            |

Two names of one author list are two people. Two homonym numbers are two people. A name that
fits two others which exclude each other joins neither and is offered. So more mentions can
take back what fewer had joined by initials or a number; every other join stays.

Two people whose names are printed alike come with numbers of their own, given by namesakes.py.
All names with the number of one person are one; who is known by a second place in an author list
alone is joined with nobody.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations, pairwise, product
from types import MappingProxyType

from importer.match.alike import Likeness, alike
from importer.match.grouping import Pair, components, consistent, ordered
from importer.match.judged import Bounds, Judged, Marks
from importer.match.marks import marks_of_name
from importer.match.names import folded, is_own_number, name_keys, of_bearer, person_key

_SHARED_NEEDED = {Likeness.SAME: 0, Likeness.MIDDLE_NAME: 2}  # all others: one companion
_BUCKET_LIMIT = 400
NOTHING_JUDGED = Judged()
NO_MARKS: Mapping[str, Marks] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Mention:
    """A name as printed, where it stands, and the names it stands with.

    `companions` are co-authors, the owner of the page, an advisor. `listed` says that `ref` is
    an author list, in which nobody stands twice; prose may name one person in two ways. `nth`
    counts how often the list has the name before.
    """

    name: str
    ref: str
    companions: frozenset[str] = frozenset()
    listed: bool = True
    nth: int = 0


@dataclass(frozen=True, slots=True)
class NameOffer:
    """Two name strings that may be one person; a person should decide."""

    a: str
    b: str
    reason: str


@dataclass(frozen=True, slots=True)
class NameClusters:
    """Name strings by person; `reasons` says for each joined pair why."""

    groups: tuple[tuple[str, ...], ...]
    reasons: dict[Pair, str] = field(default_factory=dict)
    ambiguous: tuple[NameOffer, ...] = ()


@dataclass(slots=True)
class _Company:
    """All that the mentions say of one name string."""

    companions: set[str] = field(default_factory=set)
    lists: set[str] = field(default_factory=set)


def cluster_names(
    mentions: Iterable[Mention],
    judged: Judged = NOTHING_JUDGED,
    marks: Mapping[str, Marks] = NO_MARKS,
) -> NameClusters:
    """People, as groups of name strings: a pure function of the set of mentions, and of what a
    person judged, which goes before. `marks` are those of some names beside the names' own."""
    company = _company_of(mentions)
    said = _said(company, judged, marks)
    candidates = {pair: alike(*pair) for pair in candidate_names(sorted(company))}
    candidates = {pair: found for pair, found in candidates.items() if found and _may_join(pair)}
    links, weak, reasons = set(), set(), {}
    for (a, b), likeness in candidates.items():
        shared = _shared(a, b, company)
        if company[a].lists & company[b].lists and likeness is not Likeness.SAME:
            continue
        if len(shared) >= _SHARED_NEEDED.get(likeness, 1):
            links.add((a, b))
            reasons[a, b] = _reason(likeness, shared)
        elif shared:
            weak.add((a, b))
    unsure = {pair for pair in links if _fits_two(pair, candidates)}
    links, weak = links - unsure, weak | unsure
    conflicts = _conflicts(links, company, said.same) | said.different
    groups, given_up = consistent(company, links, conflicts, said.same)
    where = {name: number for number, group in enumerate(groups) for name in group}
    reasons = {pair: why for pair, why in reasons.items() if where[pair[0]] == where[pair[1]]}
    settled = {ordered(str(where[a]), str(where[b])) for a, b in said.different}
    offers = {
        (a, b)
        for a, b in given_up | weak
        if where[a] != where[b] and ordered(str(where[a]), str(where[b])) not in settled
    }
    return NameClusters(
        tuple(groups),
        dict(sorted(reasons.items())),
        tuple(NameOffer(a, b, _offer_reason(alike(a, b))) for a, b in sorted(offers)),
    )


def _said(names: Iterable[str], judged: Judged, marks: Mapping[str, Marks]) -> Bounds:
    """What people said of the names, and that names with the number of one person are one."""
    said = judged.bounds(
        {name: marks_of_name(name) | marks.get(name, frozenset()) for name in names}
        if judged
        else {}
    )
    bearers: dict[str, list[str]] = defaultdict(list)
    for name in sorted(names):
        if of_bearer(number := folded(name).number):
            bearers[number].append(name)
    one = {pair for found in bearers.values() for pair in pairwise(found)}
    return Bounds(said.same | one, said.different - one)


def _may_join(pair: Pair) -> bool:
    """Nothing but a place in a list is known of somebody with a number such as “~2”."""
    numbers = [folded(name).number for name in pair]
    return all(of_bearer(number) or not is_own_number(number) for number in numbers)


def _company_of(mentions: Iterable[Mention]) -> dict[str, _Company]:
    found: dict[str, _Company] = defaultdict(_Company)
    for mention in mentions:
        name = " ".join(mention.name.split())
        found[name].companions |= {
            person_key(other) for other in mention.companions if " ".join(other.split()) != name
        }
        if mention.listed:
            found[name].lists.add(mention.ref)
    return dict(found)


def candidate_names(names: list[str]) -> set[Pair]:
    """Pairs that share a blocking key.

    A family name with one initial that more than 400 strings bear is not searched pair by pair:
    its strings meet under their whole names only.
    """
    buckets: dict[str, list[str]] = defaultdict(list)
    for name in names:
        for key in name_keys(name):
            buckets[key].append(name)
    return {
        ordered(a, b)
        for bucket in buckets.values()
        if len(bucket) <= _BUCKET_LIMIT
        for a, b in combinations(bucket, 2)
    }


def _shared(a: str, b: str, company: dict[str, _Company]) -> set[str]:
    """Companions of both. The own page counts: there the other print is its owner's company."""
    shared = company[a].companions & company[b].companions
    for one, other in ((a, b), (b, a)):
        if person_key(other) in company[one].companions:
            shared = shared | {person_key(other)}
    return shared


def _fits_two(pair: Pair, candidates: dict[Pair, Likeness]) -> bool:
    """Whether an initial of the pair also fits a full name that excludes the pair's own."""
    if candidates[pair] is not Likeness.INITIALS:
        return False
    for short, full in (pair, pair[::-1]):
        others = (b if a == short else a for a, b in candidates if short in (a, b))
        if any(not alike(full, other) for other in others):
            return True
    return False


def _conflicts(links: set[Pair], company: dict[str, _Company], bound: frozenset[Pair]) -> set[Pair]:
    """Pairs of one linked group that cannot be one person, for all names that are bound to
    either."""
    found: set[Pair] = set()
    names = {name: part for part in components(company, bound) for name in part}
    for group in components(company, links | bound):
        for a, b in combinations(group, 2):
            every = list(product(names[a], names[b]))
            fits = any(alike(*pair) for pair in every)
            if not fits or any(_in_one_list(*pair, company) for pair in every):
                found.add((a, b))
    return found


def _in_one_list(a: str, b: str, company: dict[str, _Company]) -> bool:
    return alike(a, b) is not Likeness.SAME and bool(company[a].lists & company[b].lists)


def _reason(likeness: Likeness, shared: set[str]) -> str:
    if likeness is Likeness.SAME:
        return "the same name"
    said = likeness.name.lower().replace("_", " ")
    return f"{said}; in common: {', '.join(sorted(shared)[:3])}"


def _offer_reason(likeness: Likeness) -> str:
    name = likeness.name.lower().replace("_", " ")
    return f"{name}, and other names fit as well or too little is shared"
