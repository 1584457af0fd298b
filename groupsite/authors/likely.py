"""Who a printed name most likely is, and why: a spelling kept for somebody, else the names and the
company that they keep."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from core.batches import batched
from groupsite.authors.people import bearers
from groupsite.authors.shelf import Shelf
from importer.duplicates.people import COMPANY, SAID, compared, names_of
from importer.match.alike import Likeness, alike
from importer.match.names import name_keys, split_name
from importer.models import ChangedRow, RowKey, Subject
from people.models import Membership, Person
from publications.models import Authorship

MOST = 8  # people who are offered for one name


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody whom a name may mean; `strength` from 0 to 1, `vouched` where more than the name
    speaks for them."""

    person: Person
    reason: str
    strength: float
    vouched: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """Whom a name means, if that is clear, with the reason; all whom it may mean, if it is not."""

    name: str
    person: Person | None = None
    reason: str = ""
    candidates: tuple[Candidate, ...] = ()


def matches(names: Sequence[str], beside: Iterable[Person] = ()) -> list[Match]:
    """Each name of an author list with its person; `beside` are its other authors.

    A spelling that is kept for one person is theirs. A name that is only like theirs is, if it is
    like nobody else's, and they wrote with another author of the list or are of the group.
    """
    exact = bearers(names)
    sure = {name: people[0] for name, people in exact.items() if len(people) == 1}
    company = {person.pk for person in (*sure.values(), *beside)}
    open_names = list(dict.fromkeys(name for name in names if name not in sure))
    near = _near([name for name in open_names if not exact[name]], company)
    found, taken = [], {person.pk for person in beside}
    for name in names:
        if name in sure:
            match = Match(name, sure[name], _spelling(name, sure[name]))
        elif exact[name]:
            match = Match(name, candidates=_namesakes(exact[name]))
        else:
            match = _chosen(name, [c for c in near[name] if c.person.pk not in company])
        if match.person and match.person.pk in taken:  # nobody is in a list twice
            match = Match(name)
        taken |= {match.person.pk} if match.person else set()
        found.append(match)
    return found


def _spelling(name: str, person: Person) -> str:
    return "" if name == person.name else f"“{name}” is a known spelling of this name."


def _namesakes(people: Sequence[Person]) -> tuple[Candidate, ...]:
    return tuple(Candidate(person, "The same name.", 0.9) for person in people[:MOST])


def _chosen(name: str, candidates: Sequence[Candidate]) -> Match:
    if len(candidates) == 1 and candidates[0].vouched:
        return Match(name, candidates[0].person, candidates[0].reason)
    ordered = sorted(candidates, key=lambda c: (-c.strength, c.person.pk))
    return Match(name, candidates=tuple(ordered[:MOST]))


def _near(names: Sequence[str], company: set[int]) -> Mapping[str, list[Candidate]]:
    """{name: people whose name is like it}."""
    alike_to: dict[str, list[tuple[Person, Likeness]]] = {name: [] for name in names}
    shelf = Shelf(names)
    for person in _sharing_a_key(names):
        own = names_of(person)
        for name in (names[at] for at in shelf.near(own)):
            if likeness := max((alike(name, other) for other in own), default=Likeness.DIFFERENT):
                alike_to[name].append((person, likeness))
    people = {person.pk for found in alike_to.values() for person, _ in found}
    shared = _shared(people, company)
    members = set(Membership.objects.filter(person__in=people).values_list("person", flat=True))
    return {
        name: [
            _candidate(person, likeness, shared.get(person.pk, 0), person.pk in members)
            for person, likeness in found
        ]
        for name, found in alike_to.items()
    }


def _candidate(person: Person, likeness: Likeness, shared: int, is_member: bool) -> Candidate:
    said, strength, _ = SAID[likeness]
    company = f"; {shared} co-author{'s' if shared > 1 else ''} in common" if shared else ""
    group = "; of the group" if is_member else ""
    vouched = bool(shared or is_member)
    return Candidate(
        person, f"{said}{company}{group}.", strength + COMPANY * min(shared, 4), vouched
    )


def _sharing_a_key(names: Sequence[str]) -> Iterable[Person]:
    """People by the blocking keys of their names, and those whose keys are not kept yet."""
    if not names:
        return
    keys = {f"name:{key}"[:200] for name in names for key in name_keys(name)}
    found = RowKey.objects.bearers(Subject.PERSON, keys) | ChangedRow.objects.of(Subject.PERSON)
    families = {split_name(name).family for name in names}
    found |= set(Person.objects.filter(family_name__in=families).values_list("pk", flat=True))
    for some in batched(sorted(found)):
        yield from compared().filter(pk__in=some)


def _shared(people: set[int], company: set[int]) -> dict[int, int]:
    """{person: how many of the company they wrote with}."""
    if not people or not company:
        return {}
    works = Authorship.objects.of_people(people)
    authors = Authorship.objects.authors_of(works)
    met: dict[int, set[int]] = {}
    for work, some in works.items():
        for person in some:
            met.setdefault(person, set()).update(authors.get(work, set()) & company - {person})
    return {person: len(others) for person, others in met.items()}
