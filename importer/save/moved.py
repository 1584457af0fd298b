"""Works in which a name means somebody else than when they were written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from importer.match.marks import letters_of
from importer.models import ImportedRow
from importer.names import counted
from importer.records import PublicationRecord
from importer.save.people import People
from importer.save.readings import Stored
from publications.models import Authorship, Publication

Written = dict[tuple[int, str], set[int | None]]  # by record and letters of a name: keys of people


def moved_works(people: People, besides: Sequence[Stored]) -> list[Stored]:
    """The records, but for those `besides`, of works that name another person than is meant by a
    name that several people bear, or did until now."""
    known = {item.ref for item in besides}
    asked = [
        item
        for ref, item in people.concerned.items()
        if ref not in known and isinstance(item.record, PublicationRecord)
    ]
    written = _written(item.row.pk for item in asked)
    return [item for item in asked if _has_moved(item, people, written)]


def _has_moved(item: Stored, people: People, written: Written) -> bool:
    names = [author.name for author in item.record.authors]
    meant: dict[str, set[int | None]] = defaultdict(set)
    for name, nth in zip(names, counted(names), strict=True):
        if name in people.doubtful:
            person = people.of(name, item.ref, nth)
            meant[letters_of(name)].add(person.pk if person else None)
    return any(keys != written.get((item.row.pk, name)) for name, keys in meant.items())


def _written(records: Iterable[int]) -> Written:
    """Whom the importer last wrote for the names of the works that the records tell of."""
    works: dict[int, list[int]] = defaultdict(list)
    for record, row in ImportedRow.objects.told_by(records, Publication):
        works[row.pk].append(record)
    found: Written = defaultdict(set)
    for link in ImportedRow.objects.below(works, Authorship):
        name = letters_of(link.base.get("printed_name", ""))
        for record in works[link.parent_id or 0]:
            found[record, name].add(link.base.get("person_id"))
    return found
