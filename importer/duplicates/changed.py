"""Which works and people changed since pairs were looked for.

What an editor saves or deletes is told by Django's signals, what an import, a merge or an undoing
writes by the journal, since much of that sends no signals.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models.signals import post_delete, post_save

from importer.journal import write as journal
from importer.journal.columns import Columns, columns_of
from importer.journal.write import Written
from importer.match.marks import name_in
from importer.match.names import name_keys
from importer.models import ChangedRow, ImportedRow, Judgement, Offer, RowKey, Subject
from people.models import EmailAddress, NameVariant, Person, ProfileLink
from publications.models import Appearance, Authorship, Publication, PublicationLink

Found = tuple[str, int]  # a subject, and the key of a row
Model = type[models.Model]
# The columns by which a row tells which work or person it says something of.
SAYS: dict[Model, dict[str, Subject]] = {
    Authorship: {"publication_id": Subject.WORK, "person_id": Subject.PERSON},
    Appearance: {"publication_id": Subject.WORK},
    PublicationLink: {"publication_id": Subject.WORK},
    NameVariant: {"person_id": Subject.PERSON},
    EmailAddress: {"person_id": Subject.PERSON},
    ProfileLink: {"person_id": Subject.PERSON},
}
THEMSELVES: dict[Model, Subject] = {Publication: Subject.WORK, Person: Subject.PERSON}
TOLD = ImportedRow.records.through


def watch() -> None:
    """To be called once, when Django starts."""
    journal.WATCHERS.append(note)
    watched: list[Model] = [*SAYS, *THEMSELVES, Judgement]
    for model in watched:
        post_save.connect(_saved, sender=model, dispatch_uid="importer.duplicates.saved")
        post_delete.connect(_saved, sender=model, dispatch_uid="importer.duplicates.deleted")


def note(written: Iterable[Written]) -> None:
    """Remember the works and people that these rows say something of."""
    every = list(written)
    found = {each for model, key, columns in every for each in _concerned(model, key, columns)}
    rows = [columns["importedrow_id"] for model, _, columns in every if model is TOLD]
    records = [
        columns[side]
        for model, _, columns in every
        if model is Offer
        for side in ("first_id", "second_id")
    ]
    ChangedRow.objects.note({*found, *_works(rows), *_works_told_by(records)})


def _saved(sender: Model, instance: models.Model, **_: Any) -> None:
    if instance.pk and not journal.is_recording():
        note([(sender, instance.pk, columns_of(instance))])


def _concerned(model: Model, key: int, columns: Columns) -> Iterator[Found]:
    if subject := THEMSELVES.get(model):
        yield subject, key
    for column, said in SAYS.get(model, {}).items():
        if columns[column]:
            yield said, columns[column]
    if model is Judgement:
        yield from _judged(columns["subject"], {*columns["one"], *columns["other"]})


def _works(links: Iterable[int]) -> Iterator[Found]:
    """The works of which records told, or tell."""
    kind = ContentType.objects.get_for_model(Publication)
    rows = ImportedRow.objects.in_bulk(set(links))
    yield from ((Subject.WORK, r.object_id) for r in rows.values() if r.content_type_id == kind.pk)


def _works_told_by(records: Iterable[int]) -> Iterator[Found]:
    for _, link in ImportedRow.objects.told_by(records, Publication):
        yield Subject.WORK, link.object_id


def _judged(subject: str, marks: set[str]) -> Iterator[Found]:
    """All that bears one of the marks, and some that does not."""
    keys = set()
    for mark in marks:
        kind, _, rest = mark.partition(":")
        if kind in ("publication", "person") and rest.isdigit():
            yield subject, int(rest)
        elif subject == Subject.WORK:
            keys.add(mark.partition("|")[0][:200])  # a mark is a key up to the author
        elif name := name_in(mark):
            keys |= {f"name:{key}" for key in name_keys(name)}
        elif kind == "letters":
            keys.add(f"name:={rest.partition('|')[0]}"[:200])
    yield from ((subject, row) for row in RowKey.objects.bearers(subject, keys))
    if subject == Subject.WORK:
        records = [int(m[7:]) for m in marks if m.startswith("record:") and m[7:].isdigit()]
        yield from _works_told_by(records)
