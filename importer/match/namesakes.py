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

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from importer.match.alike import Likeness, alike
from importer.match.bearers import Bearer, OwnPage, Place, Standing, bearers_of, of_others
from importer.match.judged import Marks
from importer.match.labels import NOTHING_SAID, Labels
from importer.match.marks import letters_of, mark_of_page
from importer.match.names import folded
from importer.match.signs import certain, in_company

Score = tuple[bool, bool, int]


@dataclass(frozen=True, slots=True)
class Apart:
    """Names that several people bear: with the number of the one who is meant; None where
    nobody can say. `pages` are those of such people; `marks` by number how each is known."""

    places: dict[Place, str | None] = field(default_factory=dict)
    pages: dict[str, str | None] = field(default_factory=dict)
    marks: dict[str, Marks] = field(default_factory=dict)


def tell_apart(
    standings: Iterable[Standing], pages: Iterable[OwnPage] = (), labels: Labels = NOTHING_SAID
) -> Apart:
    """Who is meant where a name stands that several people bear: a pure function of the sets
    of standings and own pages, and of what was judged."""
    found = Apart()
    standings = sorted(standings, key=lambda s: s.place)
    by_letters: dict[str, list[Standing]] = defaultdict(list)
    for standing in standings:
        if not folded(standing.mention.name).number:
            by_letters[letters_of(standing.mention.name)].append(standing)
    own: dict[str, list[OwnPage]] = defaultdict(list)
    for page in sorted(pages, key=lambda p: p.key):
        own[letters_of(page.owner)].append(page)
    split: dict[str, list[Bearer]] = {}
    for letters, places in by_letters.items():
        bearers = bearers_of(letters, own[letters], standings, labels)
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


def _own_pages(pages: Iterable[OwnPage], bearers: Sequence[Bearer], found: Apart) -> None:
    for page in pages:
        owner = next((b for b in bearers if page.key in b.pages), None)
        found.pages[page.key] = f"{page.owner} {owner.number}" if owner else None
    for bearer in bearers:
        known = {mark_of_page(key) for key in bearer.pages} | ({bearer.label} - {""})
        found.marks[bearer.number] = frozenset(known)


# ---------------------------------------------------------------- who is meant at a place


def _assign(
    places: Iterable[Standing], bearers: Sequence[Bearer], labels: Labels, found: Apart
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


def _chosen(waiting: Sequence[Standing], free: Iterable[Bearer]) -> list[Bearer | None]:
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
    chosen: list[Bearer | None] = [bearer for _, bearer in ranked]
    return [*chosen, *[None] * (number - len(chosen))]


def _score(standing: Standing, bearer: Bearer) -> Score:
    """How much the place tells of the bearer: that the page is theirs, a work or an address of
    theirs, people and institutions in common."""
    signs = of_others(standing.signs, standing.mention.name)
    return (
        standing.page in bearer.pages,
        certain(signs, bearer.signs),
        in_company(signs, bearer.signs),
    )


def _assign_alike(
    by_letters: Mapping[str, Sequence[Standing]],
    split: Mapping[str, Sequence[Bearer]],
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


def _best(standing: Standing, free: Sequence[Bearer], likeness: Likeness) -> Bearer | None:
    bearer = _chosen([standing], free)[0]
    if bearer is None:
        return None
    own, sure, company = _score(standing, bearer)
    return bearer if own or sure or company > (likeness is Likeness.MIDDLE_NAME) else None
