"""The readings that the database keeps: pages, their records, and the keys that find them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import Any

from rapidfuzz import fuzz

from core.batches import batched
from importer import knowledge
from importer.journal import write as journal
from importer.match.fold import squash
from importer.match.keys import WorkEntry, work_keys
from importer.match.names import name_keys
from importer.models import ImportedPage, ImportedRecord, ImportRun, RecordKey
from importer.names import printed_names
from importer.records import (
    CourseRecord,
    GrantRecord,
    PublicationRecord,
    Reading,
    Record,
    from_json,
)

TELLING_DIGITS = 5  # of the number of a grant, that no other has
TELLING_WORDS = 4  # of its title
ALIKE = 60.0  # rapidfuzz's percentage from which a record is an old one with small changes


@dataclass(frozen=True)
class Stored:
    """A record with its row and the name of its page's owner."""

    row: ImportedRecord
    record: Any
    owner: str
    status: str = "same"

    @property
    def ref(self) -> str:
        """Unlike any other, and the same whatever the order in which pages were imported."""
        return f"{self.row.page.key}#{self.row.position:05d}"

    @cached_property
    def work_keys(self) -> set[str]:
        keys = record_keys(self.record, self.owner)
        return {key for key in keys if key.startswith("work:")}

    @cached_property
    def entry(self) -> WorkEntry:
        return WorkEntry(self.ref, self.owner, self.record, self.row.page.key)


@dataclass
class Left:
    """What records that left their page, or changed, stood for: keys, names, rows they told of."""

    keys: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    rows: set[int] = field(default_factory=set)

    def add(self, row: ImportedRecord) -> None:
        self.keys |= set(row.keys.values_list("key", flat=True))
        self.names |= set(printed_names(from_json(row.type, row.payload)))
        self.rows |= set(row.rows.values_list("pk", flat=True))


def store(reading: Reading, run: ImportRun) -> tuple[ImportedPage, list[Stored], Left]:
    """Replace what the database keeps of the page by this reading.

    Returns the page, its records, and what has left it.
    """
    left = Left()
    records = [*([reading.owner] if reading.owner else []), *reading.records]
    page = _page_of(reading, records)
    if page.owner_name:
        left.names.add(page.owner_name)
    page.kind = reading.kind
    page.owner_name = reading.owner.name if reading.owner else ""
    page.unread = [asdict(line) for line in reading.unread]
    page.last_run = run
    journal.save(page)
    old = list(page.records.all())
    pairs, gone = _aligned(records, old)
    for row in gone:
        left.add(row)
    journal.delete(ImportedRecord.objects.filter(pk__in=[row.pk for row in gone]))
    stored = [
        _store_record(page, position, record, row, left)
        for position, (record, row) in enumerate(pairs)
    ]
    return page, stored, left


def _page_of(reading: Reading, records: Sequence[Record]) -> ImportedPage:
    """The page that was read before and is now as this reading says, or a new one.

    Of the pages whose file has this name it is the one of the same owner in the same layout, or
    one that has half of the records (of the shorter of the two) word for word. Any other is
    another page: taken for this one, it would lose all that it said.
    """
    owner = reading.owner.name if reading.owner else ""
    pages = list(ImportedPage.objects.filter(name=reading.page).order_by("pk"))
    for page in pages:
        if owner and (page.owner_name, page.kind) == (owner, reading.kind):
            return page
    said = Counter(_text(_payload(record)) for record in records)
    for page in pages:
        had = Counter(_text(payload) for payload in page.records.values_list("payload", flat=True))
        common = (had & said).total()
        if not had or (common and 2 * common >= min(had.total(), said.total())):
            return page
    return ImportedPage(name=reading.page)


def load(rows: Iterable[ImportedRecord]) -> list[Stored]:
    """Rows (with their page selected) as records."""
    return [Stored(row, from_json(row.type, row.payload), row.page.owner_name) for row in rows]


def sharing(keys: Iterable[str], record_type: str = "") -> list[Stored]:
    """All records that have one of the keys, in the order of their rows."""
    found: dict[int, ImportedRecord] = {}
    for batch in batched(sorted(set(keys))):
        rows = ImportedRecord.objects.filter(keys__key__in=batch)
        if record_type:
            rows = rows.filter(type=record_type)
        found.update({row.pk: row for row in rows.select_related("page").distinct()})
    return load(found[pk] for pk in sorted(found))


def record_keys(record: Record, owner: str) -> set[str]:
    """The blocking keys of a record: of its work, and of each name it prints."""
    keys = {f"name:{key}" for name in printed_names(record) for key in name_keys(name)}
    if isinstance(record, PublicationRecord):
        keys |= {f"work:{key}" for key in work_keys(WorkEntry("", owner, record))}
    if isinstance(record, CourseRecord):
        keys.add(course_key(record))
    if isinstance(record, GrantRecord):
        keys.add(grant_key(record, owner))
    return {key[:200] for key in keys}


def _store_record(
    page: ImportedPage, position: int, record: Record, row: ImportedRecord | None, left: Left
) -> Stored:
    payload = _payload(record)
    values = {
        "position": position,
        "first_line": record.lines[0],
        "last_line": record.lines[1],
        "confidence": record.confidence,
        "payload": payload,
    }
    has = record_keys(record, page.owner_name)
    if row is None:
        row = ImportedRecord(page=page, type=record.type, **values)
        journal.save(row)
        _set_keys(row, has, set())
        return Stored(row, record, page.owner_name, "new")
    status = "same" if _text(row.payload) == _text(payload) else "changed"
    if status == "changed":
        left.add(row)
    row.page = page
    if any(getattr(row, name) != value for name, value in values.items()):
        for name, value in values.items():
            setattr(row, name, value)
        journal.save(row)
    had = set(row.keys.values_list("key", flat=True))
    if had != has:  # the owner's name is part of some keys, so an unchanged record may get others
        _set_keys(row, has, had)
    return Stored(row, record, page.owner_name, status)


def course_key(record: CourseRecord) -> str:
    """Institution and code tell a course from others; the title does where it has no code."""
    parts = (record.institution, record.code, "" if record.code else record.title)
    return "course:" + "|".join(squash(part) for part in parts)


def grant_key(record: GrantRecord, owner: str) -> str:
    """A long number tells a grant from others; so does a title of its own, but not one that many
    grants have ("NSF CAREER Award"): those of two owners are two."""
    if sum(c.isdigit() for c in record.number) >= TELLING_DIGITS:
        return f"grant:{squash(record.number)}"
    common = knowledge.phrase_pattern("grant_words").search(record.title)
    if common or len(record.title.split()) < TELLING_WORDS:
        return "grant:" + "|".join(map(squash, (record.title, record.funder, owner)))
    return f"grant:{squash(record.title)}"


def _set_keys(row: ImportedRecord, has: set[str], had: set[str]) -> None:
    if had - has:
        journal.delete(row.keys.filter(key__in=had - has))
    journal.insert([RecordKey(record=row, key=key) for key in sorted(has - had)])


def _payload(record: Record) -> dict[str, Any]:
    """As JSON gives it back: lists for tuples, and without what is kept in columns."""
    return {name: _listed(value) for name, value in asdict(record).items()}


def _listed(value: Any) -> Any:
    if isinstance(value, (tuple, list)):
        return [_listed(item) for item in value]
    if isinstance(value, dict):
        return {k: _listed(v) for k, v in value.items()}
    return value


def _aligned(
    records: Sequence[Record], old: Sequence[ImportedRecord]
) -> tuple[list[tuple[Record, ImportedRecord | None]], list[ImportedRecord]]:
    """Each record with its row from the last reading, and the rows that have none now.

    Equal texts first, in order; then the most alike of one type, so that a record keeps its row
    when a word on the page changes.
    """
    free: dict[tuple[str, str], list[ImportedRecord]] = {}
    for row in old:
        free.setdefault((row.type, _text(row.payload)), []).append(row)
    found: dict[int, ImportedRecord] = {}
    for index, record in enumerate(records):
        if rows := free.get((record.type, _text(_payload(record)))):
            found[index] = rows.pop(0)
    left = [row for rows in free.values() for row in rows]
    scores = sorted(
        (-fuzz.token_sort_ratio(_text(_payload(record)), _text(row.payload)), index, row.pk, row)
        for index, record in enumerate(records)
        if index not in found
        for row in left
        if row.type == record.type
    )
    taken: set[int] = set()
    for score, index, pk, row in scores:
        if -score >= ALIKE and index not in found and pk not in taken:
            found[index] = row
            taken.add(pk)
    gone = [row for row in left if row.pk not in taken]
    return [(record, found.get(i)) for i, record in enumerate(records)], gone


def _text(payload: dict[str, Any]) -> str:
    """All that a record says, without where it stands; PostgreSQL sorts the keys of JSON anew."""
    said = {k: v for k, v in payload.items() if k not in ("lines", "confidence")}
    return json.dumps(said, ensure_ascii=False, sort_keys=True)
