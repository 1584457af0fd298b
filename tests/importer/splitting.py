"""One printed name on two lists, and the person made two."""

from __future__ import annotations

from importer.duplicates.split import split
from importer.records import Reading
from people.models import Person
from publications.models import Publication
from tests.importer.namesake_pages import LOOMS, MOONS, TIDES, VALVES
from tests.importer.small_pages import page


def lists() -> list[Reading]:
    """Lists of two co-authors: one printed name, and nothing that tells of two people."""
    return [
        page("mary.txt", "Mary Shelley", LOOMS, VALVES),
        page("bob.txt", "Bob Reed", TIDES, MOONS),
    ]


def wang() -> Person:
    return Person.objects.get(family_name="Wang", given_name="Wei")


def authored(person: Person, *titles: str) -> set[int]:
    return {a.pk for a in person.authorships.filter(publication__title__in=titles)}


def works_of(person: Person) -> set[str]:
    return set(Publication.objects.of_person(person).values_list("title", flat=True))


def split_rivers_off() -> tuple[Person, Person]:
    """The one person of the lists made two: looms, and rivers."""
    person = wang()
    _, other = split(person, authored(person, TIDES[0], MOONS[0]), ())
    return person, other
