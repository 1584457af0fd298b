"""Pairs of people who may be one, by their names and the company they keep."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from django.db.models import QuerySet

from core.batches import batched
from importer.duplicates.judge import marks_of, plain
from importer.duplicates.pairs import Keys, Pair, keys_of, neighbours, strongest_first
from importer.match.alike import Likeness, alike
from importer.match.names import as_printed, folded, name_keys
from importer.match.people import candidate_names
from importer.models import RowKey, Subject
from importer.save.judgements import judged_on
from people.models import EmailAddress, Person, ProfileLink
from publications.models import Authorship

WORK = "work:"  # begins the key of a work
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


def pairs_of_people(among: set[int] | None = None) -> list[Pair]:
    """All pairs that wait for a decision, the strongest first; or those that one of some people
    is in, for which the keys of all must be kept already."""
    beside = None if among is None else _beside(among)
    names = {person.pk: names_of(person) for person in _read(beside)}
    candidates = {k for k in _candidates(names) if among is None or among.intersection(k)}
    known = _known(names, {key for keys in candidates for key in keys})
    found = [pair for keys in candidates if (pair := _compared(keys, known))]
    found += [p for p in _of_one_address(beside) if among is None or among.intersection(p.keys)]
    pairs = strongest_first(found)
    judged = judged_on(Subject.PERSON)
    if not judged.different or not pairs:
        return pairs
    marks = {p.pk: marks_of(p) for p in _read({key for pair in pairs for key in pair.keys})}
    return [pair for pair in pairs if not judged.apart(marks[pair.one], marks[pair.other])]


def keys_of_people(people: Iterable[int]) -> dict[int, set[str]]:
    """{person: keys}: of names, addresses and links, which two people may share, and of works."""
    found: dict[int, set[str]] = {}
    for person in _read(set(people), "emails", "links"):
        keys = {f"name:{key}" for name in names_of(person) for key in name_keys(name)}
        keys |= {f"mail:{_plainly(mail.address)}" for mail in person.emails.all()}
        keys |= {f"link:{_plainly(link.url)}" for link in person.links.all() if link.url}
        found[person.pk] = {key[:200] for key in keys}
    for work, authors in Authorship.objects.of_people(found).items():
        for key in authors:
            found[key].add(work_key(work))
    return found


def work_key(work: int) -> str:
    return f"{WORK}{work}"


def is_of_work(key: str) -> bool:
    return key.startswith(WORK)


def work_of(key: str) -> int:
    return int(key.removeprefix(WORK))


def compared() -> QuerySet[Person]:
    """People with all the names that they are known by."""
    return Person.objects.named().prefetch_related("variants").order_by("pk")


def names_of(person: Person) -> list[str]:
    """Each once, the name of their own first."""
    spelt = (as_printed(str(variant)) for variant in person.variants.all())
    return list(dict.fromkeys([plain(person), *spelt]))


def _read(keys: set[int] | None, *more: str) -> Iterator[Person]:
    """These people, or all; with what is named besides."""
    people = compared().prefetch_related(*more)
    if keys is None:
        yield from people
    else:
        for some in batched(sorted(keys)):
            yield from people.filter(pk__in=some)


def _beside(among: set[int]) -> set[int]:
    """These people and all who share a key with one of them."""
    own = RowKey.objects.of(Subject.PERSON, among).values()
    keys = {key for keys in own for key in keys if not is_of_work(key)}
    return among | RowKey.objects.bearers(Subject.PERSON, keys)


def _known(names: dict[int, list[str]], people: set[int]) -> dict[int, Known]:
    found = {key: Known(names[key]) for key in people}
    together = Authorship.objects.of_people(people)
    authors = Authorship.objects.authors_of(together)
    for work, some in together.items():
        for key in some:
            found[key].works.add(work)
            found[key].company |= authors[work] - {key}
    return found


def _candidates(names: dict[int, list[str]]) -> set[Keys]:
    """Pairs of which two names share a blocking key."""
    bearers: dict[str, list[int]] = defaultdict(list)
    for key, own in names.items():
        for name in own:
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


def _of_one_address(people: set[int] | None) -> Iterator[Pair]:
    """Those of these people, or of all, with one e-mail address, or with one profile elsewhere."""
    mails = EmailAddress.objects.values_list("address", "person")
    links = ProfileLink.objects.exclude(url="").values_list("url", "person")
    for said, rows in (("One e-mail address", mails), ("One link", links)):
        for address, bearers in _bearers(rows, people).items():
            if 1 < len(bearers) <= MOST:
                for keys in neighbours(bearers):
                    yield Pair(*keys, 0.85, (f"{said}: {address}.",))


def _bearers(rows: QuerySet[Any, tuple[str, int]], people: set[int] | None) -> dict[str, set[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    parts = [rows] if people is None else [rows.filter(person__in=p) for p in batched(people)]
    for address, person in (row for part in parts for row in part):
        found[_plainly(address)].add(person)
    return found


def _plainly(address: str) -> str:
    return address.casefold().rstrip("/")
