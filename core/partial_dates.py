"""Dates known to the year, the month or the day, or to month and day alone.

Written as ISO 8601 writes them (``2024``, ``2024-05``, ``2024-05-14``); a date without a year as
vCard 4 does (``--05-14``, RFC 6350, 4.3.1).
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass

ISO = re.compile(r"(?:(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?|--(\d{1,2})-(\d{1,2}))\Z")
SLASHED = re.compile(r"(\d{4})/(\d{1,2})(?:/(\d{1,2}))?\Z")
WORDS = re.compile(r"[^\W\d_]+|\d+")
MONTHS = {name.casefold()[:3]: n for n, name in enumerate(calendar.month_name) if name}


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date of which the year, the month and the day, the month, or the day may be unknown.

    Raises ValueError where the parts make no date (month 13, 30 February, a day without a
    month, nothing at all).
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.day is not None and self.month is None:
            raise ValueError("a day needs its month")
        if self.year is None and self.day is None:
            raise ValueError("a date without a year needs its month and its day")
        if self.year is not None and not 1000 <= self.year <= 9999:
            raise ValueError("a year has four digits")
        if self.month is not None and not 1 <= self.month <= 12:
            raise ValueError("a month is a number from 1 to 12")
        if self.month is not None and self.day is not None:
            last = calendar.monthrange(self.year or 2000, self.month)[1]
            if not 1 <= self.day <= last:
                raise ValueError(f"that month has {last} days")

    def isoformat(self) -> str:
        parts = (f"{self.year:04d}" if self.year else "-", self.month, self.day)
        return "-".join(p if isinstance(p, str) else f"{p:02d}" for p in parts if p)

    def __str__(self) -> str:
        """As precisely as known: ``14 May 2024``, ``May 2024``, ``2024``, ``14 May``."""
        month = calendar.month_name[self.month] if self.month else ""
        return " ".join(str(p) for p in (self.day, month, self.year) if p)

    @property
    def precision(self) -> int:
        """How many of year, month and day are known."""
        return sum(part is not None for part in (self.year, self.month, self.day))

    def __lt__(self, other: PartialDate) -> bool:
        """The order in which the database sorts them: as text, a whole year before its months."""
        return self.isoformat() < other.isoformat()


def parse(text: str) -> PartialDate:
    """The date that `text` writes: ISO 8601, ``2024/05``, or English in either order.

    Raises ValueError with a sentence for an editor where it writes none.
    """
    text = text.strip()
    try:
        if match := ISO.match(text):
            year, month, day, bare_month, bare_day = (int(g) if g else None for g in match.groups())
            return PartialDate(year, month or bare_month, day or bare_day)
        if match := SLASHED.match(text):
            return PartialDate(*(int(g) if g else None for g in match.groups()))
        return _from_words(WORDS.findall(text))
    except ValueError as error:
        raise ValueError(
            f"“{text}” is not a date: {error}. Write 2024, 2024-05, 2024-05-14, or 14 May 2024."
        ) from None


def _from_words(words: list[str]) -> PartialDate:
    year = month = day = None
    for word in words:
        if word.isdigit() and len(word) == 4 and year is None:
            year = int(word)
        elif word.isdigit() and len(word) <= 2 and day is None:
            day = int(word)
        elif len(word) >= 3 and month is None and _month(word):
            month = _month(word)
        else:
            alone = len(words) == 1  # and said in the sentence already
            raise ValueError("it names no year" if alone else f"“{word}” is no part of one")
    if month is None and year is None:
        raise ValueError("there is no year and no month in it")
    return PartialDate(year, month, day)


def _month(word: str) -> int | None:
    """The month of which `word` is the English name, whole or cut short."""
    number = MONTHS.get(word.casefold()[:3])
    whole = calendar.month_name[number].casefold() if number else ""
    return number if number and whole.startswith(word.casefold().replace("sept", "sep")) else None
