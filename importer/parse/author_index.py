"""Author pages of a paper index: a line of venue, year and kind, a title, bulleted authors, an
abstract. What stands above the first record is the site's, but for the name and the figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from importer import knowledge
from importer.parse import figures, names, owners
from importer.parse.claims import Claims
from importer.records import Appearance, PersonRecord, PublicationRecord, Reading, Record
from importer.sources import Document, Line

KIND = "author-index"
HEAD = re.compile(
    r"(?P<venue>\S.{0,80}?)\s+"
    r"(?:(?P<form>Conference|Journal|Workshop|Book|Preprint)\s+)?"
    r"(?P<year>(?:19|20)\d\d)\s+(?P<kind>(?:Conference|Journal|Workshop|Short|Full|Book|Demo)\s+)?"
    r"(?P<noun>Paper|Article|Chapter|Abstract|Preprint|Thesis)$"
)


def heads(document: Document) -> list[int]:
    """The places of the lines by which records begin."""
    return [
        k
        for k, line in enumerate(document.lines)
        if not line.bullet and len(line.text) < 140 and HEAD.match(line.text)
    ]


def fits(document: Document) -> bool:
    """Whether records begin with such a line and have bulleted authors two lines on."""
    found = heads(document)
    lines = document.lines
    listed = sum(k + 2 < len(lines) and bool(lines[k + 2].bullet) for k in found)
    return len(found) >= 1 and listed * 2 > len(found)


def read(document: Document, owner_hint: str) -> Reading:
    """The records of the index, the figures above them and the owner."""
    claims = Claims(document)
    places = heads(document)
    header = document.lines[: places[0]]
    section = _section(header)
    works = []
    for a, b in pairwise([*places, len(document.lines)]):
        body = document.lines[a:b]
        work = _record(body, section.text if section else "")
        if work:
            works.append(work)
            claims.claim(*body)
    owner, metrics = _header(header, section, claims, works, owner_hint)
    return Reading(
        document.name,
        KIND,
        owner,
        (*metrics, *works),
        (section.text,) if section else (),
        claims.unread(chrome=header),
        claims.of_owner,
        claims.ordering,
    )


def _record(body: Sequence[Line], section: str) -> PublicationRecord | None:
    head = HEAD.match(body[0].text)
    if head is None or len(body) < 2:
        return None
    title = [line.text for line in body[1:] if not line.bullet][:1]
    start = next((k for k, line in enumerate(body) if line.bullet), len(body))
    end = next((k for k in range(start, len(body)) if not body[k].bullet), len(body))
    listed = [names.clean(line.text) for line in body[start:end]]
    authors = names.AuthorList(tuple(n for n, _ in listed), tuple(m for _, m in listed), False)
    return PublicationRecord(
        lines=(body[0].number, body[-1].number),
        title=" ".join(title),
        authors=authors.authors(frozenset()),
        appearances=(_appearance(head),),
        abstract=" ".join(line.text for line in body[end:]),
        section=section,
    )


def _appearance(head: re.Match[str]) -> Appearance:
    known = knowledge.venue_abbreviations().get(head["venue"].casefold())
    printed = f"{head['form'] or ''} {head['kind'] or ''} {head['noun']}".casefold()
    kinds = ("workshop", "conference", "journal", "preprint", "chapter", "thesis", "book")
    kind = next((k for k in kinds if k in printed), known.kind if known else "other")
    short = len(head["venue"].split()) <= 2 or bool(known and known.abbrev)
    return Appearance(
        kind=kind,
        venue_abbrev=head["venue"] if short else "",
        venue_name="" if short else head["venue"],
        venue_printed=head[0],
        date=head["year"],
        date_printed=head["year"],
    )


def _section(header: Sequence[Line]) -> Line | None:
    """The heading over the records: the last line above them that is words alone."""
    for line in reversed(header):
        if not re.search(r"\d", line.text):
            return line if len(line.text.split()) <= 4 and line.text[0].isupper() else None
    return None


def _header(
    header: Sequence[Line],
    section: Line | None,
    claims: Claims,
    works: Sequence[PublicationRecord],
    hint: str,
) -> tuple[PersonRecord | None, list[Record]]:
    """The owner (whom every record lists) and the figures."""
    common = owners.common_author(works)
    likely = [line for line in header if names.likeness(line.text) > 0.8 and line is not section]
    named = [line for line in header if line.text == common] or likely
    metrics: list[Record] = []
    for line in header:
        metric = figures.read(line)
        if metric:
            metrics.append(metric)
            claims.claim(line)
        elif line is section:
            claims.order(line)
        elif line in named[:1]:
            claims.own(line)
    name = named[0].text if named else hint or common
    if not name:
        return None, metrics
    at = (named[0].number,) * 2 if named else (works[0].lines[0], works[-1].lines[1])
    inferred = not named and not hint
    return PersonRecord(
        lines=at, name=name, inferred=inferred, alternate_names=owners.other_forms(name, works)
    ), metrics
