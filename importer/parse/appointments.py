"""Positions of the owner, current and past, told of in sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from importer import knowledge
from importer.parse import dates, names
from importer.records import AppointmentRecord, NewsRecord

NUMBER = (
    r"(?:an?|half\s+a|one|two|three|four|five|six|seven|eight|nine|ten|\d+(?:\.\d+)?)"
    r"(?:\s+and\s+a\s+half)?"
)
SPENT = re.compile(
    rf"\b(?P<duration>{NUMBER}\s+(?:wonderful\s+|great\s+)?"
    r"(?:years?|months?|semesters?|weeks?))\s+(?:at|in|with)\s+(?:the\s+)?"
    r"(?P<institution>[^\W\d_a-z][^,;]{2,120}?)\s*,?\s+as\s+"
    r"(?:an?\s+|the\s+)?(?P<position>[^,;.]{3,60}?)(?=[,;.]|\s+(?:and|working|with|under|where)\b|$)"
)
WORKING_WITH = re.compile(
    r"(?:work(?:ing|ed)?\s+with|(?:hosted|mentored|supervised|advised)\s+by|"
    r"under\s+(?:the\s+supervision\s+of)?)\s*",
    re.I,
)
NOW = re.compile(
    r"\b(?:I\s+am|I['’]m|I\s+currently\s+am|am|is|are)\s+"
    r"(?:now\s+|currently\s+|also\s+){0,2}(?:an?|the)?\s*",
    re.I,
)
PAST = re.compile(
    r"\b(?:I\s+was|I['’]ve\s+been|I\s+(?:have\s+)?(?:worked|served)\s+as|was)\s+"
    r"(?:previously\s+|formerly\s+|also\s+){0,2}(?:an?\s+|the\s+)?",
    re.I,
)
BEGINS = re.compile(
    r"\b(?:I\s+am\s+now|now\s+an?|join(?:ed|ing)?|start(?:ed|ing)?|moved|will\s+be)\b", re.I
)
PLACE = re.compile(r"\s*,?\s*(?:at|in|with|of)\s+(?:the\s+)?", re.I)
DEPARTMENT = re.compile(
    r"^(?:the\s+)?(?P<name>.{2,60}?)\s+(?:department|dept\.?|group|division|lab)\s*"
    r"(?:at|of|,|in)\s+(?:the\s+)?|"
    r"^(?:the\s+)?(?:department|dept\.?|school|faculty|division)\s+of\s+(?P<of>[^,]{2,60}?)\s*"
    r"(?:,|at|in)\s+(?:the\s+)?",
    re.I,
)
STOP = re.compile(
    r"[.;!?](?:\s|$)|,\s+(?:where|and|with|working|under|who|which|advis|super|host|"
    r"after|before|from|I\b)|"
    r"\s+(?:where|working|under|who|advised|supervised|hosted|from\s+\d|"
    r"and\s+(?:I|a|an|the)\b|with\s+)|\s*\((?=[^)]*\d{4})|$"
)


@cache
def _position() -> re.Pattern[str]:
    """A position, with the words before it that belong to it ("third year Ph.D. student")."""
    longest = sorted(knowledge.words("positions"), key=lambda w: (-len(w), w))
    any_of = "|".join(map(re.escape, longest))
    return re.compile(
        rf"((?:[\w.'’-]+\s+){{0,4}}?(?:{any_of}))(?![\w])"
        r"(?:\s+of\s+(?!the\s)[a-zA-Z ]{3,40}?(?=\s+(?:at|in)\s))?",
        re.I,
    )


def read(sentence: str, line: int) -> list[AppointmentRecord]:
    """The positions a sentence states of the owner in the first person (or by duration)."""
    spent = [_spent(match, sentence, line) for match in SPENT.finditer(sentence)]
    if spent:
        return spent
    for pattern, current in ((NOW, True), (PAST, False)):
        for match in pattern.finditer(sentence):
            found = _at(sentence, match.end(), line, current)
            if found:
                return [found]
    return []


def _spent(match: re.Match[str], sentence: str, line: int) -> AppointmentRecord:
    """ "… two years at X as a postdoc, working with Y"."""
    after = sentence[match.end() :]
    following = SPENT.search(after)
    own = after[: following.start()] if following else after
    return AppointmentRecord(
        lines=(line, line),
        position=match["position"].strip(),
        institution=match["institution"].strip(),
        duration=match["duration"],
        hosts=hosts(own),
        confidence=0.9,
    )


def named_position(text: str) -> tuple[str, str] | None:
    """(position, text after it) of a text that begins with a position."""
    match = _position().match(text)
    return (match[1].strip(), text[match.end() :]) if match else None


def hosts(text: str) -> tuple[str, ...]:
    """The people with whom a position was held: "working with Ann Lee"."""
    match = WORKING_WITH.search(text)
    return tuple(names.in_prose(text[match.end() :])) if match else ()


def _at(sentence: str, start: int, line: int, current: bool) -> AppointmentRecord | None:
    """The position and the institution at this place of a sentence."""
    position = _position().match(sentence, start)
    if not position:
        return None
    place = PLACE.match(sentence, position.end())
    if not place:
        return None
    body = sentence[place.end() :]
    department = DEPARTMENT.match(body)
    name = ""
    if department:
        name = (department["name"] or department["of"]).strip()
        body = body[department.end() :]
    stop = STOP.search(body)
    institution = body[: stop.start() if stop else len(body)].strip(" ,.")
    if not institution or not institution[0].isupper() or len(institution.split()) > 14:
        return None
    dated = [] if current else dates.find_all(sentence[place.end() :])
    return AppointmentRecord(
        lines=(line, line),
        position=position[1].strip(),
        institution=institution,
        department=name,
        is_current=current,
        start=dated[0].iso if len(dated) > 1 else "",
        end=dated[-1].iso if dated else "",
        confidence=0.9,
        hosts=hosts(body[stop.start() :]) if stop and not current else (),
    )


def with_starts(
    found: Sequence[AppointmentRecord], news: Sequence[NewsRecord]
) -> list[AppointmentRecord]:
    """The appointments with the start that an item of news states ("Started as a postdoc at …")."""
    return [a if a.start else replace(a, start=_start(a, news)) for a in found]


def _start(appointment: AppointmentRecord, news: Sequence[NewsRecord]) -> str:
    """The date of the one item that names this position and this institution."""
    position = appointment.position.casefold()
    wanted = _proper(appointment.institution)
    for item in news:
        held = re.search(rf"\b{re.escape(position)}\b", item.text.casefold())
        if (
            held
            and BEGINS.search(item.text)
            and len(wanted & _proper(item.text)) >= max(1, min(2, len(wanted) - 1))
        ):
            return item.date
    return ""


def _proper(text: str) -> set[str]:
    """The capitalised words of a text, but for those all institutions share."""
    words = set(re.findall(r"[^\W\d_][\w’'-]+", text))
    return {w.casefold() for w in words if w[0].isupper()} - {"university", "of", "the", "i"}
