"""The readings that the database keeps: pages, their records, and the keys that find them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property
from typing import Any

from core.batches import batched
from importer import knowledge
from importer.journal import write as journal
from importer.match.fold import squash
from importer.match.keys import WorkEntry, work_keys
from importer.match.names import name_keys
from importer.models import ImportedPage, ImportedRecord, ImportedRow, ImportRun, RecordKey
from importer.names import printed_names
from importer.records import (
    CourseRecord,
    GrantRecord,
    PublicationRecord,
    Reading,
    Record,
    from_json,
)
from importer.save.aligning import aligned, payload_of, text_of
from importer.save.choices import Choice, Choices, following
from importer.save.owners import page_of, tell_twins_apart

TELLING_DIGITS = 5  # of the number of a grant, that no other has
TELLING_WORDS = 4  # of its title


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


def store(
    reading: Reading, run: ImportRun, choices: Choices
) -> tuple[ImportedPage, list[Stored], Left]:
    """Replace what the database keeps of the page by this reading.

    Returns the page, its records but for those left out, and what has left it.
    """
    left = Left()
    page = page_of(reading)
    if page.owner_name:
        left.names.add(page.owner_name)
    old = list(page.records.all()) if page.pk else []
    pairs, gone = aligned(reading.told, [row for row in old if not row.is_added])
    added, lost = _added(page, reading, [row for row in old if row.is_added])
    assigned = {line for record, _ in added for line in _range(record.lines)}
    assigned |= {n for p, c in choices.items() if c.added for n in _range(reading.told[p].lines)}
    page.kind = reading.kind
    page.owner_name = reading.owner.name if reading.owner else ""
    tell_twins_apart(page, reading)
    page.unread = [asdict(line) for line in reading.unread if line.number not in assigned]
    page.lines = list(reading.lines)
    page.last_run = run
    journal.save(page)
    for row in [*gone, *lost]:
        left.add(row)
    journal.delete(ImportedRecord.objects.filter(pk__in=[row.pk for row in [*gone, *lost]]))
    stored = [
        _store_record(page, run, position, record, row, choices.get(position), left)
        for position, (record, row) in enumerate([*pairs, *added])
    ]
    return page, [item for item in stored if not item.row.is_rejected], left


def earlier(reading: Reading) -> dict[int, ImportedRecord]:
    """{place of a record: its row from the last reading of the page}, as far as there is one."""
    page = page_of(reading)
    old = [row for row in page.records.all() if not row.is_added] if page.pk else []
    pairs, _ = aligned(reading.told, old)
    return {place: row for place, (_, row) in enumerate(pairs) if row}


def _range(lines: tuple[int, int]) -> range:
    return range(lines[0], lines[1] + 1)


def _added(
    page: ImportedPage, reading: Reading, rows: Sequence[ImportedRecord]
) -> tuple[list[tuple[Record, ImportedRecord | None]], list[ImportedRecord]]:
    """Records that a person made of lines nobody read, where these lines stand now, with their
    rows; and the rows whose lines have left the page."""
    found: list[tuple[Record, ImportedRecord | None]] = []
    lost = []
    for row in rows:
        had = page.lines[row.first_line - 1 : row.last_line]
        starts = (n for n, line in enumerate(reading.lines) if had and line == had[0])
        start = next((n for n in starts if list(reading.lines[n : n + len(had)]) == had), None)
        if start is None:
            lost.append(row)
        else:
            record = from_json(row.type, row.payload)
            found.append((replace(record, lines=(start + 1, start + len(had))), row))
    return found, lost


def load(rows: Iterable[ImportedRecord]) -> list[Stored]:
    """Rows (with their page selected) as records."""
    return [Stored(row, from_json(row.type, row.payload), row.page.owner_name) for row in rows]


def sharing(keys: Iterable[str], record_type: str = "") -> list[Stored]:
    """All records that have one of the keys, in the order of their rows."""
    rows = ImportedRecord.objects.with_page()
    if record_type:
        rows = rows.filter(type=record_type)
    found: dict[int, ImportedRecord] = {}
    for batch in batched(sorted(RecordKey.objects.bearers(keys))):
        found |= rows.in_bulk(batch)
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
    page: ImportedPage,
    run: ImportRun,
    position: int,
    read: Record,
    row: ImportedRecord | None,
    choice: Choice | None,
    left: Left,
) -> Stored:
    row = row or ImportedRecord(page=page, type=read.type)
    is_new = row.pk is None
    payload, as_read = _held(read, row, choice)
    record = from_json(row.type, payload)
    rejected = choice.rejected if choice else row.is_rejected
    status = "new" if is_new else "same" if text_of(row.payload) == text_of(payload) else "changed"
    if not is_new and (status == "changed" or rejected != row.is_rejected):
        left.add(row)
    values = {
        "page": page,
        "position": position,
        "first_line": record.lines[0],
        "last_line": record.lines[1],
        "confidence": record.confidence,
        "payload": payload,
        "as_read": as_read,
        "is_rejected": rejected,
        "is_added": row.is_added or bool(choice and choice.added),
        "run": run if status != "same" else row.run,
    }
    if rejected:
        values |= {"decision": "rejected", "reason": "Left out by a person."}
    if is_new or any(getattr(row, name) != value for name, value in values.items()):
        for name, value in values.items():
            setattr(row, name, value)
        journal.save(row)
    has = set() if rejected else record_keys(record, page.owner_name)
    had = set() if is_new else set(row.keys.values_list("key", flat=True))
    if had != has:  # the owner's name is part of some keys, so an unchanged record may get others
        _set_keys(row, has, had)
    if rejected and not is_new:
        journal.delete(ImportedRow.records.through.objects.filter(importedrecord=row))
    return Stored(row, record, page.owner_name, status)


def _held(
    read: Record, row: ImportedRecord, choice: Choice | None
) -> tuple[dict[str, Any], dict[str, Any] | None]:
    """What holds of a record, and what the page says where that is something else."""
    said = payload_of(read)
    if choice and choice.edited:
        payload = payload_of(choice.edited)
    elif row.as_read is not None:
        payload = following(row.payload, row.as_read, said)
    else:
        return said, None
    payload |= {"lines": said["lines"], "confidence": said["confidence"]}
    return payload, said if text_of(payload) != text_of(said) else None


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
