"""What roles were for: venues and bodies apart by commas, with the years printed beside them."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from importer import knowledge
from importer.parse import spans

YEAR = r"(?:19|20)\d\d"
SHORT = rf"(?:{YEAR}|['’]\d\d)"
OPEN = r"now|present|today|current|ongoing|heute|présent|presente|actualidad|oggi"
PERIOD = re.compile(
    rf"(?<![\w/])(?P<since>(?:since|from|seit|depuis|desde|dal)\s+)?(?P<start>{SHORT})(?!\w)"
    rf"(?:\s*(?P<mark>-{{1,3}}|–|—|/|\bto\b|\bbis\b|à)\s*(?P<end>{YEAR}|\d{{1,2}}(?!\d)|(?:{OPEN})(?!\w))?)?",
    re.I,
)
GLUED = re.compile(rf"(?<=[A-Za-z])(?=['’]\d\d(?!\w))|(?<=[A-Z]{{3}})(?={YEAR}(?!\w))")
AND = re.compile(r"\s+(?:and|&|und|et|y|e|sowie)\s+")
OF = re.compile(r"\s(?:of|für|de|des|du|di|del|della|d['’])(?:\s|(?<=['’]))")
FOREIGN_AND = re.compile(r"\s+(?:et|und|y|e|sowie)\s+(?=[^\W\d_a-z])")
LEADS = re.compile(r"^(?:(?:and|und|et|y|e|the|der|die|das|le|la|les|el|&)\s+){1,2}", re.I)
EMPTY = re.compile(r"[(\[][\s,;&–—-]*[)\]]")
ACRONYM = re.compile(r"(?:[A-Z][\w&]*[A-Z][\w&]*|[A-Z]{2,})(?:[ -][A-Z][\w&]*[A-Z]\w*)*$")
NOTE = re.compile(r"\s*[(\[]([^()\[\]]{1,120})[)\]]$")
# Words that begin a name only before a preposition ("Society for Mud", not "Society Letters").
WITHIN = re.compile(
    r"(?:society|sciences?|research|studies|press|history|policy|medicine)\s+(?!(?:of|for|on|in)\b)",
    re.I,
)
QUOTES = '«»“”„"'
LONGEST_ACRONYM = 60
LONGEST_PERIOD = 40  # years
MOST_PARTS = 4  # between commas that make one name


class Occasion(NamedTuple):
    """A venue or body in one year (or without a year), and what is added to it."""

    name: str
    year: str
    note: str = ""


def read(text: str) -> list[Occasion]:
    """The venues of a list such as "ICML 2020, 2021, and UAI (2019–2020)", an entry a year.

    Years that stand alone belong to the venue before them; of an open period only the beginning
    is a year, and the period is the note.
    """
    found: list[Occasion] = []
    name = ""
    waiting: list[tuple[str, str]] = []  # years that stand before the first name
    for part in _parts(_before_year().sub("", GLUED.sub(" ", text))):
        periods = list(PERIOD.finditer(part))
        own, note = _noted(_bare(PERIOD.sub(" ", part)) if periods else part)
        years = [each for period in periods for each in _years(period, own or name)]
        if not own and not name:
            waiting += years
            continue
        if own:
            name, years, waiting = own, waiting + years, []
        elif years and found[-1] == (name, "", ""):
            found.pop()
        if own or years:
            found += [Occasion(name, year, told or note) for year, told in years or [("", "")]]
    return found


@cache
def _before_year() -> re.Pattern[str]:
    """The day and month, or the season, before a year: "Mud Days, 3–5 May 2022"."""
    called = sorted({*knowledge.months(), *knowledge.seasons()}, key=lambda w: (-len(w), w))
    known = "|".join(re.escape(word) for word in called if len(word) > 2)
    days = r"\d{1,2}(?:\s?[-–]\s?\d{1,2})?"
    return re.compile(
        rf"(?<![\w-])(?:{days}\.?\s+)?(?:{known})\.?(?:\s+{days},?)?\s+(?={YEAR}(?![\w-]))", re.I
    )


def at_place(text: str) -> str:
    """An event with its place and year as the event and the year: "Mud Days, Wetham, May 2022"."""
    body = _before_year().sub("", text)
    parts = spans.split_outside(body)
    told = list(PERIOD.finditer(body))
    if len(parts) < 2 or len(told) != 1 or told[0].end() < len(body.rstrip(" .)")):
        return text
    later = [_named(part) for part in parts[1:]]
    if any(part and (_is_venue(part) or _mentions(part) or AND.search(part)) for part in later):
        return text
    return f"{parts[0]} {told[0][0]}"


def _years(period: re.Match[str], name: str) -> list[tuple[str, str]]:
    """(year, note) of a period. What takes place each year has an entry for each; of a board or
    a journal, and of an open period, the first year counts and the note tells the rest."""
    start = _full(period["start"].lstrip("'’"))
    end = period["end"] or ""
    printed = period[0].strip()
    if not end.isdigit():
        return [(str(start), printed if period["since"] or period["mark"] else "")]
    kept = 10 ** len(end)  # "2006–7", "2011–12"
    last = _full(end) if len(end) == 4 else start // kept * kept + int(end)
    if not start <= last <= start + LONGEST_PERIOD:
        return [(str(start), "")]
    if last > start + 1 and not _is_yearly(name):
        return [(str(start), printed)]
    return [(str(year), "") for year in range(start, last + 1)]


def _is_acronym(name: str) -> bool:
    return len(name) <= LONGEST_ACRONYM and bool(ACRONYM.fullmatch(name))


def _is_yearly(name: str) -> bool:
    """Whether a name is that of a conference, or a short form as these have."""
    known = knowledge.venue_abbreviations().get(name.casefold())
    if known:
        return known.kind == "conference"
    meets = knowledge.phrase_pattern("conference_words").search(name)
    return bool(meets) or _is_acronym(name)


def _full(year: str) -> int:
    """A year of four digits; two are of this century, or of the last one from 70 on."""
    value = int(year)
    return value if len(year) == 4 else value + (1900 if value >= 70 else 2000)


def _bare(text: str) -> str:
    """What is left of a part without its years."""
    return EMPTY.sub(" ", text).strip(" ,.;:–—-") if text.strip() else ""


def _noted(text: str) -> tuple[str, str]:
    """(name, note) of "ICML (Outstanding Reviewer)"; a short form in brackets is no note."""
    body = LEADS.sub("", " ".join(text.split()).strip(QUOTES + " .;:"))
    match = NOTE.search(body)
    if not match:
        return body.strip(" ,"), ""
    told = any(
        knowledge.phrase_pattern(words).search(match[1])
        for words in ("distinctions", "service_roles", "service_nouns")
    )
    return (body[: match.start()].strip(" ,"), match[1].strip()) if told else (body, "")


def _parts(text: str) -> list[str]:
    """The parts of a list apart by commas and semicolons, and by "and" before the last."""
    found: list[str] = []
    for clause in spans.split_outside(text, ";"):
        found += _joined([p for p in spans.split_outside(clause) if p.strip(" .")])
    if len(found) > 1 and (ending := _last_two(found[-1])):
        found[-1:] = ending
    return [each.strip(" .") for part in found for each in _halves(part)]


def _last_two(part: str) -> list[str]:
    """The two that end a list in another language: "Mud, Clay et Rain Letters"."""
    match = FOREIGN_AND.search(part)
    if not match or _known([part]):
        return []
    before, after = part[: match.start()], part[match.end() :]
    whole = before.count("(") == before.count(")") and not FOREIGN_AND.search(after)
    named = _is_venue(after) or _mentions(after) and not OF.search(before)
    return [before, after] if whole and named else []


def _joined(parts: list[str]) -> list[str]:
    """The parts, with names of venues that have commas themselves put together again: known ones,
    and what precedes the "@" of a workshop."""
    at = next((k for k, part in enumerate(parts) if " @ " in part), 0)
    if at and not any(PERIOD.search(part) for part in parts[:at]):
        return [", ".join(parts[: at + 1]), *parts[at + 1 :]]
    if len(parts) == 2 and _is_open_list(*parts):
        return [", ".join(parts)]
    found: list[str] = []
    at = 0
    while at < len(parts):
        size = next(
            (
                n
                for n in range(min(MOST_PARTS, len(parts) - at), 1, -1)
                if _known(parts[at : at + n])
            ),
            1,
        )
        found.append(", ".join(parts[at : at + size]))
        at += size
    return found


def _is_open_list(first: str, rest: str) -> bool:
    """Whether two parts are one name as "Journal of Mud, Rain and Hail" is."""
    halves = AND.split(_named(rest))
    if len(halves) != 2 or any(map(_is_venue, halves)):
        return False
    return " of " in first if _is_venue(first) else len(first.split()) == 1


def _known(parts: list[str]) -> bool:
    whole = _named(", ".join(parts))
    return bool(whole) and tuple(knowledge.venue_words(whole)) in knowledge.venue_names()


def _named(text: str) -> str:
    return LEADS.sub("", _bare(PERIOD.sub(" ", text)))


def _halves(part: str) -> list[str]:
    """ "TOCHI and TACCESS" as two: where what follows "and" is a venue by itself and the whole
    is none."""
    if _known([part]):
        return [part]
    for match in AND.finditer(part):
        before, after = part[: match.start()], part[match.end() :]
        closed = "(" not in before.rpartition(")")[2]
        if closed and (_is_venue(after) or _mentions(after) and _mentions(before)):
            return [*_halves(before), after]
    return [part]


def _is_venue(text: str) -> bool:
    """Whether a text is a short form, or begins as the names of venues and bodies do."""
    name = _named(text)
    return (
        _is_acronym(name)
        or name.casefold() in knowledge.venue_abbreviations()
        or tuple(knowledge.venue_words(name)) in knowledge.venue_names()
        or " " in name
        and name.split(" ", 1)[0].casefold() in knowledge.words("venue_words")
        and not WITHIN.match(name)
    )


def _mentions(text: str) -> bool:
    """Whether a text of several words has a word of venues in it."""
    words = text.split()
    return len(words) > 1 and bool(knowledge.phrase_pattern("venue_words").search(text))
