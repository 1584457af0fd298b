"""Printed names to people: one Person for all spellings of a name."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import cast

from core.batches import batched
from importer.match.fold import fold
from importer.match.judged import Judged, Marks
from importer.match.marks import marks_of_name
from importer.match.names import PersonName, name_keys, split_name
from importer.match.people import Mention, cluster_names
from importer.models import ImportedPage, ImportedRow, Subject
from importer.names import mentions, printed_names
from importer.records import MemberRecord
from importer.save.judgements import judged_on, mark_of, names_beside
from importer.save.merging import link_of, merge_people
from importer.save.readings import Stored, sharing
from importer.save.rows import make, write
from importer.save.told import Told
from importer.save.wanted import Wanted
from people.models import NameVariant, Person

ROUNDS = 4  # of looking for names like the names found; more than any chain of spellings needs
FAMILY_NAMES = Path(__file__).parent.parent / "knowledge" / "family_names.toml"

People = dict[str, Person | None]


def resolve(stored: Sequence[Stored], more: Iterable[str] = ()) -> People:
    """{printed name: person} for all names of the records, for `more` names that records had,
    and for the names like them.

    People are made where nobody bears a name yet. None stands for a person whom an editor
    deleted.
    """
    printed = {name for item in stored for name in printed_names(item.record)}
    printed |= {item.owner for item in stored if item.owner} | set(more)
    judged = judged_on(Subject.PERSON)
    told, members = _mentions_like(printed | names_beside(printed, judged))
    groups = cluster_names(told, judged).groups
    counts = Counter(mention.name for mention in told if mention.listed)
    found: People = {}
    new: list[tuple[Sequence[str], Wanted]] = []
    book = _Book(groups, judged)
    for group in sorted(groups, key=lambda g: (-len(g), g)):
        wanted = wanted_person(group, counts, book.owners & set(group), members & set(group))
        person = book.bearer(group)
        if person:
            book.update(person, wanted)
            found.update(dict.fromkeys(group, person))
        elif book.was_deleted(wanted):
            found.update(dict.fromkeys(group))
        else:
            new.append((group, wanted))
    for (names, _), made in zip(new, make([(w, {}, None) for _, w in new]), strict=True):
        found.update(dict.fromkeys(names, cast(Person, made.instance)))
    return found


def _mentions_like(names: Iterable[str]) -> tuple[list[Mention], set[str]]:
    """All mentions of the names, and of every name that shares a blocking key with them; and
    the names by which pages list members."""
    keys = {f"name:{key}" for name in names for key in name_keys(name)}
    asked: set[str] = set()
    found: dict[str, Stored] = {}
    relevant: set[str] = set(names)
    for _ in range(ROUNDS):
        if not keys - asked:
            break
        new = sharing(keys - asked)
        asked |= keys
        found.update({item.ref: item for item in new})
        relevant = {
            name
            for item in found.values()
            for name in printed_names(item.record)
            if asked & {f"name:{key}" for key in name_keys(name)}
        }
        keys = {f"name:{key}" for name in relevant for key in name_keys(name)}
    told = [m for item in found.values() for m in mentions(item.record, item.ref, item.owner)]
    members = {
        name
        for item in found.values()
        if isinstance(item.record, MemberRecord)
        for name in printed_names(item.record)
    }
    return [mention for mention in told if mention.name in relevant], members


class _Book:
    """Who bears which name, and what the importer knows of them, read once for all groups."""

    def __init__(self, groups: Sequence[Sequence[str]], judged: Judged) -> None:
        self.judged = judged
        names = {printed: split_name(printed) for group in groups for printed in group}
        self.bearers = _bearers(names)
        people = {person.pk for bearers in self.bearers.values() for person in bearers}
        links = ImportedRow.objects.of(Person, people)
        self.links: dict[int, ImportedRow | None] = {link.object_id: link for link in links}
        self.told = Told(links)
        self.owners = ImportedPage.objects.owners_among(names)
        self.deleted = _deleted(groups)
        self.taken: set[int] = set()

    def bearer(self, group: Sequence[str]) -> Person | None:
        """The person of these names; several who turn out to be one are merged."""
        known = {p.pk: p for printed in group for p in self.bearers.get(printed, ())}
        if self.judged.different:
            marks = frozenset(mark for printed in group for mark in marks_of_name(printed))
            apart = [key for key, p in known.items() if self._is_another(p, marks)]
            known = {key: person for key, person in known.items() if key not in apart}
        people = [known[key] for key in sorted(known) if key not in self.taken]
        if len(people) > 1:
            people = [merge_people(people)]
            self.links[people[0].pk] = link_of(people[0])
        self.taken.update(person.pk for person in people)
        return people[0] if people else None

    def _is_another(self, person: Person, marks: Marks) -> bool:
        """Whether somebody said that the person is not the one whom pages print so."""
        return self.judged.apart(marks, frozenset({mark_of(person)}))

    def update(self, person: Person, wanted: Wanted) -> None:
        link = self.links.get(person.pk)
        if link is None or not self.told.already(wanted, link):
            write(wanted, link, person)

    def was_deleted(self, wanted: Wanted) -> bool:
        """Whether an editor deleted a person whom the importer had made for one of the names."""
        return any(row.key in self.deleted for row in wanted.children["variants"])


def _deleted(groups: Sequence[Sequence[str]]) -> set[str]:
    """Identities of spellings whose person is gone."""
    keys = {row.key for group in groups for row in _variants(group)}
    parents: dict[int, set[str]] = {}
    for link, above in ImportedRow.objects.identified(keys, NameVariant, Person):
        parents.setdefault(above.object_id, set()).add(link.identity)
    for some in batched(list(parents)):
        for pk in Person.objects.filter(pk__in=some).values_list("pk", flat=True):
            parents.pop(pk)
    return {key for keys in parents.values() for key in keys}


def _bearers(names: Mapping[str, PersonName]) -> dict[str, list[Person]]:
    """{printed name: people who bear it}: by a spelling, or by the name that an editor typed."""
    printed = {(_plain(name), name.number): text for text, name in names.items()}
    people = Person.objects.prefetch_related("variants")
    found: dict[str, list[Person]] = {}
    for batch in batched({plain for plain, _ in printed}):
        for person in people.filter(variants__name__in=batch).distinct():
            for variant in person.variants.all():
                if text := printed.get((variant.name, variant.homonym_number)):
                    found.setdefault(text, []).append(person)
    ends = {end for plain, number in printed if not number for end in _ends(plain)}
    for batch in batched(sorted(ends)):
        for person in Person.objects.filter(family_name__in=batch, variants__isnull=True):
            plain = " ".join(part for part in (person.given_name, person.family_name) if part)
            if text := printed.get((plain, "")):
                found.setdefault(text, []).append(person)
    return found


def _ends(plain: str) -> set[str]:
    """What may be the family name of somebody of that name: its last words, or none."""
    words = plain.split(" ")
    return {" ".join(words[start:]) for start in range(len(words) + 1)}


def _plain(name: PersonName) -> str:
    return " ".join(part for part in (name.given, name.family) if part)


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
    return Wanted(Person, fields, children={"variants": _variants(group)})


def _variants(group: Sequence[str]) -> list[Wanted]:
    found = []
    for printed in group:
        name = split_name(printed)
        fields = {"name": _plain(name), "homonym_number": name.number}
        found.append(Wanted(NameVariant, fields, ("name", "homonym_number")))
    return found


def _display_name(printed: str, group: Sequence[str]) -> tuple[PersonName, bool]:
    """The parts of the name, and whether the family name stands first in it.

    A name alone does not tell; where it is printed in both orders and its first word is a
    family name that usually stands first, it does.
    """
    words = printed.split()
    swapped = " ".join(words[::-1])
    both = len(words) == 2 and any(fold(swapped) == fold(other) for other in group)
    usual = _usually_first()
    if both and fold(words[0]) in usual and fold(words[1]) not in usual:
        return split_name(printed, family_first_hint=True), True
    return split_name(printed), False


@cache
def _usually_first() -> frozenset[str]:
    lists = tomllib.loads(FAMILY_NAMES.read_text(encoding="utf-8"))
    return frozenset(fold(name) for names in lists.values() for name in names.split())
