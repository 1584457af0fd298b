"""Stays told of in sentences: where somebody spent a time or interned, when and with whom."""

from __future__ import annotations

import re

from importer.parse import dates, names, periods
from importer.records import AppointmentRecord

NUMBER = (
    r"(?:an?|half\s+a|one|two|three|four|five|six|seven|eight|nine|ten|\d+(?:\.\d+)?)"
    r"(?:\s+and\s+a\s+half)?"
)
SPENT = re.compile(
    rf"\b(?P<duration>{NUMBER}\s+(?:wonderful\s+|great\s+)?"
    r"(?:years?|months?|semesters?|weeks?|summers?)|(?:a|the|one)\s+(?:summer|spring|fall|winter|"
    r"autumn|semester)(?:\s+of)?(?:\s+\d{4})?)\s+(?:at|in|with)\s+(?:the\s+)?"
    r"(?P<institution>[^\W\d_a-z][^,;]{2,120}?)\s*,?\s+as\s+"
    r"(?:an?\s+|the\s+)?(?P<position>[^,;.]{3,60}?)(?=[,;.]|\s+(?:and|working|with|under|where)\b|$)"
)
INTERNED = re.compile(
    r"\b(?:interned|lucky\s+to\s+intern|internships?)\s+(?:at|with)\s+(?:the\s+)?"
    r"(?P<institution>[^\W\d_a-z][^,;.()]{1,60}?)(?=[,;.(]|\s+(?:in|and|during|with|where|as|on)\b|$)"
)
# Another place where the same was done: "… and at the Mud Institute (2020)".
AND_AT = re.compile(
    r"\s*(?:,\s*)?(?:and|then|und|et|y|e)\s+(?:(?:then|later|also)\s+)?(?:at|with)\s+(?:the\s+)?"
    r"(?P<institution>[^\W\d_a-z][^,;.()]{1,60}?)(?=[,;.(]|\s+(?:in|and|during|with|where|as|on)\b|$)"
)
WORKING_WITH = re.compile(
    r"(?:work(?:ing|ed)?\s+with|(?:hosted|mentored|supervised|advised)\s+by|"
    r"under\s+(?:the\s+supervision\s+of)?|\b(?:supervisor|host|mentor|advisor|sponsor)s?\s*:)\s*",
    re.I,
)
PERIOD = re.compile(r"\s*\(([^()]{0,40}\d{4}[^()]{0,20})\)")
IN_PERIOD = re.compile(
    r"\s+(?:in|during|over|from|between|for|(?P<until>until|till|bis|jusqu['’]en|hasta|fino\s+al|até))"
    r"\s+(?:the\s+)?(?P<told>(?:[^\W\d_]{3,9}\.?\s+(?:of\s+)?){0,2}(?:19|20)\d\d(?:\s*(?:[-–—]|to|until|and)\s*(?:19|20)?\d\d)?)"
)


def read(sentence: str, line: int) -> list[AppointmentRecord]:
    """The stays of a sentence: "I spent two years at X as a postdoc", "I interned at X"."""
    found = [_spent(match, sentence, line) for match in SPENT.finditer(sentence)]
    return found + [
        _interned(match, sentence, line)
        for first in INTERNED.finditer(sentence)
        for match in _places(first, sentence)
    ]


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


def _places(first: re.Match[str], sentence: str) -> list[re.Match[str]]:
    """A place where somebody interned, and those that "and at" joins to it with its period."""
    found = [first]
    while True:
        period = PERIOD.match(sentence, found[-1].end())
        after = AND_AT.match(sentence, period.end() if period else found[-1].end())
        if not after:
            return found
        found.append(after)


def _interned(match: re.Match[str], sentence: str, line: int) -> AppointmentRecord:
    """ "I interned at the Mud Institute in the summer of 2020"."""
    printed, _, _ = period(sentence, match.end())
    start, end = dated(printed, sentence[match.end() : match.end() + 40])
    return AppointmentRecord(
        lines=(line, line),
        position="intern",
        institution=match["institution"].strip(" ,."),
        start=start or end,
        end=end if start else "",
        duration=printed,
        confidence=0.8,
    )


def hosts(text: str) -> tuple[str, ...]:
    """The people with whom a position was held: "working with Ann Lee"."""
    match = WORKING_WITH.search(text)
    return tuple(names.in_prose(text[match.end() :])) if match else ()


def period(sentence: str, at: int) -> tuple[str, int, bool]:
    """(period as printed, where it ends, whether it is the end alone) at a place of a sentence."""
    if bracket := PERIOD.match(sentence, at):
        return bracket[1], bracket.end(), bracket[1].casefold().startswith(("until", "bis "))
    within = IN_PERIOD.match(sentence, at)
    return (within["told"], within.end(), bool(within["until"])) if within else ("", at, False)


def dated(printed: str, after: str) -> tuple[str, str]:
    """The start and the end of a past position: of its own period, or by the dates after it."""
    if printed:
        return periods.bounds(printed)
    found = dates.find_all(after)
    return (found[0].iso if len(found) > 1 else "", found[-1].iso if found else "")
