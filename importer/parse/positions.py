"""Positions as lists tell them: a period and a position at an institution."""

from __future__ import annotations

import re
from collections.abc import Sequence

from importer import knowledge
from importer.parse import appointments, cards, institutions, periods, stays
from importer.records import AppointmentRecord

PLACE = re.compile(
    r"\s*(?:,|@|\b(?:at|in|with|an\s+der|am|à\s+la|à|en\s+la|de\s+la|du|della|presso|na|no|bij)\b|"
    r"\b(?:à|de|dell|all|presso)\s?(?:l)?['’]|[–—|]|\s-\s)\s*(?:the\s+)?",
    re.I,
)
BROKEN = re.compile(r"\b(?:the|of|for|and|at|in|to|de|la|der|die|für|und|et|du|di|y|e)$|,$", re.I)
STOP = re.compile(r"[.;](?:\s|$)|,\s+(?=[a-z])|\s+[–—|]\s+|\s*\(|$")
PUBLISHER = re.compile(r"\b(?:press|verlag|publish\w+|éditions|editora|editorial|edizioni)\b", re.I)
TITLE = re.compile(r"[^\W\d_a-z][^\d:;()]{3,60}")
MARK = re.compile(r"\s*[,;(|]\s*|[.:]\s+|\s+[–—-]\s+")
LONGEST = periods.LONGEST
TITLE_WORDS = 6
LED = 12  # characters in which a period begins that leads its entry
MOST_LINES = 8
MOST_PLACES = 3  # a part, a college, a university


def starts(above: str, text: str) -> bool:
    """Whether a line begins another entry: it has a period, or a position, as the one above."""
    if periods.find(text) and periods.find(above):
        return True
    return bool(cards.read(text).position) and appointments.is_position(above)


def is_open(text: str) -> bool:
    """Whether the first period of an item lasts until now."""
    period = periods.find(text)
    return bool(period and periods.is_open(period[0]))


def usual(heading: str) -> str:
    """The position that is meant below a heading of its own ("Internships")."""
    meant: dict[str, str] = knowledge.table("headings")["positions"]
    return meant.get(re.sub(r"^\W+|\W+$", "", heading).casefold(), "")


def several(text: str) -> list[str]:
    """The entries of a line: cut after each period that another position follows at once."""
    starts = [0]
    for period in periods.find_all(text):
        rest = text[period.end() :]
        after = rest.lstrip(" ).;")
        named = appointments.named_position(after) if after[:1].isupper() else None
        if named and len(named[0].split()) <= TITLE_WORDS:
            starts.append(len(text) - len(after))
    if len(starts) == 1 or periods.find(text[: starts[1]].lstrip()[:LED]):
        return [text]  # periods lead their entries
    return [text[a:b].strip() for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]


def of_entry(
    texts: Sequence[str], at: tuple[int, int], usual: str | None = ""
) -> AppointmentRecord | None:
    """The position of an entry of several lines or parts; the place may stand first. `usual` is
    the position of an entry that has a period and a place and names none; None where only what is
    known as a position is one."""
    texts = _unbroken(texts)
    text = " ".join(texts)[:LONGEST]
    period = periods.find(text)
    found = [cards.read(periods.without(each).strip(" .,:")) for each in texts[:MOST_LINES]]
    title = next((card.position for card in found if card.position), "")
    places = institutions.with_campus([name for card in found for name in card.names])
    if not title and usual and period:
        title, places = usual, places or _first_part(texts)
    if not title and period and places and usual is not None:
        title = _unknown_title(texts, places)
    if not (title and places):
        led = _first_part(texts) if title and period else []
        told = position(text, at)
        if told or not led or led == [title] or not title[0].isupper():
            return told
        places = led
    place = institutions.placed(places[:MOST_PLACES])
    return _record(at, title, place, period[0] if period else "", stays.hosts(text))


def at_same_place(text: str, above: AppointmentRecord) -> AppointmentRecord | None:
    """The position of a text that has nothing but its title and its period, at the place of the
    one `above`."""
    period = periods.find(text)
    title = periods.without(text).strip(" .,;:")
    named = appointments.named_position(title)
    if not period or not named or named[1].strip():
        return None
    place = institutions.Place(above.department, above.institution)
    return _record(above.lines, title, place, period[0], ())


def _unbroken(texts: Sequence[str]) -> list[str]:
    """The lines of an entry, one that ends within a name together with the next."""
    found: list[str] = []
    for text in texts:
        if found and BROKEN.search(found[-1]):
            found[-1] = f"{found[-1]} {text}"
        else:
            found.append(text)
    return found


def _unknown_title(texts: Sequence[str], places: Sequence[str]) -> str:
    """The part beside the institution, where its words are not known as a position's."""
    parts = [part.strip(" .") for text in texts[:2] for part in periods.without(text).split(", ")]
    if any(PUBLISHER.search(place) for place in places):
        return ""  # a book
    found = [p for p in parts if p and p not in places and not institutions.rank(p)]
    return found[0] if found and TITLE.fullmatch(found[0]) and len(found[0].split()) < 7 else ""


def _first_part(texts: Sequence[str]) -> list[str]:
    """What an entry begins with beside its period, up to a mark."""
    parts = (part for text in texts[:2] for part in MARK.split(periods.without(text)))
    return [part for part in parts if part[:1].isupper()][:1]


def position(text: str, at: tuple[int, int]) -> AppointmentRecord | None:
    """The position of an item such as "2019–2021: Postdoc at Mudford College"."""
    text = text[:LONGEST]
    period = periods.find(text)
    named = appointments.named_position(periods.without(text).strip(" ,.:"))
    if not named:
        return None
    title, after = named
    place = PLACE.match(after)
    if not place:
        return None
    body = after[place.end() :]
    stop = STOP.search(body)
    institution = body[: stop.start() if stop else len(body)].strip(" ,.")
    if not institution or not institution[0].isupper() or len(institution.split()) > 14:
        return None
    hosts = stays.hosts(body[stop.start() :]) if stop else ()
    where = institutions.Place("", institution)
    return _record(at, title, where, period[0] if period else "", hosts)


def _record(
    at: tuple[int, int],
    title: str,
    place: institutions.Place,
    printed: str,
    hosts: tuple[str, ...],
) -> AppointmentRecord:
    start, end = periods.bounds(printed)
    current = periods.is_open(printed)
    return AppointmentRecord(
        lines=at,
        position=title,
        institution=place.institution,
        department=place.department,
        is_current=current,
        start=start,
        end="" if current else end,
        duration=printed,
        hosts=hosts,
        confidence=0.8,
    )
