"""People whose names are printed alike, told apart.

One printed name is one person unless there is strong evidence of two:

| evidence                                                     | who is who                     |
| ------------------------------------------------------------ | ------------------------------ |
| two own pages that clearly are of two people (signs.unlike)  | each is the owner of one       |
| a person said so, and which works are whose                  | as was said                    |
| an author list prints the name twice                         | the second is another person   |

Pages with anything in common, over whatever third page, are one person's. Of the first two kinds
of evidence each person is known by their pages, works and company; where the name stands, it
goes to the one of whom that place tells most: what a person said, the own page, a work or an
address, then the number of companions. A place that tells of two as much, or of none, goes to
nobody. The third kind tells of nobody's company, so all other places stay with the first.

The answer is names with numbers (names.is_own_number), as an index prints them of homonyms: what
comes after takes them for two people.
"""

from __future__ import annotations

import base64
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from hashlib import blake2s
from itertools import combinations
from operator import or_

from importer.match.alike import Likeness, alike
from importer.match.grouping import Pair, consistent, ordered
from importer.match.judged import Marks
from importer.match.labels import NOTHING_SAID, Labels
from importer.match.marks import letters_of, mark_of_page
from importer.match.names import folded
from importer.match.people import Mention
from importer.match.signs import NOTHING, Signs, certain, in_company, related, unlike

Place = tuple[str, str, int]  # ref, name as printed, how often the list has it before
Score = tuple[bool, bool, int]


@dataclass(frozen=True, slots=True)
class Standing:
    """A name where it stands: the key of its page, what the record tells of the bearer, and the
    marks by which a person's word on it is known."""

    mention: Mention
    page: str = ""
    signs: Signs = NOTHING
    marks: Marks = frozenset()

    @property
    def place(self) -> Place:
        return self.mention.ref, self.mention.name, self.mention.nth


@dataclass(frozen=True, slots=True)
class OwnPage:
    """What a page says of its owner."""

    key: str
    owner: str
    signs: Signs


@dataclass(frozen=True, slots=True)
class Apart:
    """Names that several people bear: with the number of the one who is meant; None where
    nobody can say. `pages` are those of such people; `marks` by number how each is known."""

    places: dict[Place, str | None] = field(default_factory=dict)
    pages: dict[str, str | None] = field(default_factory=dict)
    marks: dict[str, Marks] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Bearer:
    number: str
    label: str
    pages: frozenset[str]
    signs: Signs


def tell_apart(
    standings: Iterable[Standing], pages: Iterable[OwnPage] = (), labels: Labels = NOTHING_SAID
) -> Apart:
    """Who is meant where a name stands that several people bear: a pure function of the sets
    of standings and own pages, and of what was judged."""
    found = Apart()
    by_letters: dict[str, list[Standing]] = defaultdict(list)
    for standing in sorted(standings, key=lambda s: s.place):
        if not folded(standing.mention.name).number:
            by_letters[letters_of(standing.mention.name)].append(standing)
    own: dict[str, list[OwnPage]] = defaultdict(list)
    for page in sorted(pages, key=lambda p: p.key):
        own[letters_of(page.owner)].append(page)
    split: dict[str, list[_Bearer]] = {}
    for letters, places in by_letters.items():
        bearers = _bearers(letters, own[letters], by_letters, labels)
        if len(bearers) < 2:
            _second_places(places, found)
            continue
        split[letters] = bearers
        _assign(places, bearers, labels, found)
        _own_pages(own[letters], bearers, found)
    _assign_alike(by_letters, split, found)
    return found


def _second_places(places: Iterable[Standing], found: Apart) -> None:
    for standing in places:
        if nth := standing.mention.nth:
            found.places[standing.place] = f"{standing.mention.name} ~{min(nth + 1, 9)}"


def _own_pages(pages: Iterable[OwnPage], bearers: Sequence[_Bearer], found: Apart) -> None:
    for page in pages:
        owner = next((b for b in bearers if page.key in b.pages), None)
        found.pages[page.key] = f"{page.owner} {owner.number}" if owner else None
    for bearer in bearers:
        known = {mark_of_page(key) for key in bearer.pages} | ({bearer.label} - {""})
        found.marks[bearer.number] = frozenset(known)


# ---------------------------------------------------------------- how many bear a name


def _bearers(
    letters: str,
    pages: Sequence[OwnPage],
    by_letters: Mapping[str, Sequence[Standing]],
    labels: Labels,
) -> list[_Bearer]:
    """Those of whom there is evidence that they are not one; none where there is none."""
    said = {page.key: labels.of(frozenset([mark_of_page(page.key)])) for page in pages}
    known = labels.bearing(letters) | {label for label in said.values() if label}
    if len(known) + sum(not label for label in said.values()) < 2:
        return []
    nodes = {label: _signs_of(label, by_letters, labels) for label in known}
    nodes |= {mark_of_page(page.key): _of_others(page.signs, page.owner) for page in pages}
    bounds = labels.judged.bounds({node: frozenset([node]) for node in nodes})
    bound = bounds.same | {
        ordered(mark_of_page(key), label) for key, label in said.items() if label
    }
    links = {ordered(a, b) for a, b in combinations(nodes, 2) if related(nodes[a], nodes[b])}
    groups, _ = consistent(nodes, links - bounds.different, bounds.different, bound)
    signs = [reduce(or_, (nodes[node] for node in group)) for group in groups]
    return [
        _bearer(group, sign, set(known), pages)
        for place, (group, sign) in enumerate(zip(groups, signs, strict=True))
        if any(
            unlike(sign, signs[other]) or _is_barred(group, groups[other], bounds.different)
            for other in range(len(groups))
            if other != place
        )
    ]


def _is_barred(one: Sequence[str], other: Sequence[str], barred: frozenset[Pair]) -> bool:
    return any(ordered(a, b) in barred for a in one for b in other)


def _bearer(
    group: Sequence[str], signs: Signs, labels: set[str], pages: Sequence[OwnPage]
) -> _Bearer:
    label = min(labels & set(group), default="")
    keys = [page.key for page in pages if mark_of_page(page.key) in group]
    return _Bearer(_number(label or min(keys)), label, frozenset(keys), signs)


def _number(known_by: str) -> str:
    """The same for the same person, whatever is imported first, and unlike that of any other."""
    digest = blake2s(known_by.encode(), digest_size=5).digest()
    return "~" + base64.b32encode(digest).decode().lower()[:7]


def _signs_of(label: str, by_letters: Mapping[str, Sequence[Standing]], labels: Labels) -> Signs:
    """What the places tell of which a person said that they are this bearer's."""
    places = (place for found in by_letters.values() for place in found if place.marks)
    signs = [_of_others(p.signs, p.mention.name) for p in places if labels.of(p.marks) == label]
    return reduce(or_, signs, NOTHING)


def _of_others(signs: Signs, name: str) -> Signs:
    """Without names that may be the bearer's own in the company."""
    return replace(signs, company=frozenset(n for n in signs.company if not alike(n, name)))


# ---------------------------------------------------------------- who is meant at a place


def _assign(
    places: Iterable[Standing], bearers: Sequence[_Bearer], labels: Labels, found: Apart
) -> None:
    by_label = {bearer.label: bearer for bearer in bearers if bearer.label}
    by_ref: dict[str, list[Standing]] = defaultdict(list)
    for standing in places:
        by_ref[standing.mention.ref].append(standing)
    for together in by_ref.values():
        said = [by_label.get(labels.of(s.marks)) if s.marks else None for s in together]
        free = [bearer for bearer in bearers if bearer not in said]
        waiting = [s for s, bearer in zip(together, said, strict=True) if bearer is None]
        chosen = iter(_chosen(waiting, free))
        for standing, bearer in zip(together, said, strict=True):
            bearer = bearer or next(chosen)
            name = standing.mention.name
            found.places[standing.place] = f"{name} {bearer.number}" if bearer else None


def _chosen(waiting: Sequence[Standing], free: Iterable[_Bearer]) -> list[_Bearer | None]:
    """For each place of one record its bearer: those of whom the record tells most, if no other
    is told of as much."""
    if not waiting:
        return []
    scores = ((_score(waiting[0], bearer), bearer) for bearer in free)
    ranked = sorted(((s, b) for s, b in scores if any(s)), key=lambda each: each[1].number)
    ranked.sort(key=lambda each: each[0], reverse=True)
    number = len(waiting)
    if len(ranked) > number:
        ranked = [each for each in ranked[:number] if each[0] > ranked[number][0]]
    chosen: list[_Bearer | None] = [bearer for _, bearer in ranked]
    return [*chosen, *[None] * (number - len(chosen))]


def _score(standing: Standing, bearer: _Bearer) -> Score:
    """How much the place tells of the bearer: that the page is theirs, a work or an address of
    theirs, people and institutions in common."""
    signs = _of_others(standing.signs, standing.mention.name)
    return (
        standing.page in bearer.pages,
        certain(signs, bearer.signs),
        in_company(signs, bearer.signs),
    )


def _assign_alike(
    by_letters: Mapping[str, Sequence[Standing]],
    split: Mapping[str, Sequence[_Bearer]],
    found: Apart,
) -> None:
    """Other prints of a name that several bear, such as initials, where a place tells whose, and
    no other of its record does. All others stay as they are, to be compared as names are."""
    names = {s.mention.name for places in by_letters.values() for s in places}
    meant: dict[Place, set[str]] = defaultdict(set)
    for letters, bearers in split.items():
        name = by_letters[letters][0].mention.name
        taken = _taken(by_letters[letters], found)
        for others, places in by_letters.items():
            other = places[0].mention.name
            if others in split or not _may_stand_for(other, name, names):
                continue
            for standing in (s for s in places if not s.mention.nth):
                free = [b for b in bearers if (standing.mention.ref, b.number) not in taken]
                if (bearer := _best(standing, free, alike(other, name))) is not None:
                    meant[standing.place].add(bearer.number)
    claims = Counter((place[0], number) for place, numbers in meant.items() for number in numbers)
    for place, numbers in meant.items():
        if len(numbers) == 1 and claims[place[0], (number := min(numbers))] == 1:
            found.places[place] = f"{place[1]} {number}"


def _taken(places: Iterable[Standing], found: Apart) -> set[tuple[str, str]]:
    """(ref, number) of whom a record names already."""
    told = ((standing.mention.ref, found.places[standing.place]) for standing in places)
    return {(ref, folded(name).number) for ref, name in told if name}


def _may_stand_for(short: str, name: str, names: Iterable[str]) -> bool:
    """Whether the one print may be the other name, and no third that is unlike it."""
    likeness = alike(short, name)
    if likeness is not Likeness.INITIALS:
        return bool(likeness)
    return all(alike(name, other) for other in names if alike(short, other))


def _best(standing: Standing, free: Sequence[_Bearer], likeness: Likeness) -> _Bearer | None:
    bearer = _chosen([standing], free)[0]
    if bearer is None:
        return None
    own, sure, company = _score(standing, bearer)
    return bearer if own or sure or company > (likeness is Likeness.MIDDLE_NAME) else None
