"""Listings of a paper aggregator: a line of category and date, a title, authors, an abstract.

The site prints the spans of a record without anything between them ("LGMay 3, 2020Code"); in
some captures the authors are glued to the title as well. A header with figures may be missing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from importer import knowledge
from importer.parse import dates, figures, names, owners
from importer.parse.claims import Claims
from importer.records import (
    Appearance,
    MetricRecord,
    PersonRecord,
    PublicationRecord,
    Reading,
    Record,
)
from importer.sources import Document, Line

KIND = "aggregator"
GLUE = re.compile(r"(?<=[^\s(\[\"“‘'])(?=[^\W\d_a-z])")
MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
HEADER_LIMIT = 40
LONGEST = 5_000  # characters of a title with its authors
NAME_LIMIT = 80  # characters in which a first name must end


@cache
def _head() -> re.Pattern[str]:
    """A whole line of score, category, date and code flag."""
    suffixes = sorted(knowledge.arxiv_categories(), key=len, reverse=True)
    return re.compile(
        rf"(?P<score>\d{{1,3}}(?:\.\d+)?)?\s*(?P<category>{'|'.join(map(re.escape, suffixes))})\s*"
        rf"(?P<date>{MONTH}\s+\d{{1,2}}(?:,\s*\d{{4}})?)\s*(?P<code>Code)?\s*$"
    )


def heads(document: Document) -> list[int]:
    """The places of the lines by which records begin."""
    return [
        k
        for k, line in enumerate(document.lines)
        if len(line.text) < 60 and _head().match(line.text)
    ]


def fits(document: Document) -> bool:
    """Whether at least two records begin as this layout's do, or one below figures."""
    found = heads(document)
    return (
        len(found) >= 2
        or bool(found)
        and any(figures.read(line) for line in document.lines[: found[0]])
    )


def read(document: Document, owner_hint: str) -> Reading:
    """The records of the listing, its header and its owner."""
    claims = Claims(document)
    places = heads(document)
    bodies = [document.lines[a:b] for a, b in pairwise([*places, len(document.lines)])]
    glued = _is_glued(bodies)
    known = _listed_names(bodies, glued)
    header = document.lines[: places[0]]
    title = next((line.text for line in header if _is_count_heading(line)), "")
    records: list[Record] = []
    for body in bodies:
        found = _record(body, glued, known, title)
        records += found
        claims.claim(*(body if found else ()))
    works = [r for r in records if isinstance(r, PublicationRecord)]
    owner, figures_ = _header(header, claims, works, owner_hint)
    if owner:
        records = [_with_owner(r, owner.name) for r in records]
    return Reading(
        document.name,
        KIND,
        owner,
        (*figures_, *records),
        (title,) if title else (),
        claims.unread(chrome=header),
        claims.of_owner,
        claims.ordering,
    )


def _is_glued(bodies: Sequence[Sequence[Line]]) -> bool:
    """Whether the second line of the records is, on most, no list of authors of its own."""
    apart = sum(
        len(b) > 2 and names.list_likeness(_without_tags(b[2].text)[0]) > 0.7 for b in bodies
    )
    return apart * 2 < len(bodies)


def _without_tags(text: str) -> tuple[str, tuple[str, ...]]:
    """The authors of a line, and the institutions after the dots."""
    authors, *tags = re.split(r"\s+·\s+", text)
    return authors, tuple(tags)


def _listed_names(bodies: Sequence[Sequence[Line]], glued: bool) -> frozenset[str]:
    """Names that certainly are authors: all but the first of each list."""
    found: set[str] = set()
    for body in bodies:
        line = body[1 if glued else 2] if len(body) > (1 if glued else 2) else None
        if line:
            listed = names.split(_without_tags(line.text)[0]).names
            found.update(n for n in listed[1:] if names.likeness(n) > 0.7)
    return frozenset(found)


def _record(body: Sequence[Line], glued: bool, known: frozenset[str], section: str) -> list[Record]:
    """The work of one entry, and the site's score of it where there is one."""
    head = _head().match(body[0].text)
    if head is None or len(body) < 2:
        return []
    title, listed = _split_glued(body[1].text, known) if glued else (body[1].text, "")
    rest = list(body[2:])
    if not glued and rest and names.list_likeness(_without_tags(rest[0].text)[0]) > 0.5:
        listed = rest.pop(0).text
    listed, tags = _without_tags(listed)
    authors = names.split(listed)
    dated = dates.find_all(head["date"])[0]
    span = (body[0].number, body[-1].number)
    work = PublicationRecord(
        lines=span,
        title=title.strip(),
        authors=authors.authors(frozenset()),
        authors_truncated=authors.truncated,
        affiliation_tags=tags,
        appearances=(Appearance(kind="preprint", date=dated.iso, date_printed=dated.printed),),
        category=knowledge.arxiv_categories()[head["category"]],
        has_code=bool(head["code"]),
        abstract=" ".join(line.text for line in rest),
        section=section,
    )
    if not head["score"]:
        return [work]
    score = MetricRecord(
        lines=(span[0], span[0]), name="score", value=head["score"], work=work.title, site_own=True
    )
    return [work, score]


def _split_glued(text: str, known: frozenset[str]) -> tuple[str, str]:
    """(title, authors) of a line where the one follows the other without a space.

    A place between two characters is a candidate where a name list begins there; a first name
    that other records list is the surest sign, a hyphen before the place speaks against it.
    """
    best, where = 0.0, len(text)
    if len(text) > LONGEST:
        return text, ""
    for match in GLUE.finditer(text):
        at = match.start()
        first = names.split(_without_tags(text[at : at + NAME_LIMIT])[0]).names[:1]
        if not first or len(first[0].split()) < 2 or names.likeness(first[0]) < 0.5:
            continue
        likeness = names.list_likeness(_without_tags(text[at:])[0])
        if likeness < 0.6:
            continue
        value = (
            likeness
            + 1.0 * (first[0] in known)
            - 0.5 * (text[at - 1] in "-’'")
            - 0.4 * (names.likeness(first[0]) < 0.9)
            - 0.3 * text[at : at + 2].isupper()
        )
        if value > best + 1e-9:
            best, where = value, at
    return text[:where], text[where:]


def _is_count_heading(line: Line) -> bool:
    return bool(re.fullmatch(r"[\d,]+ [A-Z][a-z]+", line.text))


def _header(
    header: Sequence[Line], claims: Claims, works: list[PublicationRecord], hint: str
) -> tuple[PersonRecord | None, list[Record]]:
    """The owner and the figures that stand above the first record."""
    found: list[Record] = []
    name, field = "", ""
    field_line: Line | None = None
    at = (works[0].lines[0], works[-1].lines[1]) if works else (1, 1)
    for line in header[:HEADER_LIMIT]:
        if _is_count_heading(line):
            claims.order(line)
        elif metric := figures.read(line):
            found.append(metric)
            claims.claim(line)
        elif line.text in knowledge.arxiv_categories():
            field, field_line = knowledge.arxiv_categories()[line.text], line
        elif not name and names.likeness(line.text) > 0.6:
            name, at = line.text, (line.number, line.number)
            claims.own(line)
    inferred = not name
    name = name or hint or owners.common_author(works)
    if not name:
        return None, found
    if field_line:
        claims.own(field_line)
        at = (min(at[0], field_line.number), max(at[1], field_line.number))
    forms = owners.other_forms(name, works)
    return PersonRecord(
        lines=at,
        name=name,
        inferred=inferred and not hint,
        alternate_names=forms,
        main_field=field,
        confidence=0.8 if inferred else 1.0,
    ), found


def _with_owner(record: Record, owner: str) -> Record:
    if isinstance(record, PublicationRecord) and owners.hides(owner, record):
        return replace(record, owner_implied=True)
    return record
