"""Lines that nobody read, made into records at a person's word."""

from __future__ import annotations

from dataclasses import replace

from importer.models import GivenPage, Proposal
from importer.parse import parse
from importer.records import (
    AwardRecord,
    CourseRecord,
    GrantRecord,
    NewsRecord,
    OpeningRecord,
    PublicationRecord,
    Record,
    ServiceRecord,
    TalkRecord,
)
from importer.review.given import proposed
from importer.sources import load

# Under this heading a page would print such a line; what it is where that does not tell.
HEADINGS = {
    "publication": "Publications",
    "news": "News",
    "talk": "Talks",
    "course": "Teaching",
    "service": "Service",
    "award": "Awards",
    "grant": "Grants",
    "opening": "Openings",
}


def assign(page: GivenPage, number: int, record_type: str) -> Proposal:
    """A proposal of that type made of an unread line, which is unread no more.

    Raises KeyError for a type that is not in HEADINGS, and LookupError for a line that is not
    among the unread ones.
    """
    line = next((k for k in page.unread if k["number"] == number), None)
    if line is None:
        raise LookupError(f"Line {number} of {page} is not unread.")
    record = replace(read_as(record_type, line["text"]), lines=(number, number), confidence=1.0)
    places = page.proposals.values_list("position", flat=True)
    proposal = proposed(page, max(places, default=-1) + 1, record, is_added=True)
    proposal.save()
    page.unread = [k for k in page.unread if k["number"] != number]
    page.save(update_fields=["unread"])
    return proposal


def read_as(record_type: str, text: str) -> Record:
    """The line as a page would be read that prints it under the heading of that type."""
    document = load("line.txt", f"Ann Lee\n\n{HEADINGS[record_type]}\n\n{text}\n".encode())
    found = [r for r in parse(document).records if r.type == record_type]
    return found[0] if len(found) == 1 else _plain(record_type, text)


def _plain(record_type: str, text: str) -> Record:
    at = (1, 1)
    match record_type:
        case "publication":
            return PublicationRecord(title=text, lines=at)
        case "news":
            return NewsRecord(text=text, lines=at)
        case "talk":
            return TalkRecord(title=text, lines=at)
        case "course":
            return CourseRecord(title=text, lines=at)
        case "service":
            return ServiceRecord(role=text, lines=at)
        case "award":
            return AwardRecord(title=text, lines=at)
        case "grant":
            return GrantRecord(title=text, lines=at)
        case _:
            return OpeningRecord(text=text, lines=at)
