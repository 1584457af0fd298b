"""Positions as lists tell them: a period and a position at an institution."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from importer import knowledge
from importer.parse import appointments, dates, items
from importer.parse.claims import Claims, is_chrome
from importer.records import AppointmentRecord
from importer.sources import Line

PLACE = re.compile(r"\s*(?:,|@|\bat\b|\bin\b|\bwith\b|[–—|]|\s-\s)\s*(?:the\s+)?", re.I)
STOP = re.compile(r"[.;](?:\s|$)|,\s+(?=[a-z])|\s+[–—|]\s+|\s*\(|$")
NOW = re.compile(r"\b(?:now|present|current|ongoing|today|heute)\b", re.I)
LONGEST = 600


@cache
def _period() -> re.Pattern[str]:
    """A period: one date or two, each a month, a season or a year, or the word for now."""
    words = sorted({*knowledge.months(), *knowledge.seasons()}, key=lambda w: (-len(w), w))
    named = "|".join(map(re.escape, words))
    point = (
        rf"(?:(?:(?:{named})\.?,?\s*)?(?:19|20)\d\d(?:[./-](?:0?[1-9]|1[0-2])(?!\d))?"
        r"|(?:0?[1-9]|1[0-2])/(?:19|20)\d\d)"
    )
    end = rf"(?:{point}|(?:{named})\.?|now|present|current|ongoing|today|heute)"
    return re.compile(
        rf"(?<!\w)(?:since\s+)?(?:{point}|(?:{named})\.?(?=\s*[-–—]\s*{end}))"
        rf"(?:\s*(?:-{{1,3}}|–|—|to|until)\s*{end})?(?!\w)",
        re.I,
    )


def read(lines: Sequence[Line], claims: Claims) -> list[AppointmentRecord]:
    """The positions of a section; an item that names none stays unread."""
    records = []
    for group in items.grouped([line for line in lines if not is_chrome(line.text)]):
        found = position(items.text_of(group), (group[0].number, group[-1].number))
        if found:
            records.append(found)
            claims.claim(*group)
    return records


def is_open(text: str) -> bool:
    """Whether the first period of an item lasts until now."""
    period = _period().search(text[:LONGEST])
    return bool(period and NOW.search(period[0]))


def position(text: str, at: tuple[int, int]) -> AppointmentRecord | None:
    """The position of an item such as "2019–2021: Postdoc at Mudford College"."""
    text = text[:LONGEST]
    period = _period().search(text)
    printed = period[0] if period else ""
    rest = text
    if period:
        before = text[: period.start()].rstrip(" ,:;(–—-|")
        rest = f"{before} {text[period.end() :].lstrip(' ,:;.)–—-|')}"
    named = appointments.named_position(rest.strip(" ,.:"))
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
    dated = [d.iso for d in dates.find_all(printed) if not d.iso.startswith("-")]
    current = bool(NOW.search(printed)) or printed.casefold().startswith("since")
    return AppointmentRecord(
        lines=at,
        position=title,
        institution=institution,
        is_current=current,
        start=dated[0] if dated else "",
        end=dated[-1] if len(dated) > 1 and not current else "",
        duration=printed,
        hosts=appointments.hosts(body[stop.start() :]) if stop else (),
        confidence=0.8,
    )
