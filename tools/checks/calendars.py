"""Calendars by RFC 5545: lines by rules here, contents as the library icalendar takes them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from icalendar import Calendar

from tools.checks.result import Result
from tools.crawl import Found

LONGEST = 75  # octets of a line, without its end (3.1)


def check(base: str, found: Found) -> Result:
    pages = found.of_type("text/calendar")
    result = Result("iCalendar")
    for page in pages:
        result.told.append(f"{page.path}: {page.text.count('BEGIN:VEVENT')}")
        result.problems += [f"{page.path}: {fault}" for fault in faults(page.text)]
    if not pages:
        result.problems.append("there is no calendar")
    return result


def faults(text: str) -> Iterator[str]:
    """What in a calendar the RFC forbids, or asks for and does not find."""
    lines = text.encode().split(b"\r\n")
    if lines[-1] or any(b"\n" in line for line in lines):
        yield "lines do not end with CRLF (3.1)"
    long = [number for number, line in enumerate(lines, 1) if len(line) > LONGEST]
    yield from (f"line {number} has more than {LONGEST} octets (3.1)" for number in long[:3])
    try:
        calendar = Calendar.from_ical(text)
    except ValueError as error:
        yield f"is no calendar: {error}"
        return
    for name in ("PRODID", "VERSION"):
        if name not in calendar:
            yield f"has no {name} (3.6)"
    for part in calendar.walk():
        yield from (f"{part.name}: {name}: {error}" for name, error in part.errors)
    events = calendar.walk("VEVENT")
    for number, event in enumerate(events, 1):
        for name in ("UID", "DTSTAMP", "DTSTART"):
            if name not in event:
                yield f"event {number} has no {name} (3.6.1)"
        if "DTEND" in event and "DTSTART" in event:
            start, end = event.decoded("DTSTART"), event.decoded("DTEND")
            if type(start) is not type(end) or end <= start:
                yield f"event {number} ends at {end}, and starts at {start} (3.8.2.2)"
    uids = Counter(str(event.get("UID")) for event in events)
    yield from (f"{count} events have the UID {uid}" for uid, count in uids.items() if count > 1)
