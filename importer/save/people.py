"""Printed names to people: one Person for all spellings of a name, and for each who bears it."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import cast

from importer.match.bearers import Place, Standing
from importer.match.fold import fold
from importer.match.labels import Labels
from importer.match.marks import letters_of
from importer.match.names import PersonName, as_printed, folded, split_name
from importer.match.namesakes import Apart, tell_apart
from importer.match.people import Mention, cluster_names
from importer.models import ImportedPage, Subject
from importer.names import printed_names
from importer.records import MemberRecord, PersonRecord
from importer.save.book import Book, variants
from importer.save.judgements import judged_on, names_beside
from importer.save.readings import Stored
from importer.save.rows import make
from importer.save.standings import Near, near, own_pages
from importer.save.wanted import Wanted
from people.models import Person

FAMILY_NAMES = Path(__file__).parent.parent / "knowledge" / "family_names.toml"


@dataclass(frozen=True)
class People:
    """Who is meant by a printed name; None stands for a person whom an editor deleted, and for
    one of several whom nobody can tell apart.

    `places` and `owners` (of pages, by their keys) go before `names`, where several people bear a
    name, or did until now: `doubtful` are such names as printed, `concerned` the records that
    print one, by their refs, `pages` those whose owners bear one.
    """

    names: dict[str, Person | None] = field(default_factory=dict)
    places: dict[Place, Person | None] = field(default_factory=dict)
    owners: dict[str, Person | None] = field(default_factory=dict)
    doubtful: frozenset[str] = frozenset()
    concerned: dict[str, Stored] = field(default_factory=dict)
    pages: dict[str, ImportedPage] = field(default_factory=dict)

    def of(self, printed: str, ref: str, nth: int = 0) -> Person | None:
        """Whom a record means that prints the name, having printed it `nth` times before."""
        place = (ref, printed, nth)
        return self.places[place] if place in self.places else self.names.get(printed)

    def owner_of(self, page: ImportedPage) -> Person | None:
        if page.key in self.owners:
            return self.owners[page.key]
        return self.names.get(page.owner_name)

    def known(self) -> dict[int, Person]:
        found = (*self.names.values(), *self.places.values(), *self.owners.values())
        return {person.pk: person for person in found if person}

    def __or__(self, other: People) -> People:
        return People(
            self.names | other.names,
            self.places | other.places,
            self.owners | other.owners,
            self.doubtful | other.doubtful,
            self.concerned | other.concerned,
            self.pages | other.pages,
        )


def resolve(stored: Sequence[Stored], more: Iterable[str] = ()) -> People:
    """Who is meant by all names of the records, by `more` names that records had, and by the
    names like them.

    People are made where nobody bears a name yet.
    """
    printed = {name for item in stored for name in printed_names(item.record)}
    printed |= {item.owner for item in stored if item.owner} | set(more)
    judged = judged_on(Subject.PERSON)
    labels = Labels(judged)
    found = near(printed | names_beside(printed, judged))
    pages = own_pages(found.items, labels)
    standings = found.standings(labels, pages)
    apart = tell_apart(standings, pages, labels)
    told = list(_renamed(standings, apart))
    marks = {m.name: known for m in told if (known := apart.marks.get(folded(m.name).number))}
    groups = cluster_names(told, judged, marks).groups
    owners = ImportedPage.objects.owners_among(found.names) | {
        name for name in apart.pages.values() if name
    }
    members = _names_in(found, apart, MemberRecord)
    counts = Counter(mention.name for mention in told if mention.listed)
    names: dict[str, Person | None] = {}
    new: list[tuple[Sequence[str], Wanted]] = []
    book = Book(groups, judged, _owned(found, apart), marks, _forsaken(found, apart))
    for group in sorted(groups, key=lambda g: (-len(g), g)):
        wanted = wanted_person(group, counts, owners & set(group), members & set(group))
        person = book.bearer(group)
        if person:
            book.update(person, wanted)
            names.update(dict.fromkeys(group, person))
        elif book.was_deleted(group):
            names.update(dict.fromkeys(group))
        else:
            new.append((group, wanted))
    for (spelt, _), made in zip(new, make([(w, {}, None) for _, w in new]), strict=True):
        names.update(dict.fromkeys(spelt, cast(Person, made.instance)))
    return _people(names, found, apart, book.joined)


def _renamed(standings: Iterable[Standing], apart: Apart) -> Iterable[Mention]:
    """The mentions under names that tell their bearers apart, without those that nobody can."""
    for standing in standings:
        name = apart.places.get(standing.place, standing.mention.name)
        if name:
            yield replace(standing.mention, name=name)


def _names_in(found: Near, apart: Apart, record_type: type[MemberRecord]) -> set[str]:
    """The names by which records of a type list people."""
    return {
        name
        for item in found.items
        if isinstance(item.record, record_type)
        for printed in printed_names(item.record)
        if (name := apart.places.get((item.ref, printed, 0), printed))
    }


def _own(found: Near) -> dict[str, ImportedPage]:
    pages = (item.row.page for item in found.items if isinstance(item.record, PersonRecord))
    return {page.key: page for page in pages}


def _owned(found: Near, apart: Apart) -> dict[str, set[int]]:
    """The keys of people who own pages, by the names that tell them apart."""
    owned: dict[str, set[int]] = {}
    for key, page in _own(found).items():
        if (name := apart.pages.get(key)) and page.owner_id:
            owned.setdefault(name, set()).add(page.owner_id)
    return owned


def _forsaken(found: Near, apart: Apart) -> set[str]:
    """The names that tell the owners of pages apart, of pages read before that have no owner."""
    own = (item for item in found.items if isinstance(item.record, PersonRecord))
    left = (i.row.page for i in own if i.row.page.owner_id is None and i.row.decision)
    return {name for page in left if (name := apart.pages.get(page.key))}


def _people(
    names: dict[str, Person | None], found: Near, apart: Apart, joined: Iterable[str]
) -> People:
    """`joined`: names that several people bore until now."""
    letters = {letters_of(name) for _, name, _ in apart.places} | set(map(letters_of, joined))
    doubtful = frozenset(name for name in found.names if letters_of(name) in letters)
    concerned = {
        item.ref: item
        for item in found.items
        if doubtful and not doubtful.isdisjoint(printed_names(item.record))
    }
    pages = {key: page for key, page in _own(found).items() if page.owner_name in doubtful}
    owners = {k: names.get(apart.pages.get(k, p.owner_name) or "") for k, p in pages.items()}
    places = {place: names.get(name or "") for place, name in apart.places.items()}
    return People(names, places, owners, doubtful, concerned, pages)


def wanted_person(
    group: Sequence[str], counts: Counter[str], owned: set[str], members: set[str]
) -> Wanted:
    """The person whom pages print under the names of the group, `counts` times each; owners of
    pages and members have a page of their own."""
    printed = max(owned or members or group, key=lambda n: (counts[n], len(n), n))
    name, family_first = _display_name(printed, group)
    fields = {
        "given_name": name.given,
        "family_name": name.family,
        "family_first": family_first,
        "has_profile": bool(owned or members),
    }
    return Wanted(Person, fields, children={"variants": variants(group)})


def _display_name(printed: str, group: Sequence[str]) -> tuple[PersonName, bool]:
    """The parts of the name, and whether the family name stands first in it.

    A name alone does not tell; where it is printed in both orders and its first word is a
    family name that usually stands first, it does.
    """
    words = as_printed(printed).split()
    swapped = " ".join(words[::-1])
    both = len(words) == 2 and any(fold(swapped) == fold(as_printed(other)) for other in group)
    usual = _usually_first()
    if both and fold(words[0]) in usual and fold(words[1]) not in usual:
        return split_name(printed, family_first_hint=True), True
    return split_name(printed), False


@cache
def _usually_first() -> frozenset[str]:
    lists = tomllib.loads(FAMILY_NAMES.read_text(encoding="utf-8"))
    return frozenset(fold(name) for names in lists.values() for name in names.split())
