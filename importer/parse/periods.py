"""Periods as lists of positions print them: "2019–2021", "Sept. 2018 - present", "since 2020"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from importer import knowledge
from importer.parse import dates

NOW_WORDS = (
    r"now|present|current|ongoing|today|to\s+date|heute|présent|aujourd['’]hui|actualidad|presente|"
    r"oggi|hoje|heden|至今|今"
)
SINCE_WORDS = r"since|seit|depuis|desde|dal|sinds"
NOW = re.compile(rf"\b(?:{NOW_WORDS})\b|^(?:{SINCE_WORDS})\b|[-–—]\s*\)?$", re.I)
HYPHEN = re.compile(r"(?<=\d\d\d\d)-{1,3}(?=(?:19|20)\d\d|\d\d(?!\d)|\s*$|[^\W\d_]{3})")
SHORT_END = re.compile(r"((?:19|20)\d\d)\s*[–—]\s*(\d\d)(?![\d/])")
LONGEST = 600


@cache
def _pattern() -> re.Pattern[str]:
    """One date or two, each a month, a season or a year, or the word for now."""
    words = sorted({*knowledge.months(), *knowledge.seasons()}, key=lambda w: (-len(w), w))
    named = "|".join(map(re.escape, words))
    point = (
        rf"(?:(?:(?:{named})\.?,?\s*)?(?:19|20)\d\d(?:[./-](?:0?[1-9]|1[0-2])(?!\d))?"
        r"|(?:0?[1-9]|1[0-2])/(?:19|20)\d\d)"
    )
    end = rf"(?:{point}|(?:{named})\.?|{NOW_WORDS})"
    return re.compile(
        rf"(?<!\w)(?:(?:{SINCE_WORDS})\s+)?(?:{point}|(?:{named})\.?(?=\s*[-–—]\s*{end}))"
        rf"(?:\s*(?:-{{1,3}}|–|—|to|until|bis|à|a|al|tot)\s*{end}(?!\w)|[-–—]\d\d(?!\w)"
        r"|\s*[-–—](?=\s*(?:$|[,;:)]))|[-–—](?=\s+[^\W\d_]{3}))?(?!\w)",
        re.I,
    )


def find(text: str) -> re.Match[str] | None:
    """The first period in the text."""
    return _pattern().search(text[:LONGEST])


def find_all(text: str) -> Iterator[re.Match[str]]:
    """Every period in the text."""
    return _pattern().finditer(text[:LONGEST])


def spelt_out(text: str) -> str:
    """The text with the years that end periods in full: "2011–15" as "2011–2015"."""

    def full(match: re.Match[str]) -> str:
        whole = match[1][:2] + match[2]
        return f"{match[1]}–{whole}" if whole > match[1] else match[0]

    return SHORT_END.sub(full, text)


def is_open(printed: str) -> bool:
    """Whether a period, as printed, lasts until now."""
    return bool(NOW.search(printed))


def without(text: str) -> str:
    """The text without its first period and the marks around it."""
    match = find(text)
    if not match:
        return text
    before = text[: match.start()].rstrip(" ,:;(–—-|")
    after = text[match.end() :]
    comma = "," if before and after.lstrip(" )").startswith(",") else ""
    return f"{before}{comma} {after.lstrip(' ,:;.)–—-|')}".strip()


def bounds(printed: str) -> tuple[str, str]:
    """The start and the end of a period as partial ISO dates; the end is empty for one date."""
    text = HYPHEN.sub("–", printed)
    if short := SHORT_END.search(text):
        text = f"{text[: short.start(2)]}{short[1][:2]}{short[2]}"
    found = [d.iso for d in dates.find_all(text) if not d.iso.startswith("-")]
    return (found[0] if found else "", found[-1] if len(found) > 1 else "")


def in_order(start: str, end: str) -> bool:
    """Whether a period does not end before it starts, as precisely as both are known."""
    size = min(len(start), len(end))
    return start[:size] <= end[:size]
