"""A section of publications: its layout is a hypothesis, scored over the whole section."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from importer import knowledge
from importer.parse import groups, legends, names
from importer.parse.claims import Claims, full_text, is_chrome
from importer.parse.works import entries, features, model, weights
from importer.parse.works.atoms import cut
from importer.parse.works.entry import collect
from importer.records import PublicationRecord
from importer.sources import Line

DITTO = re.compile(r"[-–—_]{2,}[.,]")  # the authors of the record above


def read(
    lines: Sequence[Line], section: str, owner: str, claims: Claims
) -> list[PublicationRecord]:
    """The records of a section; its lines that belong to none stay unclaimed.

    What a mark means may be said anywhere on the page.
    """
    body, told = body_of(lines)
    everywhere = told or claims.once("legends", lambda: legends.of_lines(claims.lines))
    marks = legends.equal_marks([pair for pairs in everywhere.values() for pair in pairs])
    grouped = groups.find(body)
    heads = [line for line in grouped.lines if _is_head(line)]
    claims.order(*grouped.headings, *heads)
    listed = [line for line in grouped.lines if line not in heads]
    atoms = cut(listed, claims.lines)
    if not atoms:
        return []
    known = recurring(listed, owner)
    found = model.read(atoms, features.of(atoms, known), weights.learned())
    records: list[PublicationRecord] = []
    for entry in collect(atoms, found):
        kind_of = grouped.heading(entry.lines[0].number, section)
        record = entries.record(entry, section, kind_of, marks)
        if not record:
            continue
        claims.claim(*entry.lines)
        above = records[-1] if records else None
        if above and not record.authors and DITTO.match(entry.lines[0].text):
            record = replace(record, authors=above.authors, owner_implied=False)
        record = grouped.dated(record)
        if above and folded(above.title) == folded(record.title):
            records[-1] = entries.joined(above, record)
        else:
            records.append(record)
    if any(author.equal for record in records for author in record.authors):
        claims.order(*(line for line in claims.lines if line.number in everywhere))
    return records


def folded(title: str) -> str:
    """A title by its letters and digits alone."""
    return re.sub(r"[\W_]+", "", knowledge.folded(title))


def body_of(lines: Sequence[Line]) -> tuple[list[Line], legends.Legends]:
    """(the lines that may be records, by number the lines among the others that explain marks)."""
    told = legends.of_lines(lines)
    body = [line for line in lines if line.number not in told and not is_chrome(full_text(line))]
    return body, told


def _is_head(line: Line) -> bool:
    """Whether a line is the head of a table: the names of its columns and nothing else."""
    rest, count = knowledge.phrase_pattern("table_heads").subn("", line.text[:300])
    return count > 1 and not re.search(r"\w", rest)


def recurring(lines: Sequence[Line], owner: str) -> frozenset[tuple[str, ...]]:
    """Names that stand in more than one list of the section, and the owner's."""
    counts: Counter[tuple[str, ...]] = Counter()
    for line in lines:
        if "," in line.text or " and " in line.text or len(line.text.split()) <= 5:
            counts.update(
                {
                    names.key(n)
                    for n in names.split(line.text[:2_000]).names
                    if names.likeness(n) >= 0.8
                }
            )
    found = {name for name, count in counts.items() if count > 1}
    return frozenset(found | ({names.key(owner)} if owner else set()))
