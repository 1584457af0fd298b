"""What people judged, as matching takes it, and the records that it binds together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from importer.match.judged import Bounds, Judged, Marks
from importer.match.marks import marks_of_name, marks_of_work, name_in
from importer.models import ImportedRecord, Judgement
from importer.save.readings import Stored, load, sharing
from people.models import Person
from publications.models import Publication


def judged_on(subject: str) -> Judged:
    """All judgements on works, or on people."""
    same, different = [], []
    for row in Judgement.objects.filter(subject=subject).order_by("pk"):
        one, other = frozenset(row.one), frozenset(row.other)
        if row.is_same:
            same.append(one | other)
        else:
            different.append((one, other))
    return Judged(tuple(same), tuple(different))


def mark_of(row: Person | Publication) -> str:
    return f"{row._meta.model_name}:{row.pk}"


def marks_of_record(item: Stored) -> Marks:
    return marks_of_work(item.entry) | {f"record:{item.row.pk}"}


def marks_of_records(items: Iterable[Stored]) -> Marks:
    return frozenset(mark for item in items for mark in marks_of_record(item))


def bounds_of(items: Iterable[Stored], judged: Judged) -> Bounds:
    """The judgements as pairs of the records' refs."""
    return judged.bounds({item.ref: marks_of_record(item) for item in items} if judged else {})


def bound_to(items: Sequence[Stored], judged: Judged) -> list[Stored]:
    """Records of which a person said that they are one with some of these; these left out."""
    if not judged.same:
        return []
    own = marks_of_records(items)
    wanted = judged.beside(own) - own
    rows = [int(mark[7:]) for mark in wanted if mark.startswith("record:")]
    stored = ImportedRecord.objects.with_page().filter(pk__in=rows, type="publication")
    # A key is a mark up to the author, cut as keys are.
    keys = {f"work:{mark.partition('|')[0]}"[:200] for mark in wanted}
    found = {item.ref: item for item in [*load(stored), *sharing(keys, "publication")]}
    for item in items:
        found.pop(item.ref, None)
    return [item for item in found.values() if marks_of_record(item) & wanted]


def names_beside(names: Iterable[str], judged: Judged) -> set[str]:
    """Names of which a person said that they are of one person with some of these."""
    if not judged.same:
        return set()
    marks = {mark for name in names for mark in marks_of_name(name)}
    return {name for mark in judged.beside(marks) if (name := name_in(mark))}
