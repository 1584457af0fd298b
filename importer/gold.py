"""Readings in the gold format: plain dictionaries in the shape that labels of pages have."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from importer.records import (
    Appearance,
    AppointmentRecord,
    CourseRecord,
    EducationRecord,
    MetricRecord,
    NewsRecord,
    OpeningRecord,
    PublicationRecord,
    Reading,
    ServiceRecord,
    TalkRecord,
    Term,
)

KINDS = {"author-index": "arrow"}
METRICS = {
    "h-index": "h_index",
    "papers": "papers",
    "citations": "citations",
    "novelty": "novelty",
    "ai score": "ai_score",
}
NOTHING = Appearance(kind="other")


def gold_document(
    readings: Sequence[Reading],
    works: list[dict[str, Any]],
    people: list[dict[str, Any]],
    ambiguous: list[Any],
) -> dict[str, Any]:
    """The whole prediction. Members of `works` and pairs of `ambiguous` are [page, index]; the
    index counts the PublicationRecords of that page's reading in order."""
    return {
        "pages": pages_to_gold(readings),
        "works": works,
        "people": people,
        "ambiguous_works": ambiguous,
    }


def pages_to_gold(readings: Iterable[Reading]) -> list[dict[str, Any]]:
    """One dictionary a page, in the order given."""
    return [_page(reading) for reading in readings]


def _page(reading: Reading) -> dict[str, Any]:
    owner = reading.owner
    return {
        "page": reading.page,
        "kind": KINDS.get(reading.kind, reading.kind),
        "person": _person(reading),
        "publications": [_publication(r, reading) for r in reading.of_type(PublicationRecord)],
        "news": [_news(r) for r in reading.of_type(NewsRecord)],
        "talks": [_talk(r) for r in reading.of_type(TalkRecord)],
        "teaching": [_course(r) for r in reading.of_type(CourseRecord)],
        "services": [_service(r) for r in reading.of_type(ServiceRecord)],
        "sections": list(reading.sections),
        "research_interests": (" ".join(owner.interests) if owner else "") or None,
        "other": [line.text for line in reading.unread],
    }


def _person(reading: Reading) -> dict[str, Any]:
    owner = reading.owner
    held = list(reading.of_type(AppointmentRecord))
    current = next((a for a in held if a.is_current), None)
    opening = next(reading.of_type(OpeningRecord), None)
    return {
        "name": owner.name if owner and not owner.inferred else None,
        "alternate_names": list(owner.alternate_names) if owner else [],
        "position": current.position if current else None,
        "affiliation": current.institution if current else None,
        "emails": list(owner.emails) if owner else [],
        "office": (owner.office or None) if owner else None,
        "education": [_education(r) for r in reading.of_type(EducationRecord)],
        "past_positions": [_position(a) for a in held if not a.is_current],
        "recruiting": opening.text if opening else None,
        "metrics": _metrics(reading),
    }


def _metrics(reading: Reading) -> dict[str, Any] | None:
    found = {
        METRICS[m.name.casefold()]: _number(m.value)
        for m in reading.of_type(MetricRecord)
        if not m.work and m.name.casefold() in METRICS
    }
    return {key: found.get(key) for key in METRICS.values()} if found else None


def _number(value: str) -> float | int:
    plain = value.replace(",", "")
    return float(plain) if "." in plain else int(plain)


def _education(record: EducationRecord) -> dict[str, Any]:
    return {
        "degree": record.degree,
        "field": record.field or None,
        "institution": record.institution or None,
        "year": _year(record.year),
        "advisor": record.advisor or None,
    }


def _position(record: AppointmentRecord) -> dict[str, Any]:
    return {
        "position": record.position,
        "institution": record.institution,
        "duration": record.duration or None,
        "start": record.start or None,
        "with": list(record.hosts),
    }


def _year(date: str) -> int | None:
    return int(date[:4]) if date[:4].isdigit() else None


def _publication(record: PublicationRecord, reading: Reading) -> dict[str, Any]:
    lead = record.appearances[0] if record.appearances else NOTHING
    dated = len(lead.date) == 10 and lead.kind == "preprint"
    authors = [a.name for a in record.authors]
    owner = reading.owner
    if not authors and record.owner_implied and owner and not owner.inferred:
        authors = [owner.name]
    ids = [a.arxiv_id for a in record.appearances if a.arxiv_id]
    others = [a.venue_printed for a in record.appearances[1:]]
    notes = [lead.detail, lead.note, record.note, *others]
    return {
        "line": record.lines[0],
        "title": record.title,
        "authors": authors,
        "authors_truncated": record.authors_truncated,
        "equal_contribution": [a.name for a in record.authors if a.equal],
        "venue_raw": lead.venue_printed or None,
        "venue_abbrev": lead.venue_abbrev or None,
        "year": _year(lead.date),
        "date": lead.date if dated else None,
        "kind": lead.kind,
        "section": record.section or None,
        "arxiv_id": ids[0] if ids else None,
        "distinction": lead.distinction or None,
        "note": "; ".join(n for n in notes if n) or None,
        "link_labels": [link.label for link in record.links if link.label],
        "category": record.category or None,
        "abstract": record.abstract or None,
        "has_abstract": bool(record.abstract),
        "has_code": record.has_code,
    }


def _news(record: NewsRecord) -> dict[str, Any]:
    return {
        "line": record.lines[0],
        "date": record.date or None,
        "text": record.text,
        "arxiv_ids": list(record.arxiv_ids),
    }


def _talk(record: TalkRecord) -> dict[str, Any]:
    return {
        "line": record.lines[0],
        "title": record.title,
        "event": record.event or None,
        "place": record.place or None,
        "date": record.date or None,
    }


def _course(record: CourseRecord) -> dict[str, Any]:
    return {
        "line": record.lines[0],
        "institution": record.institution or None,
        "code": record.code or None,
        "title": record.title,
        "terms": [_term(t) for t in record.terms],
        "role": record.role or None,
        "with": list(record.people),
    }


def _term(term: Term) -> str:
    return f"{term.season.capitalize()} {term.year or ''}".strip()


def _service(record: ServiceRecord) -> dict[str, Any]:
    return {
        "line": record.lines[0],
        "role": record.role,
        "year": _year(record.year),
        "venues": list(record.venues),
    }
