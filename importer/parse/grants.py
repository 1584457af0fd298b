"""Grants: a title, who pays, how much, from when to when, and with whom."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from importer import knowledge
from importer.parse import names, outline, periods, sentences, spans
from importer.parse.claims import Claims, is_chrome
from importer.records import GrantRecord
from importer.sources import Line

CURRENCY = r"(?:[$€£¥]|(?:US|CA|AU)\$|\b(?:EUR|USD|GBP|CHF|SEK|NOK|DKK|CAD|AUD|INR|CNY|JPY)\b)"
FIGURE = (
    r"\d{1,12}(?:[.,' ]\d{3}(?!\d)){0,4}(?:[.,]\d{1,2}(?!\d))?"
    r"(?:\s?(?:million|mio\.?|[kKmM])\b)?"
)
MONEY = rf"(?:{CURRENCY}\s?{FIGURE}|(?<![\d-]){FIGURE}\s?{CURRENCY})"
AMOUNT = re.compile(rf"(?:(?:approx|ca)\.?\s*)?{MONEY}(?:\s+of\s+{MONEY})?")
NUMBER = re.compile(
    r"(?:\b(?:grant|award|project|contract|reference)\s*)?(?:\bno\.?|\bnumber|#|\bid)\s*[:.]?\s*"
    r"((?=[\w/.-]{0,29}\d)[\w/-](?:[\w/.-]{1,28}[\w/-]))",
    re.I,
)
# Numbers of grants without a label: "DMS-2019123", "2019-STG-851234", "MU 2015/3-1", "P612-21-803".
CODE = re.compile(
    r"(?<![\w$€£/–-])(?:(?:grant|award|project|contract)\s+)?("
    r"[A-Z]{2,3}\s\d{2,4}/\d{1,3}(?:-\d{1,2})?|\d{5,8}[_-]\d{5,8}"
    r"|[A-Z]{2,6}(?=[A-Z-]{0,12}\d)(?:-[A-Z\d]{2,6}){2,4}"
    r"|[A-Z]{2,8}[- ]?\d{4,10}\w{0,4}|[A-Z]{1,3}\d{1,5}(?:[- ][A-Z]{0,3}\d{2,8}){1,3}"
    r"|(?:19|20)\d\d-[A-Z]{2,6}-\d{3,9}|\d{6,10})(?![\w–/])"
)
QUOTED = re.compile(r"[\"“«„]([^\"“”«»„]{4,200})[\"”»“]")
YEAR_NUMBER = re.compile(r"[A-Z]{2,8} (?:19|20)\d\d")  # "NSF 2019" is a date
GAP = "\x00"  # stands where a number, an amount or a period has been taken out
APART = re.compile(rf"[{GAP}();\[\]]|\s+[-–—|]\s+|:\s*(?=[{GAP}]|$)")
SMALL_WORDS = frozenset("of the for and in on de la du des für und der die et e y di".split())
EDGES = " \t.,;:()–—-"
LONGEST = 500
LONGEST_FUNDER = 9  # words
SHORT_FUNDER = 3
FEWEST_TITLE = 4


@dataclass(slots=True)
class _Told:
    """What the text of a grant tells beside title and funder, and the rest of the text."""

    rest: str
    number: str = ""
    amount: str = ""
    period: str = ""
    role: str = ""
    people: list[str] = field(default_factory=list)


def read(lines: Sequence[Line], claims: Claims) -> list[GrantRecord]:
    """The grants of a section, one an item with a bullet, a period or an amount."""
    records = []
    for group in outline.grouped([x for x in lines if not is_chrome(x.text)], _starts):
        text = " ".join(line.text for line in group)
        marked = group[0].bullet or periods.find(text) or AMOUNT.search(text[:LONGEST])
        found = grant(text, (group[0].number, group[-1].last)) if marked else None
        if found:
            records.append(found)
            claims.claim(*group)
    return records


def _starts(above: Sequence[str], text: str) -> bool:
    return bool(any(map(periods.find, above)) and periods.find(text))


def sure(line: Line) -> GrantRecord | None:
    """The grant that a line among awards is: it names an amount, or itself a grant."""
    text = line.text[:LONGEST]
    if AMOUNT.search(text) or knowledge.phrase_pattern("grant_words").search(text):
        return grant(text, (line.number, line.last))
    return None


def grant(text: str, at: tuple[int, int]) -> GrantRecord | None:
    """The grant of an item: the quoted title or the part that is no funder, and what else is
    known. None where nothing is left for a title."""
    if len(text) > LONGEST:
        return None
    quoted = QUOTED.search(text)
    told = _taken(QUOTED.sub(GAP, text, count=1) if quoted else text)
    parts = _parts(told)
    title = quoted[1].strip(" ,.") if quoted else ""
    funder = _funder(parts, bool(title))
    if not title:
        others = [part for part in parts if part != funder]
        title = max(others, key=lambda part: len(part.split()), default="") or funder
        funder = funder if funder != title else ""
    if not title:
        return None
    start, end = periods.bounds(told.period) if told.period else ("", "")
    lasts = bool(told.period) and periods.is_open(told.period)
    end = end or start  # a year alone is that year
    return GrantRecord(
        lines=at,
        title=title,
        funder=funder,
        number=told.number,
        amount=told.amount,
        start=start,
        end="" if lasts or not periods.in_order(start, end) else end,
        role=told.role,
        people=tuple(dict.fromkeys(told.people)),
        confidence=0.7,
    )


# ---------------------------------------------------------------- what has a form of its own


def _taken(text: str) -> _Told:
    """Amount, number and period taken out in this order: a year in a number is no date."""
    told = _Told(text)
    if match := AMOUNT.search(told.rest):
        told.amount = match[0].strip(" ,.")
        _take_out(told, match)
    if match := NUMBER.search(told.rest) or _code(told.rest):
        told.number = match[match.lastindex or 0]
        _take_out(told, match)
    if match := periods.find(told.rest):
        told.period = match[0]
        _take_out(told, match)
    _people(told)
    return told


def _take_out(told: _Told, match: re.Match[str]) -> None:
    told.rest = f"{told.rest[: match.start()]}{GAP}{told.rest[match.end() :]}"


def _code(text: str) -> re.Match[str] | None:
    return next((m for m in CODE.finditer(text) if not YEAR_NUMBER.fullmatch(m[1])), None)


@cache
def _roles() -> re.Pattern[str]:
    """ "PI", "Lead PI", "Role: co-PI", "co-PIs:"; or "with", where names follow."""
    any_of = "|".join(sorted(map(re.escape, knowledge.words("grant_roles")), key=len, reverse=True))
    return re.compile(
        rf"(?<![\w-])(?:role\s*:?\s*)?(?P<role>{any_of})(?![\w-])\s*:?\s*"
        r"|(?<![\w-])(?:jointly\s+|together\s+)?with\s+(?=(?-i:[^\W\d_a-z]))",
        re.I,
    )


def _people(told: _Told) -> None:
    """The names that follow a role or "with"; a role that none follows is the owner's."""
    kept, at = "", 0
    for match in _roles().finditer(told.rest):
        if match.start() < at:
            continue
        after = told.rest[match.end() :]
        found = [] if match["role"] and ":" not in match[0] else names.in_prose(after)
        found = [name for name in found if names.likeness(name) > 0.8]
        if not found and not match["role"]:
            continue
        if not found:
            told.role = told.role or match["role"]
        told.people += found
        kept += f"{told.rest[at : match.start()]}{GAP}"
        at = match.end()
        for name in found:
            at = max(at, told.rest.find(name, at) + len(name))
    told.rest = kept + told.rest[at:]


# ---------------------------------------------------------------- funder and title


def _parts(told: _Told) -> list[str]:
    """What is left, apart where something was taken out, at brackets, sentences, and at commas
    around a funder: a title may have commas too."""
    found = []
    for piece in APART.split(_leads().sub(GAP, told.rest)):
        for sentence in sentences.split(piece.strip(EDGES)):
            run: list[str] = []
            for part in spans.split_outside(sentence):
                if _is_funder(part):
                    found += [", ".join(run), part]
                    run = []
                elif part:
                    run.append(part)
            found.append(", ".join(run))
    return [part.strip(EDGES) for part in found if len(part.strip(EDGES)) > 1]


@cache
def _leads() -> re.Pattern[str]:
    """ "funded by the": a funder follows."""
    return re.compile(rf"\W*{knowledge.phrase_pattern('funder_leads').pattern}(?:\s+the)?\s+", re.I)


def _is_funder(part: str) -> bool:
    """Whether a part is the name of who gives grants: known words among capitalised ones."""
    words = part.strip(EDGES).split()
    if not words or len(words) > LONGEST_FUNDER or part.rstrip().endswith("?"):
        return False
    if not knowledge.phrase_pattern("funders").search(part):
        return False
    if len(words) == 1 and part.strip(EDGES).casefold() in knowledge.words("funder_nouns"):
        return False
    plain = [w for w in words if w.casefold() not in SMALL_WORDS]
    named = [w for w in plain if w[0].isupper() or w.casefold() in ("grant", "project", "award")]
    return words[0][0].isupper() and len(named) == len(plain)


def _part_first(parts: list[str]) -> None:
    """Part what stands before the first comma from a long rest that begins in upper case."""
    first, comma, rest = parts[0].partition(", ")
    if comma and rest[:1].isupper() and len(rest.split()) >= FEWEST_TITLE:
        parts[:1] = [first, rest]


def _funder(parts: list[str], titled: bool) -> str:
    """The part that pays: one of known words; else what stands first, short and capitalised,
    before another that may be the title."""
    known = [part for part in parts if _is_funder(part)]
    if known:
        return known[0]
    if not titled and parts:
        _part_first(parts)
    if not parts or not titled and len(parts) < 2 or not parts[0][0].isupper():
        return ""
    words = parts[0].split()
    capitals = all(w[0].isupper() or w.casefold() in SMALL_WORDS for w in words)
    return parts[0] if capitals and len(words) <= SHORT_FUNDER else ""
