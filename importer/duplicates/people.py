"""Pairs of people who may be one, by their names and the company they keep."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product

from django.db.models import QuerySet

from importer.duplicates.judge import marks_of, plain
from importer.duplicates.pairs import Keys, Pair, keys_of, neighbours, strongest_first
from importer.match.alike import Likeness, alike
from importer.match.names import as_printed, folded
from importer.match.people import candidate_names
from importer.models import Subject
from importer.save.judgements import judged_on
from people.models import EmailAddress, Person, ProfileLink
from publications.models import Authorship

MOST = 12  # people of one name: more are no pairs that a person could decide one by one
COMPANY = 0.02  # what each co-author in common adds, up to four
# Likeness: (what is said of it, its strength, the co-authors in common that it needs).
SAID: dict[Likeness, tuple[str, float, int]] = {
    Likeness.SAME: ("The same name", 0.9, 0),
    Likeness.NUMBER: ("The same name, one with a number that tells homonyms apart", 0.7, 0),
    Likeness.SWAPPED: ("The same name in another order", 0.8, 0),
    Likeness.MIDDLE_INITIAL: ("The same name but for a middle initial", 0.7, 0),
    Likeness.NICKNAME: ("A short form of the same given name, and the family name", 0.7, 0),
    Likeness.MIDDLE_NAME: ("The same name but for a middle name", 0.6, 1),
    Likeness.INITIALS: ("The same initials and family name", 0.5, 1),
}


@dataclass(slots=True)
class Known:
    """What is known of one person: names (the first is their own), works, co-authors."""

    names: list[str]
    works: set[int] = field(default_factory=set)
    company: set[int] = field(default_factory=set)

    @property
    def numbers(self) -> set[str]:
        return {folded(name).number for name in self.names} - {""}


def pairs_of_people() -> list[Pair]:
    """All pairs that wait for a decision, the strongest first."""
    known = _known()
    found = [pair for keys in _candidates(known) if (pair := _compared(keys, known))]
    pairs = strongest_first([*found, *_of_one_address()])
    judged = judged_on(Subject.PERSON)
    if not judged.different or not pairs:
        return pairs
    people = compared().in_bulk({key for pair in pairs for key in pair.keys})
    marks = {key: marks_of(person) for key, person in people.items()}
    return [pair for pair in pairs if not judged.apart(marks[pair.one], marks[pair.other])]


def compared() -> QuerySet[Person]:
    """People with all the names that they are known by."""
    return Person.objects.named().prefetch_related("variants").order_by("pk")


def credited() -> QuerySet[Authorship]:
    """Who wrote what, of those who are known."""
    return Authorship.objects.filter(person__isnull=False).order_by("publication", "pk")


def _known() -> dict[int, Known]:
    found = {}
    for person in compared():
        spelt = (as_printed(str(variant)) for variant in person.variants.all())
        names = dict.fromkeys([plain(person), *spelt])
        found[person.pk] = Known(list(names))
    authors: dict[int, set[int]] = defaultdict(set)
    for work, author in credited().values_list("publication_id", "person_id"):
        authors[work].add(author or 0)
    for work, people in authors.items():
        for key in people:
            found[key].works.add(work)
            found[key].company |= people - {key}
    return found


def _candidates(known: dict[int, Known]) -> set[Keys]:
    """Pairs of which two names share a blocking key."""
    bearers: dict[str, list[int]] = defaultdict(list)
    for key, person in known.items():
        for name in person.names:
            bearers[name].append(key)
    found = {pair for keys in bearers.values() for pair in _each(keys, keys)}
    for a, b in candidate_names(sorted(bearers)):
        if alike(a, b):
            found.update(_each(bearers[a], bearers[b]))
    return found


def _each(keys: Sequence[int], others: Sequence[int]) -> Iterator[Keys]:
    if len(keys) > MOST or len(others) > MOST:
        yield from neighbours([*keys, *others])
    else:
        yield from (keys_of(a, b) for a, b in product(keys, others) if a != b)


def _compared(keys: Keys, known: dict[int, Known]) -> Pair | None:
    """The pair with its reasons; None where too little speaks for it, or something against."""
    one, other = (known[key] for key in keys)
    found = [(alike(a, b), (a, b)) for a, b in product(one.names, other.names)]
    likeness, names = max(found, key=lambda each: each[0])
    if not likeness or (one.numbers and other.numbers and not one.numbers & other.numbers):
        return None
    shared = one.company & other.company
    together = one.works & other.works
    said, strength, needed = SAID[likeness]
    if len(shared) < needed or (together and likeness is not Likeness.SAME):
        return None
    if likeness > Likeness.INITIALS and not alike(one.names[0], other.names[0]):
        strength -= 0.2
    strength += COMPANY * min(len(shared), 4) - (0.3 if together else 0)
    reason = f"{said} ({names[0]}; {names[1]})" if names[0] != names[1] else said
    return Pair(*keys, round(strength, 3), tuple(_reasons(reason, len(shared), len(together))))


def _reasons(name: str, shared: int, together: int) -> Iterator[str]:
    company = f"; {shared} {'co-author' if shared == 1 else 'co-authors'} in common"
    yield f"{name}{company if shared else ''}."
    if together:
        works = "one work" if together == 1 else f"{together} works"
        yield f"But both are among the authors of {works}."


def _of_one_address() -> Iterator[Pair]:
    """People with one e-mail address, or with one profile elsewhere."""
    mails = EmailAddress.objects.values_list("address", "person")
    links = ProfileLink.objects.exclude(url="").values_list("url", "person")
    for said, rows in (("One e-mail address", mails), ("One link", links)):
        for address, people in _bearers(rows).items():
            if 1 < len(people) <= MOST:
                for keys in neighbours(people):
                    yield Pair(*keys, 0.85, (f"{said}: {address}.",))


def _bearers(rows: Iterable[tuple[str, int]]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for address, person in rows:
        found[address.casefold().rstrip("/")].add(person)
    return found
