"""Talks: title, event, place and date of each, by the layout that fits the section best."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache

from importer import knowledge
from importer.parse import (
    dates,
    groups,
    items,
    offices,
    roles,
    sentences,
    spans,
    talk_parts,
    titles,
)
from importer.parse.claims import Claims, is_chrome
from importer.parse.talk_parts import Item, Part
from importer.records import TalkRecord
from importer.sources import Line

INLINE = re.compile(
    r"^(?:(?:a|my|one|the)\s+)?(?:recent\s+|latest\s+)?talks?\b[^:.?!]{0,60}:\s+"
    r"(\S.*)$",
    re.I,
)
MARKS = ("quoted", "italic", "bold", "link")  # by which titles are set off, the surest first
MOSTLY = 0.5  # of the items must have a mark, for the marked parts to be the titles
LONGEST = 2_000
CONNECTOR = re.compile(
    r"^(?:(?:given|presented|delivered|held)\s+)?(?:at|in|for|@|bei|beim|auf|à|au|aux|en|presso)\s+"
    r"(?:the\s+|der\s+|dem\s+|la\s+|le\s+|les\s+|el\s+)?(?-i:(?=[^\W_a-z]))",
    re.I,
)
SELF = re.compile(r"(?:I\s+(?:am|was|have)|I['’](?:m|ve)|Ich\s+bin|Je\s+suis|Soy|Sono)\s")
JOINT = re.compile(
    r"\s*[(\[](?:joint\s+|gemeinsam\s+|together\s+|en\s+collaboration\s+|insieme\s+a\s+)?"
    r"(?:work\s+)?(?:with|mit|avec|con|com|met|med)\s[^()\[\]]{1,120}[)\]]|\s*\(joint\s[^()]{1,120}\)",
    re.I,
)
HOUR = r"\d{1,2}(?:[:.h]\d\d)?\s?(?:[ap]\.?m\.?|uhr|h)|\d{1,2}[:h]\d\d"
TIME = re.compile(
    rf"(?:(?<=\s)|^)(?:at\s+|um\s+|à\s+)?(?:{HOUR})(?:\s*[-–—]\s*(?:{HOUR}))?(?!\w)[\s,;:–—-]*",
    re.I,
)
WORDS = 8  # from which on a part is as long as a title is

Place = Callable[[Item], int | None]


def read(lines: Sequence[Line], claims: Claims) -> list[TalkRecord]:
    """The talks of a section; a line of a year alone holds for those below it."""
    kept = [
        replace(line, heading=0) if groups.is_year(line) else line
        for line in lines
        if not is_chrome(line.text) and len(line.text) <= LONGEST
    ]
    kept = items.rejoined(_listed(kept), lambda text: bool(talk_parts.QUOTED.search(text)))
    kept = talk_parts.without_speakers(kept)
    day_first = dates.is_day_first([line.text for line in kept])
    found: list[Item] = []
    year = ""
    for group in items.laid_out(kept, lambda line: bool(dates.find_all(line.text))):
        if len(group) > 1 and (match := groups.is_year(group[0])):
            claims.order(group[0])
            year, group = match[1], group[1:]
        elif match := groups.is_year(group[0]):
            year = match[1]
            claims.order(*group)
            continue
        found += talk_parts.items_of(group, year, day_first)
    title_at = _layout(found)
    records = [talk for item in found if (talk := _talk(item, title_at))]
    held = {n for r in records for n in range(r.lines[0], r.lines[1] + 1)}
    claims.claim(*(line for line in kept if line.number in held))
    return records


def _listed(lines: Sequence[Line]) -> list[Line]:
    """The lines without the sentences that stand apart below a list with bullets."""
    bulleted = any(line.bullet for line in lines)
    return [
        line
        for line in lines
        if not (bulleted and not line.bullet and line.blank_before and _is_remark(line.text))
        and not _is_else(line)
    ]


def _is_else(line: Line) -> bool:
    """Whether a line is a role in a sentence or an address, and no talk."""
    if line.bullet or talk_parts.QUOTED.search(line.text):
        return False
    if SELF.match(line.text) and roles.begins(line.text):
        return True
    if not line.blank_before or is_event(line.text) or dates.find_all(line.text):
        return False
    return bool(offices.read(line.text, coded=False))


def _is_remark(text: str) -> bool:
    return sentences.is_prose(text) and not dates.find_all(text)


def inline(line: Line) -> TalkRecord | None:
    """The talk of a line such as "A recent talk: …"."""
    match = INLINE.match(line.text)
    if not match:
        return None
    title, links = spans.take_labels(match[1])
    at = (line.number, line.last)
    return TalkRecord(lines=at, title=titles.clean_title(title), links=links)


# ---------------------------------------------------------------- the layout


def _layout(found: Sequence[Item]) -> Place:
    """Where the title stands in each item: in the part that is set off, or in the first, second
    or last stretch, whichever looks most like titles over the whole section."""
    for mark in MARKS:
        marked = [p for item in found for p in _marked(item, mark)[:1]]
        if marked and len(marked) >= MOSTLY * len(found) and _mean(marked) > 0:
            return lambda item, mark=mark: _place_of_mark(item, mark)  # type: ignore[misc]
    places: list[Place] = [lambda _: 0, _last, lambda item: 1 if _stretches(item) > 1 else None]
    return max(places, key=lambda place: _mean([_at(item, place) for item in found]))


def _mean(parts: Sequence[Part | None]) -> float:
    scores = [title_likeness(part.text) if part else 0.0 for part in parts]
    return sum(scores) / len(scores) if scores else 0.0


def _marked(item: Item, mark: str) -> list[Part]:
    return [p for p in item.parts if mark in p.marks]


def _place_of_mark(item: Item, mark: str) -> int | None:
    """The first part that is set off so; where none is, the first of all or the last stretch,
    whichever looks more like a title."""
    marked = next((k for k, p in enumerate(item.parts) if mark in p.marks), None)
    if marked is not None or not item.parts:
        return marked
    last = _last(item) or 0
    text = ", ".join(p.text for p in item.parts[last:])
    return last if title_likeness(text) > title_likeness(item.parts[0].text) else 0


def _last(item: Item) -> int | None:
    """Where the last stretch begins."""
    return max((k for k, p in enumerate(item.parts) if p.hard), default=None)


def _stretches(item: Item) -> int:
    return sum(p.hard for p in item.parts)


def _at(item: Item, place: Place) -> Part | None:
    at = place(item)
    return item.parts[at] if at is not None and at < len(item.parts) else None


def title_likeness(text: str) -> float:
    """How much a text looks like the title of a talk, and not like an event, a place or a kind."""
    found = min(len(text.split()), WORDS) / WORDS
    found += 0.5 * text.endswith(("?", "!")) + 0.2 * (": " in text)
    found -= 1.0 * is_event(text) + 0.7 * bool(_kind().match(text))
    return found


def is_event(text: str) -> bool:
    """Whether a text names an event, an institution or a known venue."""
    return bool(
        knowledge.phrase_pattern("events").search(text)
        or knowledge.phrase_pattern("institution_words").search(text)
        or text.casefold() in knowledge.words("institution_names")
        or text.split(" ")[0].casefold() in knowledge.venue_abbreviations()
    )


@cache
def _kind() -> re.Pattern[str]:
    """What a talk is called ("Invited talk", "Keynote at"), at the beginning of a part."""
    longest = sorted(knowledge.words("talk_kinds"), key=lambda w: (-len(w), w))
    return re.compile(
        rf"(?:{'|'.join(map(re.escape, longest))})(?:\s*$|\s*:\s+|\s+(?=at\s|@))", re.I
    )


# ---------------------------------------------------------------- one talk


def _talk(item: Item, title_at: Place) -> TalkRecord | None:
    parts = [p for p in item.parts if p.marks or not _kind().fullmatch(p.text)]
    called = len(parts) < len(item.parts)
    if not parts:
        return None
    kept = Item(tuple(parts), item.dated, item.links, item.lines)
    at = title_at(kept) or 0
    end = _title_end(parts, at)
    title = ", ".join(p.text for p in parts[at:end])
    others = [p.text for p in (*parts[:at], *parts[end:])]
    if not parts[at].marks and _is_untitled(title, others, called):
        title, others = "", [p.text for p in parts]
    event, place = _event(others)
    if not title and not event or not (item.dated or others):
        return None
    return TalkRecord(
        lines=item.lines,
        title=titles.clean_title(JOINT.sub("", title)),
        event=event,
        place=place,
        date=item.dated.iso if item.dated else "",
        date_printed=item.dated.printed if item.dated else "",
        links=item.links,
        confidence=1.0 if title and event and item.dated else 0.6,
    )


def _is_untitled(text: str, others: Sequence[str], called: bool) -> bool:
    """Whether what stands in the place of the title is the event, so that no title is told:
    "Invited talk, Mudford University" (`called` an invited talk), or "Mudford University"."""
    if not is_event(text) or any(map(is_event, others)):
        return False
    return called or len(text.split()) <= WORDS


def _title_end(parts: Sequence[Part], at: int) -> int:
    """Where the title ends that begins at a part: before what is set off, begins a new stretch or
    names an event; a part that begins in lower case goes on with it."""
    if parts[at].marks:
        return at + 1
    stretch = at + 1
    while stretch < len(parts) and not parts[stretch].hard:
        stretch += 1
    for k in range(at + 1, stretch):
        if is_event(parts[k].text):
            return k
    end = at + 1
    while end < stretch and parts[end].text[:1].islower():
        end += 1
    return end


def _bare(text: str) -> str:
    """A part without the time of day and without a bracket that says what kind of talk it was."""
    body, inner = spans.take_parenthesis(text) or (text, "")
    if inner and _kind().match(f"{inner.rstrip(' .')} @"):
        text = body
    return TIME.sub("", text).strip(" ,;")


def _event(others: Sequence[str]) -> tuple[str, str]:
    """(event, place) of the parts that are not the title."""
    told = [JOINT.sub("", _kind().sub("", CONNECTOR.sub("", text))).strip() for text in others]
    told = [CONNECTOR.sub("", _bare(text)) for text in told]
    told = [text for text in told if re.search(r"\w", text)]
    if not told:
        return "", ""
    events = knowledge.phrase_pattern("events")
    at = next((k for k, text in enumerate(told) if events.search(text)), 0)
    return told[at], ", ".join(told[:at] + told[at + 1 :])
