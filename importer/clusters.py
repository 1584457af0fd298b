"""The works and people of a set of readings, found without a database."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from importer.gold import gold_document
from importer.match.clusters import cluster
from importer.match.keys import WorkEntry
from importer.match.people import cluster_names
from importer.names import mentions
from importer.records import PublicationRecord, Reading

MOST_OFFERS = 20  # the strongest: a person is not asked about more at a time


def gold_reading(readings: Sequence[Reading]) -> dict[str, Any]:
    """All that was read, with its works, people and ambiguous pairs, in the gold format."""
    entries, where = [], {}
    for reading in readings:
        owner = reading.owner.name if reading.owner else ""
        for index, record in enumerate(reading.of_type(PublicationRecord)):
            ref = f"{reading.page}#{index:05d}"
            entries.append(WorkEntry(ref, owner, record, reading.page))
            where[ref] = [reading.page, index]
    works = cluster(entries)
    titles = {entry.ref: entry.record.title for entry in entries}
    return gold_document(
        readings,
        [{"title": titles[g[0]], "members": [where[ref] for ref in g]} for g in works.groups],
        [{"name": g[0], "strings": list(g)} for g in _people(readings)],
        [[where[offer.a], where[offer.b]] for offer in works.ambiguous[:MOST_OFFERS]],
    )


def _people(readings: Sequence[Reading]) -> Sequence[tuple[str, ...]]:
    told = []
    for reading in readings:
        owner = reading.owner.name if reading.owner else ""
        records = [*([reading.owner] if reading.owner else []), *reading.records]
        for index, record in enumerate(records):
            told += mentions(record, f"{reading.page}#{index:05d}", owner)
    return cluster_names(told).groups
