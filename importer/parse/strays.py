"""Lines that tell by themselves what they are, in whatever section they stand: service, courses,
an item of news, a note that somebody is looked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from importer import knowledge
from importer.parse import news, openings, roles, sections, sentences, services, teaching
from importer.parse.claims import Claims, is_chrome
from importer.records import Record, ServiceRecord
from importer.sources import Line


def read(lines: Sequence[Line], claims: Claims, title: str = "") -> list[Record]:
    """The records of the lines of a section of that title that nothing else has read."""
    records: list[Record] = []
    for line in lines:
        found = [] if is_chrome(line.text) else told(line, title) or _openings(line)
        if found:
            records += found
            claims.claim(line)
    return records


def told(line: Line, title: str = "") -> list[Record]:
    """What a line tells that is no running text; nothing where it is not plain."""
    label = sections.labelled(line.text)
    if label and label[0] == "news":
        return list(news.of_text(line, label[2]))
    return [*(_service(line) or teaching.told(line, title))]


def _openings(line: Line) -> list[Record]:
    """The notes in a paragraph that somebody is looked for."""
    if not sentences.is_prose(line.text) or len(line.text) > services.LONGEST:
        return []
    return [*openings.read(sentences.split(line.text), line.number)]


def in_sentences(line: Line) -> list[ServiceRecord]:
    """The service that running text tells of, sentence by sentence."""
    found: list[ServiceRecord] = []
    for sentence in sentences.split(line.text[: services.LONGEST]):
        found += _service(replace(line, text=sentence, spans=()))
    return found


def _service(line: Line) -> list[ServiceRecord]:
    """The service of a line all of which is about roles that are none but service, and not for
    an institution of the owner's own."""
    found = services.told(line)
    own = knowledge.phrase_pattern("institution_words")
    if not roles.begins(line.text) or any(own.search(v) for r in found for v in r.venues):
        return []
    return found if all(roles.is_plain(r.role) for r in found) else []
