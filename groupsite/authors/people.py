"""Who bears a printed name; new people of a printed name."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from core.batches import batched
from importer.match.fold import fold
from importer.match.names import split_name
from people.models import NameVariant, Person


def bearers(
    printed: Iterable[str], among: QuerySet[Person] | None = None
) -> dict[str, list[Person]]:
    """{printed name: the people of that name}, by a spelling kept for them or the name typed;
    of all people, or of those `among` whom somebody may choose."""
    chosen_from = Person.objects.named() if among is None else among
    wanted = {name: split_name(name) for name in printed}
    spelt: dict[tuple[str, str], list[Person]] = {}
    for batch in batched(wanted.values()):
        plain = [f"{name.given} {name.family}".strip() for name in batch]
        some = Q(variants__name__in=plain) | Q(family_name__in=[name.family for name in batch])
        for person in chosen_from.filter(some).distinct().prefetch_related("variants"):
            for spelling in _spellings(person):
                people = spelt.setdefault(spelling, [])
                people += [person] if person not in people else []
    return {
        name: spelt.get((fold(f"{parts.given} {parts.family}".strip()), parts.number), [])
        for name, parts in wanted.items()
    }


def _spellings(person: Person) -> set[tuple[str, str]]:
    """(folded name, homonym number) of the person; a number once known is part of the name."""
    found = {(fold(v.name), v.homonym_number) for v in person.variants.all()}
    plain = fold(f"{person.given_name} {person.family_name}".strip())
    return found if any(name == plain for name, _ in found) else found | {(plain, "")}


def new_person(printed: str) -> Person:
    """A person of that name, without a page of their own, not yet saved."""
    name = split_name(printed)
    return Person(given_name=name.given, family_name=name.family, has_profile=False)


def save_person(person: Person, printed: str) -> None:
    """Saves a new person, and the number that an index gave to their name."""
    person.save()
    if number := split_name(printed).number:
        NameVariant.objects.create(person=person, name=person.name, homonym_number=number)


def namesakes(printed: Iterable[str], among: QuerySet[Person]) -> dict[str, list[Person]]:
    """{printed name: people of the same family name, among those}."""
    families = {name: split_name(name).family for name in printed}
    found: dict[str, list[Person]] = {}
    for person in among.filter(family_name__in=set(families.values())):
        found.setdefault(person.family_name, []).append(person)
    return {name: found.get(family, []) for name, family in families.items()}
