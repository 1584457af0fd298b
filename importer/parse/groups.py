"""Headings inside a section of publications: years and topics under which records stand."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from importer.parse import dates, kinds
from importer.records import PublicationRecord
from importer.sources import Line

YEAR_LINE = re.compile(
    rf"^\W{{0,3}}({dates.YEAR})(?:\s*[-–—]\s*(?:{dates.YEAR}|\d\d|now|present))?\W{{0,3}}"
    r"(?:\(\d{1,3}\))?$",
    re.I,
)
TOPIC_WORDS = 6
FAR = 3  # years
BELOW_HEADING = 9  # blank lines as which a heading counts: what follows begins a record
MANY = 6  # lines below a marked heading that are more than one record


@dataclass(frozen=True, slots=True)
class Groups:
    """The lines of the section without its inner headings, and those headings with their year."""

    lines: tuple[Line, ...]
    headings: tuple[Line, ...]
    years: tuple[str, ...]

    def heading(self, number: int, section: str) -> str:
        """The heading that tells the kind of what stands in a line: an inner one with words, or
        that of the section. Years below a heading of unfinished work are no part of it."""
        at = bisect([line.number for line in self.headings], number) - 1
        if at < 0:
            return section
        if not self.years[at]:
            return self.headings[at].text
        return "" if kinds.is_unfinished(section) else section

    def dated(self, record: PublicationRecord) -> PublicationRecord:
        """The record, with the year it stands under where it tells none itself, or one long after
        it (the number of a page)."""
        at = bisect([line.number for line in self.headings], record.lines[0]) - 1
        forms = record.appearances
        if at < 0 or not self.years[at] or not forms:
            return record
        if any(form.date for form in forms) and not _is_far(forms[0].date, self.years[at]):
            return record
        first = replace(forms[0], date=self.years[at], date_printed=self.headings[at].text)
        return replace(record, appearances=(first, *forms[1:]))


def _is_far(date: str, year: str) -> bool:
    return date[:4].isdigit() and int(date[:4]) > int(year) + FAR


def find(lines: Sequence[Line]) -> Groups:
    """The inner headings: lines of a year alone where no year comes twice, and marked headings
    of few words with more than one record below."""
    years = {line.number: m[1] for line in lines if (m := is_year(line))}
    if len(set(years.values())) < len(years):
        years = {}
    marked = [k for k, line in enumerate(lines) if line.heading]
    topics = {
        lines[a].number
        for a, b in pairwise([*marked, len(lines)])
        if len(lines[a].text.split()) <= TOPIC_WORDS
        and (b - a > MANY or sum(bool(line.bullet) for line in lines[a:b]) > 1)
    }
    kept: list[Line] = []
    headings: list[Line] = []
    apart = False
    for line in lines:
        if line.number in years or line.number in topics:
            headings.append(line)
            apart = True
            continue
        kept.append(replace(line, blank_before=BELOW_HEADING) if apart else line)
        apart = False
    return Groups(tuple(kept), tuple(headings), tuple(years.get(h.number, "") for h in headings))


def is_year(line: Line) -> re.Match[str] | None:
    return None if line.bullet else YEAR_LINE.match(line.text)
