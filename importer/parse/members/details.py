"""What stands beside a name in a list of people: role, years, topic, where they went."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from importer import knowledge
from importer.parse import contact, institutions, names, periods, spans
from importer.parse.members import labels

QUOTED = re.compile(r"[\"“«„]([^\"“”«»„]{4,250})[\"”»“],?")
BRACKETS = re.compile(r"\(([^()]{0,300})\)|\[([^\[\]]{0,300})\]")
# Between what is said of somebody; a comma parts less than these.
APART = re.compile(r"\s*;\s*|\s+[-–—·]+\s+|\s*\|\s*|(?<=\w{3})\.\s+(?=[^\W\d_])|(?<=\d):\s+|\s{3,}")
ARROW = re.compile(r"\s*(?:→|⇒|[-=]+>)\s*")
OPEN = re.compile(
    r"(?<=\d)\s*[-–—]{1,2}\s*(?:\.{2,3}|…|\?)?\s*$|(?<=\d)\s*[-–—]{1,2}\s*(?:\.{3}|…)"
)
DASH = re.compile(r"\s*[-–—]\s*")
YEAR = re.compile(r"(?:19|20)\d\d")
SHORTENED = re.compile(r"\b(?:Inc|Ltd|Co|Corp|Univ|Inst|Dept)$")
EDGES = " \t.,;:|–—-·"
LONGEST_TITLE = 9  # words
LONGEST_TOPIC = 30
FEW_WORDS = 3


@dataclass(slots=True)
class Told:
    """What the parts of an entry tell; `sure` where one of them tells that this is a person."""

    role: str = ""
    title: str = ""
    left: bool | None = None
    start: str = ""
    end: str = ""
    topic: str = ""
    next_position: str = ""
    advisors: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    notes: list[str] = field(default_factory=list)
    sure: bool = False
    by_degree: bool = False


def read(texts: Sequence[str], standing: labels.Standing, by_degree: bool = False) -> Told:
    """What the texts after a name tell: the rest of its line, and the lines below it.

    `by_degree` where the role of the standing is that of a degree, so that a year is its end.
    """
    told = Told(left=standing.left, by_degree=by_degree)
    for text in texts:
        told.emails += contact.emails(text)
        body = contact.EMAIL.sub(" ", contact.LABEL.sub("", text)) if told.emails else text
        if quoted := QUOTED.search(body):
            told.topic = told.topic or quoted[1].strip(" ,.")
            body = QUOTED.sub(" ", body, count=1)
        _in_order(body, told)
    told.sure = told.sure or bool(told.emails or told.topic and standing.role)
    return told


def tells(text: str) -> bool:
    """Whether a line is by its words about somebody: a title, a period, an address, or what
    leads to a topic, an advisor or a place."""
    plain = periods.without(BRACKETS.sub("", text)).strip(EDGES)
    if contact.emails(text) or not plain:
        return True
    leads = any(labels.starts_with(n).match(text) for n in ("topic", "next", "advisors"))
    role = labels.degree(plain) or labels.title_role(plain.split(",")[0])
    return bool(role) or leads and not text.endswith("!")


def _in_order(text: str, told: Told) -> None:
    """What stands in brackets and beside them; a bracket after a place belongs to it."""
    at = 0
    for match in BRACKETS.finditer(text):
        had = told.next_position
        _segments(text[at : match.start()], told)
        inner = match[1] if match[1] is not None else match[2]
        if told.next_position != had:
            told.next_position += f" ({inner})"
        else:
            _segments(inner, told)
        at = match.end()
    _segments(text[at:], told)


def _segments(text: str, told: Told) -> None:
    """What the segments of a text tell; periods are made one word first."""
    text = OPEN.sub("–", text)
    for period in list(periods.find_all(text)):
        text = text.replace(period[0], DASH.sub("–", period[0]))
    for k, piece in enumerate(ARROW.split(text)):
        if k and piece.strip(EDGES):
            _went(piece, told)
            continue
        for segment in APART.split(piece):
            _segment(_stripped(segment), told)


def _stripped(text: str) -> str:
    """Without the marks around it, but for the dash of a period that lasts ("2022–") and the
    point of a word cut short."""
    body = text.strip(EDGES)
    if SHORTENED.search(body) and text.rstrip().endswith("."):
        return f"{body}."
    return f"{body}–" if body[-4:].isdigit() and text.rstrip().endswith("–") else body


def _segment(text: str, told: Told) -> None:
    """One segment; what leads to a place or a topic has all that follows it. Parts without words
    of their own that follow one another are one."""
    parts = spans.split_outside(text)
    run: list[str] = []
    for k, part in enumerate(parts):
        part = _stripped(part)
        if part and _leads(part, ", ".join([part, *parts[k + 1 :]]), told):
            break
        if part and not _part(part, told):
            run.append(part)
        elif run:
            _other(", ".join(run), told)
            run = []
    if run:
        _other(", ".join(run), told)


def _leads(part: str, rest: str, told: Told) -> bool:
    """Take `rest`, which begins with `part`, where that leads to a place or a topic."""
    if match := labels.starts_with("next").match(part):
        _went(rest[match.end() :], told)
        return True
    graduated = told.left and told.by_degree and bool(told.title)
    if graduated and labels.title_role(part) and not labels.degree(part):
        _went(rest, told)
        return True
    match = labels.starts_with("topic").match(part)
    if match and _subject(rest[match.end() :], told):
        return True
    if match := labels.within("next").search(part):
        before = part[: match.start()].strip(EDGES)
        if before and not _part(before, told):
            _other(before, told)
        _went(rest[match.end() :], told)
        return True
    return False


def _went(text: str, told: Told) -> None:
    place = _stripped(text)
    if place and not told.next_position:
        told.next_position, told.left, told.sure = place, True, True


def _subject(text: str, told: Told) -> bool:
    """Take the subject that a label leads to; a year at its end is that of the degree."""
    if further := labels.within("next").search(text):
        _went(text[further.end() :], told)
        text = text[: further.start()].strip(EDGES)
    period = periods.find(text)
    at_end = period and not text[period.end() :].strip(EDGES)
    body = text[: period.start()] if period and at_end else text
    if not body.strip(EDGES) or told.topic:
        return False
    told.topic, told.sure = body.strip(EDGES), True
    if period and at_end:
        _years(period[0], told)
    return True


def _part(part: str, told: Told) -> bool:
    """Take a part that has words or a form of its own; whether it has."""
    if spans.is_label(part, bracketed=True) or labels.is_profile(part):
        told.sure = told.sure or labels.is_profile(part)
    elif labels.starts_with("plans").match(part):
        told.notes.append(part)
    elif labels.starts_with("present").fullmatch(part):
        told.left = False if told.left is None else told.left
        told.sure = True
    elif match := labels.starts_with("advisors").match(part):
        _advised(part, match.end(), told)
    else:
        return _dated(part, told) or _titled(part, told)
    return True


def _advised(part: str, at: int, told: Told) -> None:
    found = names.in_prose(part[at:])
    if found:
        told.advisors += tuple(found)
    else:
        told.notes.append(part)


def _dated(part: str, told: Told) -> bool:
    """Take a part that is a period, or a degree or title with one; whether it is."""
    period = periods.find(part)
    if not period:
        return False
    rest = f"{part[: period.start()]} {part[period.end() :]}".strip(EDGES)
    if not rest:
        _years(period[0], told)
        return True
    if labels.starts_with("since").fullmatch(rest) and not periods.bounds(period[0])[1]:
        _years(f"{period[0]}–", told)
        return True
    known = labels.degree(rest) or labels.title_role(rest)
    if not known and not labels.heading(rest):
        return False
    _role(rest, known, bool(labels.degree(rest)), told)
    _years(period[0], told)
    return True


def _years(printed: str, told: Told) -> None:
    """A single year is the end for who has left or has a degree from it; else nobody knows."""
    start, end = periods.bounds(printed)
    alone = bool(YEAR.fullmatch(printed.strip(EDGES)))
    if told.start or told.end or not periods.in_order(start, end or start):
        told.notes.append(printed.strip())
    elif periods.is_open(printed) or printed.endswith("–"):
        told.start, told.sure = start, True
    elif end:
        told.start, told.end, told.sure = start, end, True
    elif alone and (told.by_degree or told.left):
        told.end, told.sure = start, True
    else:
        told.notes.append(printed.strip())
        told.sure = True


def _titled(part: str, told: Told) -> bool:
    """Take a part that is a degree or the title of a position; whether it is."""
    if len(part.split()) > LONGEST_TITLE:
        return False
    degree = labels.degree(part)
    known = degree or labels.title_role(part)
    if not known:
        return False
    _role(part, known, bool(degree), told)
    return True


def _role(printed: str, role: str, by_degree: bool, told: Told) -> None:
    """The first role counts, but that a title tells more than a degree someone has."""
    if not told.role or told.by_degree and not by_degree:
        if told.title and told.by_degree:
            told.notes.append(f"{told.title} {told.end}".strip())
            told.end = ""
        told.role, told.title, told.by_degree = role, printed, by_degree
    elif printed != told.title:
        told.notes.append(printed)
    told.sure = True


def _other(part: str, told: Told) -> None:
    """What has no words of its own: the topic if it is the first, unless it is a place."""
    place = institutions.rank(part) or knowledge.phrase_pattern("funders").search(part)
    words = part.split()
    topic = 1 < len(words) <= LONGEST_TOPIC or len(words) == 1 and part.isalpha() and len(part) > 3
    topic = topic and not (told.left and len(words) < FEW_WORDS)  # a firm more likely than a topic
    if topic and not (told.topic or place) and not YEAR.search(part):
        told.topic = part
    else:
        told.notes.append(part)
