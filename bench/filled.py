"""The database that importing the first pages of a made-up world leaves, written in few queries.

An import works out for each page what of it is known already. Here nothing is: each name is a new
person, each record a new work. So the importer's own functions make the rows, for many pages at a
time; that importing one of the pages again finds nothing to change shows that they are the same.
Only what undoing these imports would need is left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict

from django.db import transaction
from django.utils import timezone

from bench.world import page
from core.batches import batched
from importer.duplicates.people import keys_of_people
from importer.duplicates.works import Shelf, keys_of_works
from importer.journal import write as journal
from importer.match.merge import merge_work
from importer.models import (
    ChangedRow,
    ImportedPage,
    ImportedRecord,
    ImportedRow,
    ImportRun,
    Journal,
    RecordKey,
    RowKey,
    Subject,
)
from importer.names import printed_names
from importer.parse import parse
from importer.records import PublicationRecord, Reading, Record
from importer.save.aligning import payload_of
from importer.save.people import People, wanted_person
from importer.save.profiles import write_profile
from importer.save.readings import Stored, record_keys
from importer.save.rows import make
from importer.save.venues import Venues
from importer.save.work_rows import wanted_work
from importer.sources import load
from people.models import Person
from publications.models import Publication

AT_ONCE = 10  # pages in a transaction


class Filled:
    """A database that grows page by page."""

    def __init__(self) -> None:
        self.run = ImportRun.objects.create(journal=Journal.objects.create())
        self.people = People()
        self.venues = Venues()
        self.pages = 0

    def grow(self, pages: int) -> None:
        """Until that many pages are in it."""
        for numbers in batched(range(self.pages, pages), AT_ONCE):
            with transaction.atomic():
                self._add([reading_of(number) for number in numbers])
        self.pages = max(pages, self.pages)
        with transaction.atomic():
            _keep_keys()

    def _add(self, readings: Sequence[Reading]) -> None:
        self._make_people(readings)
        pages = [self._page(reading) for reading in readings]
        journal.insert(pages)
        stored = [
            Stored(self._record(place, record, page), record, page.owner_name, "new")
            for page, reading in zip(pages, readings, strict=True)
            for place, record in enumerate(reading.told)
        ]
        journal.insert([item.row for item in stored])
        journal.insert([key for item in stored for key in _keys(item)])
        self._make_works([i for i in stored if isinstance(i.record, PublicationRecord)])
        for told in pages:
            assert told.owner
            write_profile(told.owner, self.people, self.venues, timezone.localdate())

    def _make_people(self, readings: Sequence[Reading]) -> None:
        told = [record for reading in readings for record in reading.told]
        owners = {reading.owner.name for reading in readings if reading.owner}
        new = sorted(
            {name for record in told for name in printed_names(record)} - {*self.people.names}
        )
        wanted = [wanted_person([n], Counter(), {n} & owners, set()) for n in new]
        for name, made in zip(new, make([(w, {}, None) for w in wanted]), strict=True):
            assert isinstance(made.instance, Person)
            self.people.names[name] = made.instance

    def _page(self, reading: Reading) -> ImportedPage:
        assert reading.owner
        return ImportedPage(
            name=reading.page,
            kind=reading.kind,
            owner_name=reading.owner.name,
            owner=self.people.names[reading.owner.name],
            unread=[asdict(line) for line in reading.unread],
            lines=list(reading.lines),
            last_run=self.run,
        )

    def _record(self, place: int, record: Record, page: ImportedPage) -> ImportedRecord:
        return ImportedRecord(
            page=page,
            type=record.type,
            position=place,
            first_line=record.lines[0],
            last_line=record.lines[1],
            confidence=record.confidence,
            payload=payload_of(record),
            run=self.run,
            decision="new",
        )

    def _make_works(self, stored: Sequence[Stored]) -> None:
        wanted = [
            wanted_work(merge_work([item.entry]), [item], self.people, self.venues)
            for item in stored
        ]
        made = make([(work, {}, None) for work in wanted])
        told = ImportedRow.records.through
        journal.insert(
            [
                told(importedrow=work.link, importedrecord=item.row)
                for work, item in zip(made, stored, strict=True)
            ]
        )


def reading_of(number: int, known: int | None = None) -> Reading:
    """The page of that number (see bench.world.page), read."""
    given = page(number, known)
    return parse(load(given.name, given.content), given.owner)


def _keep_keys() -> None:
    """Those by which pairs are looked for (importer.duplicates.kept); of the few pairs that there
    are by chance none is kept."""
    RowKey.objects.all().delete()
    for model, subject in ((Publication, Subject.WORK), (Person, Subject.PERSON)):
        for some in batched(model._default_manager.order_by("pk").values_list("pk", flat=True)):
            is_work = subject == Subject.WORK
            keys = keys_of_works(some, Shelf()) if is_work else keys_of_people(some)
            rows = ((row, key) for row in keys for key in keys[row])
            RowKey.objects.bulk_create(
                [RowKey(subject=subject, object_id=row, key=key) for row, key in rows]
            )
    ChangedRow.objects.all().delete()


def _keys(item: Stored) -> Iterator[RecordKey]:
    for key in sorted(record_keys(item.record, item.owner)):
        yield RecordKey(record=item.row, key=key)
