"""Talks: title, event, place and date, apart by commas; also talks told of in a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from importer import knowledge
from importer.parse import dates, items, spans, titles
from importer.parse.claims import Claims, is_chrome
from importer.records import TalkRecord
from importer.sources import Line

INLINE = re.compile(
    r"^(?:(?:a|my|one|the)\s+)?(?:recent\s+|latest\s+)?talks?\b[^:.?!]{0,60}:\s+"
    r"(\S.*)$",
    re.I,
)
QUOTED = re.compile(r"^[\"“«](.+?)[,.]?[\"”»]\s*[,.]?\s*")


def read(lines: Sequence[Line], claims: Claims) -> list[TalkRecord]:
    """One talk a line."""
    records = []
    for line in lines:
        if is_chrome(line.text):
            continue
        talk = _talk(line)
        if talk:
            records.append(talk)
            claims.claim(line)
    return records


def inline(line: Line) -> TalkRecord | None:
    """The talk of a line such as "A recent talk: …"."""
    match = INLINE.match(line.text)
    if not match:
        return None
    title, links = spans.take_labels(match[1])
    at = (line.number, line.number)
    return TalkRecord(lines=at, title=titles.clean_title(title), links=links)


def _talk(line: Line) -> TalkRecord | None:
    text, links = spans.take_labels(line.text)
    led = dates.leading(text)
    dated = led[0] if led and led[1] else dates.last(text)
    if led and led[1]:
        text = led[1]
    elif dated:
        before, after = text[: dated.start].rstrip(" ,.;:(["), text[dated.end :].lstrip(" ,.;:)]")
        text = f"{before} {after}".strip()
    dashed = _dashed(text, line)
    if dashed:
        return TalkRecord(
            lines=(line.number, line.number),
            title=titles.clean_title(dashed[0]),
            event=dashed[1],
            place=dashed[2],
            date=dated.iso if dated else "",
            date_printed=dated.printed if dated else "",
            links=spans.with_urls(links, line.links),
            confidence=0.8,
        )
    quoted = QUOTED.match(text)
    rest = text[quoted.end() :] if quoted else text
    parts = [p.strip(" .") for p in spans.split_outside(rest) if p.strip(" .")]
    if quoted:
        title = quoted[1]
        at = _event_at(parts, 0)
    else:
        at = _event_at(parts, 1)
        title = ", ".join(parts[:at])
        if not title:
            return None
    event = parts[at] if at < len(parts) else ""
    return TalkRecord(
        lines=(line.number, line.number),
        title=titles.clean_title(title),
        event=event,
        place=", ".join(parts[at + 1 :]),
        date=dated.iso if dated else "",
        date_printed=dated.printed if dated else "",
        links=spans.with_urls(links, line.links),
        confidence=1.0 if event and dated else 0.6,
    )


def _dashed(text: str, line: Line) -> tuple[str, str, str] | None:
    """(title, event, place) of a line whose parts are apart by dashes; None for any other.

    The title is the part that is set off (quotes, italics, a link), else the one that looks least
    like an event and has the most words.
    """
    parts = items.by_dashes(text)
    if not 2 <= len(parts) <= 4:
        return None
    set_off = {line.text[s.start : s.end].strip(" .,") for s in line.spans}
    events = knowledge.phrase_pattern("events")

    def rank(part: str) -> tuple[bool, bool, int]:
        marked = part.strip(" .,") in set_off or bool(QUOTED.match(part))
        return marked, not events.search(part), len(part.split())

    title = max(parts, key=rank)
    if not any(rank(p)[0] for p in parts) and not any(events.search(p) for p in parts):
        return None
    rest = [p.strip(" .,") for p in parts if p is not title]
    at = next((k for k, p in enumerate(rest) if events.search(p)), 0)
    event = rest.pop(at)
    return title, event, ", ".join(rest)


def _event_at(parts: Sequence[str], first: int) -> int:
    """The place of the part that names the event; the second part where none looks like one."""
    for k in range(first, len(parts)):
        if knowledge.phrase_pattern("events").search(parts[k]):
            return k
    return first if len(parts) > first else len(parts)
