"""Names as editors paste them, read with the importer's knowledge of names."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.db.models import Q

from core.batches import batched
from importer.match.fold import fold
from importer.match.names import split_name
from importer.parse.names import can_be, split
from importer.parse.works.bylines import turned
from people.models import NameVariant, Person

LONGEST_NAME = 200
# Numbers of affiliations after a name; a homonym number stands apart.
SUPERSCRIPTS = re.compile(r"(?<=[^\W\d_])\d+(?:\s?,\s?\d+)*")
# One name that an author list of BibTeX or of a library gives family name first.
FAMILY_FIRST = re.compile(r"((?:[a-z]+ )*[^\s,;]+),\s*([^,;]+)")
ET_AL = re.compile(r"[\s,;]*\b(?:and\s+)?(?:et\s+al\b\.?|others)\s*$", re.I)


def author_line(text: str) -> tuple[list[str], bool]:
    """(names in the order of speech, whether "et al." ends the line) of a pasted author line.

    Apart by commas, semicolons, "and" or line ends, either name first. Raises ValueError with
    a sentence for an editor where a part is no name.
    """
    text = SUPERSCRIPTS.sub("", ", ".join(line.strip(" ,") for line in text.strip().splitlines()))
    body, cut = ET_AL.subn("", text)
    names = _names(body)
    for name in names:
        if not can_be(name) or len(name) > LONGEST_NAME:
            raise ValueError(f"“{name[:80]}” does not look like a name. Paste names only.")
    if not names:
        raise ValueError("There is no name in this line.")
    return names, bool(cut)


def _names(text: str) -> list[str]:
    for separator in (r"\s*;\s*(?:and\s+)?", r"\s+and\s+"):
        parts = [FAMILY_FIRST.fullmatch(part) for part in re.split(separator, text.strip(" .;,"))]
        if len(parts) > 1 and all(parts):
            return [f"{part[2].strip()} {part[1]}" for part in parts if part]
    if found := turned(text):
        return [name.name for name in found[0]]
    return list(split(text).names)


def bearers(printed: Iterable[str]) -> dict[str, list[Person]]:
    """{printed name: the people of that name}, by a spelling kept for them or the name typed."""
    wanted = {name: split_name(name) for name in printed}
    spelt: dict[tuple[str, str], list[Person]] = {}
    for batch in batched(wanted.values()):
        plain = [f"{name.given} {name.family}".strip() for name in batch]
        some = Q(variants__name__in=plain) | Q(family_name__in=[name.family for name in batch])
        for person in Person.objects.filter(some).named().distinct().prefetch_related("variants"):
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


def namesakes(printed: Iterable[str]) -> dict[str, list[Person]]:
    """{printed name: people of the same family name}."""
    families = {name: split_name(name).family for name in printed}
    found: dict[str, list[Person]] = {}
    for person in Person.objects.filter(family_name__in=set(families.values())).named():
        found.setdefault(person.family_name, []).append(person)
    return {name: found.get(family, []) for name, family in families.items()}
