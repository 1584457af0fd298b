"""Talks as iCalendar, RFC 5545: what calendars subscribe to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time
from urllib.parse import urlsplit

from django.conf import settings

from core.text import plain_text
from groupsite.addresses import absolute
from talks.models import Talk

LINE = 75  # octets, 3.1
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
SPECIAL = re.compile(r"[\\;,]")


def calendar(talks: Iterable[Talk], name: str) -> str:
    """An event for each of the talks; `name` is the calendar's.

    The talks are those `on_a_day()`, `with_changes`. Where no hour is known the event takes the
    day, and none has an end, as nobody knows it.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//groupsite//talks//EN",
        f"NAME:{_text(name)}",
        f"X-WR-CALNAME:{_text(name)}",
        *(line for talk in talks for line in _event(talk)),
        "END:VCALENDAR",
    ]
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _event(talk: Talk) -> Iterator[str]:
    host = urlsplit(settings.SITE_URL).hostname
    speaker = talk.speaker.name if talk.speaker else ""
    about = (speaker, talk.event if talk.title else "", talk.note, plain_text(talk.abstract_html))
    yield "BEGIN:VEVENT"
    yield f"UID:talk-{talk.pk}@{host}"
    yield f"DTSTAMP:{_utc(_stamp(talk))}"
    yield f"DTSTART:{_utc(talk.starts)}" if talk.starts else f"DTSTART;VALUE=DATE:{_day(talk)}"
    yield f"SUMMARY:{_text(talk.shown_title)}"
    if talk.place:
        yield f"LOCATION:{_text(talk.place)}"
    if description := "\n".join(part for part in about if part):
        yield f"DESCRIPTION:{_text(description)}"
    yield f"URL:{absolute(talk.get_absolute_url())}"
    yield "END:VEVENT"


def _day(talk: Talk) -> str:
    return talk.date.isoformat().replace("-", "")


def _stamp(talk: Talk) -> datetime:
    """When the talk last changed, or its day: never now, or no two answers would be the same."""
    day = date.fromisoformat(talk.date.isoformat())
    return talk.changed or datetime.combine(day, time(), tzinfo=UTC)


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(text: str) -> str:
    """A value of type TEXT, 3.3.11."""
    escaped = SPECIAL.sub(r"\\\g<0>", CONTROLS.sub(" ", text))
    return escaped.replace("\n", r"\n")


def _folded(line: str) -> Iterator[str]:
    """The line in pieces of at most 75 octets, none of which cuts a letter; 3.1."""
    piece, size = "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > LINE:
            yield piece
            piece, size = " ", 1
        piece, size = piece + letter, size + octets
    yield piece
