"""Badges: the short name of a venue beside a title, where another line names it in full."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from importer.parse import names, spans, venues
from importer.records import PublicationRecord
from importer.sources import Line

WORDS = 3
FULL = 1.2  # evidence of a venue in a line of more words


@dataclass(frozen=True, slots=True)
class Badges:
    """The lines of a section without its badges, and the badge of the line below each."""

    lines: tuple[Line, ...]
    taken: tuple[Line, ...]
    below: Mapping[int, str]

    def named(self, record: PublicationRecord) -> PublicationRecord:
        """The record, with the short name of its badge where its venue has none."""
        numbers = range(record.lines[0], record.lines[1] + 1)
        badge = next((self.below[n] for n in numbers if n in self.below), "")
        if not badge or not record.appearances:
            return record
        told, first = venues.parse(badge), record.appearances[0]
        if first.venue_abbrev or first.kind in ("preprint", "other") and first.venue_printed:
            return record
        first = replace(first, venue_abbrev=told.venue_abbrev, date=first.date or told.date)
        return replace(record, appearances=(first, *record.appearances[1:]))


def find(lines: Sequence[Line]) -> Badges:
    """The badges of a section. There are none unless each is followed by a longer line that names
    a venue, before the next badge, and none stands below authors, as the venue itself does."""
    short = [k for k, line in enumerate(lines[:-1]) if _is_badge(line)]
    if not short or not all(
        any(map(_is_full, lines[a + 1 : b])) and not (a and _is_authors(lines[a - 1]))
        for a, b in pairwise([*short, len(lines)])
    ):
        return Badges(tuple(lines), (), {})
    taken = set(short)
    kept: list[Line] = []
    for k, line in enumerate(lines):
        if k in taken:
            continue
        above = lines[k - 1] if k - 1 in taken else None
        if above:
            blank = max(line.blank_before, above.blank_before)
            line = replace(line, bullet=line.bullet or above.bullet, blank_before=blank)
        kept.append(line)
    below = {lines[k + 1].number: lines[k].text for k in short}
    return Badges(tuple(kept), tuple(lines[k] for k in short), below)


def _is_full(line: Line) -> bool:
    text = spans.take_labels(line.text)[0]
    return len(text.split()) > WORDS and venues.evidence(text) >= FULL


def _is_authors(line: Line) -> bool:
    return names.list_likeness(line.text) > 0.6


def _is_badge(line: Line) -> bool:
    if len(line.text.split()) > WORDS or line.heading:
        return False
    form = venues.parse(line.text)
    return bool(form.venue_abbrev) and not form.venue_name and venues.evidence(line.text) >= 1.5
