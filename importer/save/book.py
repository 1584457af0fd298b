"""Who bears which name, and what the importer knows of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from core.batches import batched
from importer.match.judged import Judged, Marks
from importer.match.labels import PERSON
from importer.match.marks import marks_of_name
from importer.match.names import PersonName, as_printed, is_own_number, split_name
from importer.models import ImportedRow
from importer.save.judgements import mark_of
from importer.save.merging import link_of, merge_people
from importer.save.rows import write
from importer.save.told import Told
from importer.save.wanted import Wanted
from people.models import NameVariant, Person

Bearers = dict[str, list[Person]]


class Book:
    """Who bears which name, and what the importer knows of them, read once for all groups.

    `owned` are the keys of people by the name with a number under which they own a page; `marks`
    those by which people with such names are known; `forsaken` are such names of whose pages,
    read before, nobody is the owner. `joined` are names that several people bore who are one now.
    """

    def __init__(
        self,
        groups: Sequence[Sequence[str]],
        judged: Judged,
        owned: Mapping[str, Iterable[int]],
        marks: Mapping[str, Marks],
        forsaken: Collection[str],
    ) -> None:
        self.judged, self.marks, self.forsaken = judged, marks, forsaken
        names = {printed: split_name(printed) for group in groups for printed in group}
        self.bearers, self.joined = _bearers(names)
        for printed, keys in owned.items():
            self._add(printed, keys, of_the_name=True)
        for printed in self.marks.keys() & names.keys():
            self._add(printed, self._said_to_be(printed))
        people = {person.pk for bearers in self.bearers.values() for person in bearers}
        links = ImportedRow.objects.of(Person, people)
        self.links: dict[int, ImportedRow | None] = {link.object_id: link for link in links}
        self.told = Told(links)
        self.deleted = _deleted(groups)
        self.taken: set[int] = set()

    def bearer(self, group: Sequence[str]) -> Person | None:
        """The person of these names; several who turn out to be one are merged."""
        known = {p.pk: p for printed in group for p in self.bearers.get(printed, ())}
        if self.judged.different:
            marks = frozenset(mark for printed in group for mark in self._marks(printed))
            apart = [key for key, p in known.items() if self._is_another(p, marks)]
            known = {key: person for key, person in known.items() if key not in apart}
        people = [known[key] for key in sorted(known) if key not in self.taken]
        if len(people) > 1:
            people = [merge_people(people)]
            self.links[people[0].pk] = link_of(people[0])
        self.taken.update(person.pk for person in people)
        return people[0] if people else None

    def _add(self, printed: str, keys: Iterable[int], of_the_name: bool = False) -> None:
        """More bearers of a name with a number, of those who bear it without or with another."""
        plain = _plain(split_name(printed))
        for person in Person.objects.filter(pk__in=set(keys)).prefetch_related("variants"):
            spelt = {variant.name for variant in person.variants.all()} or {_typed(person)}
            if not of_the_name or plain in spelt:
                self.bearers.setdefault(printed, []).append(person)

    def _marks(self, printed: str) -> Marks:
        return marks_of_name(printed) | self.marks.get(printed, frozenset())

    def _is_another(self, person: Person, marks: Marks) -> bool:
        """Whether somebody said that the person is not the one whom pages print so."""
        return self.judged.apart(marks, frozenset({mark_of(person)}))

    def _said_to_be(self, printed: str) -> set[int]:
        """Keys of people of whom somebody said that they are meant."""
        labels = {mark for mark in self.marks[printed] if mark.startswith(PERSON)}
        said = self.judged.beside(labels) if labels else ()
        return {int(mark.removeprefix(PERSON)) for mark in said if mark.startswith(PERSON)}

    def update(self, person: Person, wanted: Wanted) -> None:
        link = self.links.get(person.pk)
        if link is None or not self.told.already(wanted, link):
            write(wanted, link, person)

    def was_deleted(self, group: Sequence[str]) -> bool:
        """Whether an editor deleted a person whom the importer had made for one of the names, or
        for one without its number, of the owner of a page that has none since."""
        names = {*group, *(as_printed(name) for name in group if name in self.forsaken)}
        return any(row.key in self.deleted for row in variants(sorted(names)))


def variants(group: Sequence[str]) -> list[Wanted]:
    """The spellings of a name as rows."""
    found = []
    for printed in group:
        name = split_name(printed)
        fields = {"name": _plain(name), "homonym_number": name.number}
        found.append(Wanted(NameVariant, fields, ("name", "homonym_number")))
    return found


def _plain(name: PersonName) -> str:
    return " ".join(part for part in (name.given, name.family) if part)


def _typed(person: Person) -> str:
    return _plain(PersonName(person.given_name, person.family_name))


def _bearers(names: Mapping[str, PersonName]) -> tuple[Bearers, set[str]]:
    """{printed name: people who bear it}, by a spelling, or by the name that an editor typed; and
    the names under which they were told apart by a number that nobody has now."""
    printed = {(_plain(name), name.number): text for text, name in names.items()}
    people = Person.objects.prefetch_related("variants")
    found: Bearers = {}
    joined: set[str] = set()
    for batch in batched({plain for plain, _ in printed}):
        for person in people.filter(variants__name__in=batch).distinct():
            for variant in person.variants.all():
                text = printed.get((variant.name, variant.homonym_number))
                if text is None and is_own_number(variant.homonym_number):
                    text = printed.get((variant.name, ""))
                    joined |= {text} if text else set()
                if text:
                    found.setdefault(text, []).append(person)
    ends = {end for plain, number in printed if not number for end in _ends(plain)}
    for batch in batched(sorted(ends)):
        for person in Person.objects.filter(family_name__in=batch, variants__isnull=True):
            if text := printed.get((_typed(person), "")):
                found.setdefault(text, []).append(person)
    return found, joined


def _ends(plain: str) -> set[str]:
    """What may be the family name of somebody of that name: its last words, or none."""
    words = plain.split(" ")
    return {" ".join(words[start:]) for start in range(len(words) + 1)}


def _deleted(groups: Sequence[Sequence[str]]) -> set[str]:
    """Identities of spellings whose person is gone."""
    names = {name for group in groups for name in group}
    keys = {row.key for row in variants([*names, *map(as_printed, names)])}
    parents: dict[int, set[str]] = {}
    for link, above in ImportedRow.objects.identified(keys, NameVariant, Person):
        parents.setdefault(above.object_id, set()).add(link.identity)
    for some in batched(list(parents)):
        for pk in Person.objects.filter(pk__in=some).values_list("pk", flat=True):
            parents.pop(pk)
    return {key for keys in parents.values() for key in keys}
