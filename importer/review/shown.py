"""Records and lines of a review as a reader likes them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from importer.models import GivenPage, Proposal

AROUND = 1  # lines shown before and after those of a record
MOST = 12  # lines of a record that are shown
NAMES = ("title", "name", "text", "position", "degree", "role")  # the first is what it is called
HIDDEN = {"lines", "confidence", "section", "inferred", "site_own", "first_person"}
PROSE = {"biography", "interests"}
LABELS = {"appearances": "came out", "duration": "period"}
TYPES = {
    "person": "Whose page it is",
    "member": "Members",
    "appointment": "Positions",
    "education": "Education",
    "metric": "Figures",
    "opening": "Recruitment notes",
    "publication": "Publications",
    "news": "News",
    "talk": "Talks",
    "course": "Teaching",
    "service": "Service",
    "award": "Awards",
    "grant": "Grants",
}


@dataclass(frozen=True)
class Entry:
    """A proposal with its heading, its further fields, and the lines that it was read from."""

    proposal: Proposal
    title: str
    fields: Sequence[tuple[str, str]]
    lines: Sequence[tuple[int, str, bool]]
    more_lines: int
    candidates: Sequence[tuple[str, str, Sequence[tuple[str, str]]]]

    @property
    def is_doubtful(self) -> bool:
        return self.proposal.confidence < 0.5


def entry(proposal: Proposal) -> Entry:
    title, fields = said(proposal.says)
    lines, more = _lines(proposal.page, proposal.first_line, proposal.last_line)
    candidates = [
        (
            f"{c['page']}, line {c['line']}",
            c["reason"],
            [("title", said(c["says"])[0]), *said(c["says"])[1]],
        )
        for c in proposal.candidates
    ]
    return Entry(proposal, title, fields, lines, more, candidates)


def said(payload: Mapping[str, Any]) -> tuple[str, list[tuple[str, str]]]:
    """What a record is called, and its other fields that say something, as text."""
    name = next((n for n in NAMES if payload.get(n)), "")
    fields = [
        (LABELS.get(key, key.replace("_", " ")), text)
        for key, value in payload.items()
        if key != name and key not in HIDDEN and (text := _text(key, value))
    ]
    return str(payload.get(name, "")), fields


def _text(key: str, value: Any) -> str:
    if value is True:
        return "yes"
    if not value:
        return ""
    if key == "authors":
        return ", ".join(a["name"] + ("*" if a["equal"] else "") for a in value)
    if key == "appearances":
        return "; ".join(", ".join(_form(form)) for form in value)
    if key == "links":
        return ", ".join(f"{k['label']} ({k['url'] or 'no address'})" for k in value)
    if key == "terms":
        return ", ".join(term["printed"] or f"{term['season']} {term['year']}" for term in value)
    if key in PROSE:
        return " ".join(value) if isinstance(value, list) else str(value)
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _form(form: Mapping[str, str]) -> Iterator[str]:
    yield form["kind"]
    names = dict.fromkeys(filter(None, (form["venue_abbrev"], form["venue_name"])))
    yield from names or filter(None, [form["venue_printed"]])
    for name in ("volume", "issue", "pages", "date", "status", "distinction", "note"):
        if form[name]:
            yield form[name] if name != "pages" else f"pp. {form[name]}"
    for name, label in (("doi", "DOI"), ("arxiv_id", "arXiv")):
        if form[name]:
            yield f"{label} {form[name]}"


def _lines(page: GivenPage, first: int, last: int) -> tuple[list[tuple[int, str, bool]], int]:
    """(number, text, whether it is of the record) of the lines with those around them, and how
    many more the record has."""
    end = min(last, first + MOST - 1)
    numbers = range(max(1, first - AROUND), min(len(page.lines), end + AROUND) + 1)
    found = [(n, page.lines[n - 1], first <= n <= end) for n in numbers if page.lines[n - 1]]
    return found, last - end
