"""Dates as pages print them, made partial ISO dates."""

from __future__ import annotations

import re
from collections.abc import Sequence
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
DAY_FIRST = rf"(?P<d9>0?[1-9]|[12]\d|3[01])\.\s?(?P<m9>0?[1-9]|1[0-2])\.\s?(?P<y9>{YEAR})(?!\d)"
SLASHED = rf"(?P<a0>\d{{1,2}})/(?P<b0>\d{{1,2}})/(?P<y0>{YEAR})(?!\d)"
SLASHES = re.compile(rf"(?<!\d)(\d{{1,2}})/(\d{{1,2}})/{YEAR}(?!\d)")
TO = r"\s*(?:[-–—/&]|--|\bto\b|\band\b)\s*"


@cache
def _pattern() -> re.Pattern[str]:
    """A date of any kind; of a span of days or months ("3–5 May 2022") the first counts."""
    names = "|".join(sorted(map(re.escape, knowledge.months()), key=len, reverse=True))
    month = rf"(?:{names})\.?"
    day = r"\d{1,2}(?:st|nd|rd|th|er|º)?\.?"
    of = r"(?:of\s+|de\s+)?"
    worded = (
        rf"(?P<d3>\d{{1,2}})(?:st|nd|rd|th|er|º)?\.?(?:{TO}{day})?\s+{of}(?P<n3>{month})"
        rf"(?:{TO}{day}\s+{of}{month})?,?\s+{of}(?P<y3>{YEAR})"
        rf"|(?P<n4>{month})\s+(?P<d4>\d{{1,2}})(?:st|nd|rd|th)?"
        rf"(?:{TO}(?:{month}\s+)?{day})?(?:\s*,)?\s+(?P<y4>{YEAR})(?!\d)"
        rf"|(?P<n5>{month})(?:{TO}{month})?,?\s*(?:de\s+)?(?P<y5>{YEAR})(?!\d)"
        rf"|(?P<n11>{month}),?\s*['’](?P<s11>\d\d)(?!\d)"
        rf"|(?P<y7>{YEAR}),?\s+(?P<n7>{month})(?!\w)"
        rf"|(?P<n6>{month})\s+(?P<d6>[1-9]|[12]\d|3[01])(?![\d\w])"
    )
    return re.compile(
        rf"(?<![\w.])(?:{ISO_LIKE}|{DAY_FIRST}|{SLASHED}|{MONTH_YEAR}|{worded}"
        rf"|(?P<y8>{YEAR})(?![\w-]|\.\d))",
        re.I,
    )


def _iso(match: re.Match[str], day_first: bool = False) -> str:
    found = {k[0]: v for k, v in match.groupdict().items() if v}
    name = found.get("n", "").rstrip(".").casefold()
    month = knowledge.months()[name] if name else int(found.get("m", 0))
    year, day = found.get("y", ""), int(found.get("d", 0))
    if "s" in found:
        year = f"20{found['s']}"
    if "a" in found:
        month, day = _month_and_day(int(found["a"]), int(found["b"]), day_first)
    if day > 31:
        day = 0
    head = year or "-"
    return head + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if day else "")


def _month_and_day(first: int, second: int, day_first: bool) -> tuple[int, int]:
    """Which of the two is which in "13/5/2022"; (0, 0) where either may be the month, unless the
    text is known to have the day first."""
    if day_first and second <= 12 and first <= 31:
        return second, first
    if first == second <= 12 or first <= 12 < second <= 31:
        return first, second
    return (second, first) if second <= 12 < first <= 31 else (0, 0)


def find_all(text: str, day_first: bool = False) -> list[Dated]:
    """Every date in the text, in order; `day_first` where "5/6/2022" is in June."""
    if not DIGIT.search(text):
        return []
    return [Dated(_iso(m, day_first), m[0], m.start(), m.end()) for m in _pattern().finditer(text)]


def is_day_first(texts: Sequence[str]) -> bool:
    """Whether dates such as "5/6/2022" begin with the day: another one of the texts can be read
    so only, or they name months in a language of which all do."""
    pairs = [(int(a), int(b)) for text in texts for a, b in SLASHES.findall(text)]
    if any(a > 12 for a, _ in pairs) or any(b > 12 for _, b in pairs):
        return any(a > 12 for a, _ in pairs)
    return bool(pairs) and any(_foreign_month().search(text) for text in texts)


@cache
def _foreign_month() -> re.Pattern[str]:
    """The name of a month that is not English."""
    english = knowledge.table("words")["english_months"]
    return knowledge.phrases(tuple(m for m in knowledge.months() if m not in english))


def last(text: str) -> Dated | None:
    """The last date with a year in the text."""
    return next((d for d in reversed(find_all(text)) if not d.iso.startswith("-")), None)


LEAD = re.compile(r"[\[(]?\s*")
# A month and two digits of its year in brackets: "(9/02)".
SHORT_LEAD = re.compile(r"[(\[]\s*(0?[1-9]|1[0-2])[/.]['’]?(\d\d)\s*[)\]][\s:.,;|–—-]*")
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


def short_leading(text: str) -> tuple[Dated, str] | None:
    """The month and year of "(9/02) News", and the text after it."""
    match = SHORT_LEAD.match(text)
    if not match:
        return None
    year = int(match[2]) + (1900 if int(match[2]) >= 70 else 2000)
    printed = match[0].strip(" ()[]:.,;|–—-")
    return Dated(f"{year}-{int(match[1]):02d}", printed, 0, match.end()), text[match.end() :]


@cache
def _bare_month() -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, knowledge.months()), key=len, reverse=True))
    day = r"(?:\d{1,2})(?:st|nd|rd|th)?"
    return re.compile(
        rf"(?<![^\W])(?:(?P<d1>{day})\.?\s+)?(?P<n>{names})\.?(?:\s+(?P<d2>{day}))?(?![^\W])", re.I
    )


def within(year: str, text: str) -> Dated | None:
    """The last date of a text that tells a month and no year, in that year."""
    found = list(_bare_month().finditer(text)) if year else []
    if not found:
        return None
    match = found[-1]
    month = knowledge.months()[match["n"].casefold()]
    day = int(re.sub(r"\D", "", match["d1"] or match["d2"] or "0"))
    iso = f"{year}-{month:02d}" + (f"-{day:02d}" if 0 < day <= 31 else "")
    return Dated(iso, match[0], match.start(), match.end())
