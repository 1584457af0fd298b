"""Printed names to people: one Person for all spellings of a name."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q

from importer.match.fold import fold
from importer.match.names import PersonName, name_keys, split_name
from importer.match.people import Mention, cluster_names
from importer.models import ImportedPage, ImportedRow
from importer.names import mentions, printed_names
from importer.save.merging import link_of, merge_people
from importer.save.readings import Stored, sharing
from importer.save.rows import Wanted, write
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
    names = {name for item in stored for name in printed_names(item.record)}
    names |= {item.owner for item in stored if item.owner} | set(more)
    told = _mentions_like(names)
    groups = cluster_names(told).groups
    counts = Counter(mention.name for mention in told if mention.listed)
    found: People = {}
    taken: set[int] = set()
    for group in sorted(groups, key=lambda g: (-len(g), g)):
        person = _write_person(group, counts, taken)
        found.update(dict.fromkeys(group, person))
        if person:
            taken.add(person.pk)
    return found


def _mentions_like(names: Iterable[str]) -> list[Mention]:
    """All mentions of the names, and of every name that shares a blocking key with them."""
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
    return [mention for mention in told if mention.name in relevant]


def _write_person(group: Sequence[str], counts: Counter[str], taken: set[int]) -> Person | None:
    people = [person for person in _bearers(group) if person.pk not in taken]
    if len(people) > 1:
        people = [merge_people(people)]
    person = people[0] if people else None
    if person is None and _was_deleted(group):
        return None
    link = link_of(person) if person else None
    written = write(_wanted(group, counts), link, person)
    assert isinstance(written.instance, Person)
    return written.instance


def _bearers(group: Sequence[str]) -> list[Person]:
    """People who bear one of the names, those known longest first."""
    condition = Q(pk__in=[])
    for printed in group:
        name = split_name(printed)
        plain = f"{name.given} {name.family}".strip()
        condition |= Q(variants__name=plain, variants__homonym_number=name.number)
        if not name.number:
            condition |= Q(given_name=name.given, family_name=name.family, variants__isnull=True)
    return list(Person.objects.filter(condition).distinct().order_by("pk"))


def _was_deleted(group: Sequence[str]) -> bool:
    """Whether an editor deleted a person whom the importer had made for one of these names."""
    kind = ContentType.objects.get_for_model(NameVariant)
    keys = [variant.key for variant in _variants(group)]
    links = ImportedRow.objects.filter(content_type=kind, identity__in=keys, parent__isnull=False)
    return any(link.parent and link.parent.row is None for link in links.select_related("parent"))


def _wanted(group: Sequence[str], counts: Counter[str]) -> Wanted:
    pages = ImportedPage.objects.filter(owner_name__in=group)
    owned = set(pages.values_list("owner_name", flat=True))
    printed = max(owned or group, key=lambda n: (counts[n], len(n), n))
    name, family_first = _display_name(printed, group)
    fields = {
        "given_name": name.given,
        "family_name": name.family,
        "family_first": family_first,
        "has_profile": bool(owned),
    }
    return Wanted(Person, fields, children={"variants": _variants(group)})


def _variants(group: Sequence[str]) -> list[Wanted]:
    found = []
    for printed in group:
        name = split_name(printed)
        plain = " ".join(part for part in (name.given, name.family) if part)
        fields = {"name": plain, "homonym_number": name.number}
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
