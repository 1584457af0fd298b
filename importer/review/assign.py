"""Lines that nobody read, made into records at a person's word."""

from __future__ import annotations

from dataclasses import replace

from importer.models import GivenPage, Proposal
from importer.parse import parse
from importer.records import Record, from_json
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
NAMED = {"news": "text", "opening": "text", "service": "role"}  # all others have a title


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
    """The whole line as the one field that such a record cannot do without."""
    field = NAMED.get(record_type, "title")
    return from_json(record_type, {field: text, "lines": [1, 1]})
