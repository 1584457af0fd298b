"""Dates as pages print them, made partial ISO dates."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from importer import knowledge


class Dated(NamedTuple):
    """A partial ISO date, the text that says it, and its place in the text searched."""

    iso: str
    printed: str
    start: int
    end: int


DIGIT = re.compile(r"\d")
YEAR = r"(?:1[89]|20)\d\d"
ISO_LIKE = rf"(?P<y1>{YEAR})[-/.](?P<m1>0?[1-9]|1[0-2])(?:[-/.](?P<d1>0?[1-9]|[12]\d|3[01]))?(?!\d)"
MONTH_YEAR = rf"(?P<m2>0?[1-9]|1[0-2])[/.](?P<y2>{YEAR})(?!\d)"


@cache
def _pattern() -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, knowledge.months()), key=len, reverse=True))
    month = rf"(?:{names})\.?"
    worded = (
        rf"(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?\.?\s+(?:of\s+|de\s+)?(?P<n3>{month}),?\s+(?P<y3>{YEAR})"
        rf"|(?P<n4>{month})\s+(?P<d4>\d{{1,2}})(?:st|nd|rd|th)?(?:\s*,)?\s+(?P<y4>{YEAR})(?!\d)"
        rf"|(?P<n5>{month}),?\s*(?:de\s+)?(?P<y5>{YEAR})(?!\d)"
        rf"|(?P<y7>{YEAR}),?\s+(?P<n7>{month})(?!\w)"
        rf"|(?P<n6>{month})\s+(?P<d6>[1-9]|[12]\d|3[01])(?![\d\w])"
    )
    return re.compile(
        rf"(?<![\w.])(?:{ISO_LIKE}|{MONTH_YEAR}|{worded}|(?P<y8>{YEAR})(?![\w-]|\.\d))", re.I
    )


def _iso(match: re.Match[str]) -> str:
    found = {k[0]: v for k, v in match.groupdict().items() if v}
    name = found.get("n", "").rstrip(".").casefold()
    month = knowledge.months()[name] if name else int(found.get("m", 0))
    year, day = found.get("y", ""), int(found.get("d", 0))
    if day > 31:
        day = 0
    head = year or "-"
    return head + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if day else "")


def find_all(text: str) -> list[Dated]:
    """Every date in the text, in order."""
    if not DIGIT.search(text):
        return []
    return [Dated(_iso(m), m[0], m.start(), m.end()) for m in _pattern().finditer(text)]


def last(text: str) -> Dated | None:
    """The last date with a year in the text."""
    return next((d for d in reversed(find_all(text)) if not d.iso.startswith("-")), None)


LEAD = re.compile(r"[\[(]?\s*")
AFTER_LEAD = re.compile(r"\s*[\])]?\s*[:.,;|–—-]*\s*")


def leading(text: str) -> tuple[Dated, str] | None:
    """The date a text begins with, in brackets or not, and the text after it."""
    start = LEAD.match(text)
    match = _pattern().match(text, start.end() if start else 0)
    if not match:
        return None
    after = AFTER_LEAD.match(text, match.end())
    end = after.end() if after else match.end()
    return Dated(_iso(match), match[0], match.start(), match.end()), text[end:]
