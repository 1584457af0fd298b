"""How many people bear a name, and by what each is known."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from hashlib import blake2s
from itertools import combinations
from operator import or_

from importer.match.alike import alike
from importer.match.grouping import Pair, consistent, ordered
from importer.match.judged import Marks
from importer.match.labels import Labels
from importer.match.marks import mark_of_page
from importer.match.people import Mention
from importer.match.signs import NOTHING, Signs, related, unlike

Place = tuple[str, str, int]  # ref, name as printed, how often the list has it before


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
class Bearer:
    """One of several who bear a name. `label` is what a person called them, if one spoke of them;
    `number` is the same whatever is imported first."""

    number: str
    label: str
    pages: frozenset[str]
    signs: Signs


def bearers_of(
    letters: str, pages: Sequence[OwnPage], standings: Sequence[Standing], labels: Labels
) -> list[Bearer]:
    """Those of whom there is evidence that they are not one; none where there is none. `pages`
    are those of owners of the name, `standings` all places of this name and of names like it."""
    said = {page.key: labels.of(frozenset([mark_of_page(page.key)])) for page in pages}
    known = labels.bearing(letters) | {label for label in said.values() if label}
    if len(known) + sum(not label for label in said.values()) < 2:
        return []
    told = {mark_of_page(page.key): of_others(page.signs, page.owner) for page in pages}
    spoken = {label: _signs_of(label, standings, labels) for label in known}
    nodes = told | spoken
    bounds = labels.judged.bounds({node: frozenset([node]) for node in nodes})
    barred = bounds.different | {ordered(a, b) for a, b in combinations(known, 2)} - bounds.same
    bound = {ordered(mark_of_page(key), label) for key, label in said.items() if label}
    links = _links(told | {x: spoken[x] for x in known - set(said.values())}) - barred
    groups, _ = consistent(nodes, links, barred, bound | bounds.same)
    return [
        _bearer(group, known, pages, nodes)
        for group in groups
        if any(_are_two(group, other, told, barred) for other in groups if other != group)
    ]


def of_others(signs: Signs, name: str) -> Signs:
    """Without names that may be the bearer's own in the company."""
    return replace(signs, company=frozenset(n for n in signs.company if not alike(n, name)))


def _links(nodes: Mapping[str, Signs]) -> set[Pair]:
    """Pairs of pages with anything in common, and of pages and those of whom a person spoke. Who
    was said to have a page is looked for on that page alone: their other works join no pages."""
    return {ordered(a, b) for a, b in combinations(nodes, 2) if related(nodes[a], nodes[b])}


def _are_two(
    one: Sequence[str], other: Sequence[str], told: Mapping[str, Signs], barred: Iterable[Pair]
) -> bool:
    """Whether a person said so of the two groups, or their pages do."""
    if any(ordered(a, b) in barred for a in one for b in other):
        return True
    signs, others = (_all(told[node] for node in group if node in told) for group in (one, other))
    return unlike(signs, others)


def _all(signs: Iterable[Signs]) -> Signs:
    return reduce(or_, signs, NOTHING)


def _bearer(
    group: Sequence[str], labels: set[str], pages: Sequence[OwnPage], nodes: Mapping[str, Signs]
) -> Bearer:
    label = min(labels & set(group), default="")
    keys = [page.key for page in pages if mark_of_page(page.key) in group]
    signs = _all(nodes[node] for node in group)
    return Bearer(_number(label or min(keys)), label, frozenset(keys), signs)


def _number(known_by: str) -> str:
    """Unlike that of any other person."""
    digest = blake2s(known_by.encode(), digest_size=5).digest()
    return "~" + base64.b32encode(digest).decode().lower()[:7]


def _signs_of(label: str, standings: Iterable[Standing], labels: Labels) -> Signs:
    """What the places tell of which a person said that they are this bearer's."""
    return _all(
        of_others(place.signs, place.mention.name)
        for place in standings
        if place.marks and labels.of(place.marks) == label
    )
