"""Terms of courses as pages print them: "Fall 2021", "WiSe 2023/24", "Spring 2020, 2021"."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from importer import knowledge
from importer.records import Term

FULL = r"(?:19|20)\d\d"
OPEN = r"now|present|today|current|ongoing|heute|présent|presente|actualidad|oggi"
BETWEEN = re.compile(r"\s*(?:,|;|&|/|and\b|und\b|et\b|y\b|e\b|to\b|bis\b)*\s*")
SHORT = re.compile(r"([FSW])['’]?(\d\d)")  # "F21", as a label
LONGEST_PERIOD = 30  # years
LETTERS = {"F": "fall", "S": "spring", "W": "winter"}  # "F2021"
SINGLE = ("winter",)  # of two years, the season that begins in the first


class Found(NamedTuple):
    """Terms that one stretch of a text tells, and its place."""

    terms: tuple[Term, ...]
    start: int
    end: int


@cache
def _pattern() -> re.Pattern[str]:
    """A season and a year in either order, a numbered term with its year ("2022-1"), or a year
    alone; a year may be two ("2023/24", "2018–2021") or open ("2019–")."""
    seasons = "|".join(sorted(map(re.escape, knowledge.seasons()), key=lambda s: (-len(s), s)))
    counted = "|".join(map(re.escape, sorted(knowledge.words("numbered_terms"), key=len)[::-1]))
    numbered = rf"(?:{counted})\s?[1-4I]{{1,2}}|(?:[1-4](?:st|nd|rd|th|er|e|º|\.)?)\s(?:{counted})"
    span = rf"(?:\s?[-/–—]{{1,3}}\s?(?:{FULL}|\d\d(?!\d)|(?:{OPEN})(?!\w))?)?"
    year = rf"(?:{FULL}{span}|['’]?\d\d(?:[-/–]\d\d)?)"
    labels = "|".join(map(re.escape, sorted(knowledge.words("year_labels"), key=len)[::-1]))
    of = r"(?:of\s+|de\s+|semester\s+|term\s+|quarter\s+|session\s+|semestre\s+)?"
    joined = rf"(?:\s?(?:/|&|,|and|und|et|y)\s?(?:{seasons}))?"
    return re.compile(
        rf"(?<!\w)(?:(?P<y1>{year})\s*['’-]?\s*(?P<s1>{seasons})"
        rf"|(?P<s2>(?:{seasons}){joined})\.?,?\s*{of}['’]?(?P<y2>{year})"
        rf"|(?-i:(?P<s6>[FSW]))['’]?(?P<y6>{FULL})"
        rf"|(?:{numbered}),?\s*(?:of\s+)?(?P<y4>{FULL}{span})"
        rf"|(?P<y5>{FULL})\s?[-/.]\s?(?:0?[12]|I{{1,2}})(?![\w/.-])"
        rf"|(?:(?:{labels}|since|from|seit|depuis|desde|dal)\s+)?(?P<y3>{FULL}{span})"
        rf"(?:,?\s*(?:{numbered}))?)(?!\w)",
        re.I,
    )


def find(text: str) -> list[Found]:
    """The terms of a text in order. A season holds for the years that follow it: "Spring 2020,
    2021" are two springs."""
    found: list[Found] = []
    season = ""
    for match in _pattern().finditer(text):
        named = _seasons(match["s1"] or match["s2"] or LETTERS.get(match["s6"] or "", ""))
        year = (
            match["y1"] or match["y2"] or match["y6"] or match["y3"] or match["y4"] or match["y5"]
        )
        follows = bool(found) and BETWEEN.fullmatch(text, found[-1].end, match.start())
        if not named and match["y3"] and follows and season:
            named = (season,)
        season = named[-1] if named else ""
        years = _years(year, season)
        terms = [
            Term(each, value, match[0].strip()) for value in years for each in (named or ("",))
        ]
        found.append(Found(tuple(terms), match.start(), match.end()))
    return found


def alone(text: str) -> tuple[Term, ...]:
    """The terms of a text that has nothing else; empty for any other."""
    if short := SHORT.fullmatch(text.strip()):
        return (Term(LETTERS[short[1]], _full(short[2]), short[0]),)
    found = find(text)
    if not found or taken(text, found).strip(" ,;:&()./–—-"):
        return ()
    return tuple(term for each in found for term in each.terms)


def taken(text: str, found: list[Found]) -> str:
    """The text without the terms, a comma in their place."""
    kept, at = [], 0
    for each in found:
        if BETWEEN.fullmatch(text, at, each.start) is None:
            kept.append(text[at : each.start])
        at = each.end
    return ", ".join([*kept, text[at:]]) if found else text


def _seasons(printed: str) -> tuple[str, ...]:
    """The seasons of "Fall/Spring"; one for most."""
    known = knowledge.seasons()
    whole = known.get(printed.casefold().rstrip("."))
    if whole or not printed:
        return (whole,) if whole else ()
    parts = re.findall(r"[^\W\d_]+", printed.casefold())
    return tuple(known[part] for part in parts if part in known)


def _years(printed: str, season: str) -> list[int]:
    """The years of "2021", "'21", "2018–2021" (each), "2023/24" (the first: a year of study)."""
    parts = re.findall(r"\d+", printed)
    first = _full(parts[0])
    if len(parts) < 2:
        return [first]
    last = _full(parts[1]) if len(parts[1]) == 4 else first // 100 * 100 + int(parts[1])
    study = last == first + 1 and (len(parts[1]) == 2 or "/" in printed or season in SINGLE)
    if study or not first <= last <= first + LONGEST_PERIOD:
        return [first]
    return list(range(first, last + 1))


def _full(year: str) -> int:
    value = int(year)
    return value if len(year) == 4 else value + (1900 if value >= 70 else 2000)
