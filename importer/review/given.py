"""Pages given to an import: read into proposals, and these back into readings with choices."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from importer.models import GivenPage, ImportRun, Journal, Proposal
from importer.parse import parse
from importer.records import PersonRecord, Reading, Record, UnreadLine, from_json
from importer.save.aligning import payload_of
from importer.save.choices import Choice, Choices, following
from importer.save.readings import earlier
from importer.sources import SourceError, load


def begin(pages: Iterable[tuple[str, bytes]], owner: str = "", by: Any = None) -> ImportRun:
    """An import of (name, content) that is still to be read."""
    journal = Journal.objects.create(by=by)
    run = ImportRun.objects.create(journal=journal, owner=owner, state=ImportRun.State.READING)
    GivenPage.objects.bulk_create(GivenPage(run=run, name=n, content=c) for n, c in pages)
    return run


def read(page: GivenPage) -> None:
    """Read a page into proposals. What cannot be read is told in its `error`."""
    try:
        reading = parse(load(page.name, bytes(page.content)), page.run.owner)
    except SourceError as error:
        page.error = str(error)
    else:
        page.kind = reading.kind
        page.lines = list(reading.lines)
        page.unread = [asdict(line) for line in reading.unread]
        _propose(page, reading)
    page.is_read = True
    page.save()


def _propose(page: GivenPage, reading: Reading) -> None:
    """What a person left out or corrected when the page was read before is so again."""
    before = earlier(reading)
    proposals = []
    for place, record in enumerate(reading.told):
        proposal = proposed(page, place, record)
        row = before.get(place)
        if row and row.is_rejected:
            proposal.verdict = Proposal.Verdict.REJECT
        if row and row.as_read is not None:
            proposal.edited = following(row.payload, row.as_read, proposal.payload)
        proposals.append(proposal)
    Proposal.objects.bulk_create(proposals)


def proposed(page: GivenPage, place: int, record: Record, is_added: bool = False) -> Proposal:
    return Proposal(
        page=page,
        position=place,
        type=record.type,
        payload=payload_of(record),
        first_line=record.lines[0],
        last_line=record.lines[1],
        confidence=record.confidence,
        is_added=is_added,
    )


def reading_of(page: GivenPage, all_of_it: bool = False) -> tuple[Reading, Choices]:
    """The page as it was read, with what was decided; `all_of_it` as if nothing was left out."""
    proposals = list(page.proposals.all())
    records = [from_json(p.type, p.payload) for p in proposals]
    owner = records[0] if records and isinstance(records[0], PersonRecord) else None
    reading = Reading(
        page.name,
        page.kind,
        owner,
        tuple(records[1:] if owner else records),
        unread=tuple(UnreadLine(**line) for line in page.unread),
        lines=tuple(page.lines),
    )
    choices = {
        place: Choice(
            rejected=p.verdict == Proposal.Verdict.REJECT and not all_of_it,
            edited=from_json(p.type, p.edited) if p.edited is not None else None,
            added=p.is_added,
        )
        for place, p in enumerate(proposals)
    }
    return reading, choices
