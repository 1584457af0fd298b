"""The records of a page and the rows that its last reading left: which is which."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from rapidfuzz import fuzz

from importer.models import ImportedRecord
from importer.records import Record

ALIKE = 60.0  # rapidfuzz's percentage from which a record is an old one with small changes


def payload_of(record: Record) -> dict[str, Any]:
    """As JSON gives it back: lists for tuples, and without what is kept in columns."""
    return {name: _listed(value) for name, value in asdict(record).items()}


def _listed(value: Any) -> Any:
    if isinstance(value, (tuple, list)):
        return [_listed(item) for item in value]
    if isinstance(value, dict):
        return {k: _listed(v) for k, v in value.items()}
    return value


def aligned(
    records: Sequence[Record], old: Sequence[ImportedRecord]
) -> tuple[list[tuple[Record, ImportedRecord | None]], list[ImportedRecord]]:
    """Each record with its row from the last reading, and the rows that have none now.

    Equal texts first, in order; then the most alike of one type, so that a record keeps its row
    when a word on the page changes.
    """
    free: dict[tuple[str, str], list[ImportedRecord]] = {}
    for row in old:
        free.setdefault((row.type, text_of(row.as_read or row.payload)), []).append(row)
    found: dict[int, ImportedRecord] = {}
    for index, record in enumerate(records):
        if rows := free.get((record.type, text_of(payload_of(record)))):
            found[index] = rows.pop(0)
    left = [row for rows in free.values() for row in rows]
    scores = sorted(
        (
            -fuzz.token_sort_ratio(
                text_of(payload_of(record)), text_of(row.as_read or row.payload)
            ),
            index,
            row.pk,
            row,
        )
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


def text_of(payload: dict[str, Any]) -> str:
    """All that a record says, without where it stands; PostgreSQL sorts the keys of JSON anew."""
    said = {k: v for k, v in payload.items() if k not in ("lines", "confidence")}
    return json.dumps(said, ensure_ascii=False, sort_keys=True)


def _likeness(record: Record, row: ImportedRecord) -> float:
    return fuzz.token_sort_ratio(text_of(payload_of(record)), text_of(row.as_read or row.payload))
