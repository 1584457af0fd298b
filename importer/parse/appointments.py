"""Positions of the owner, current and past, told of in sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from importer import knowledge
from importer.parse import institutions, names, stays
from importer.records import AppointmentRecord, NewsRecord

NOW = re.compile(
    r"\b(?:I\s+am|I['’]m|I\s+currently\s+am|am|is|are|works?(?:\s+at\s+[^,.;]{2,60}?)?\s+as|"
    r"ich\s+bin|ist|je\s+suis|est|soy|es|sono(?!\s+stat)|è|sou|ik\s+ben)\s+"
    r"(?:now\s+|currently\s+|also\s+|presently\s+|derzeit\s+|actuellement\s+|actualmente\s+){0,2}"
    r"(?:an?\b|the\b|une?\b|eine?\b|una?\b|um\b)?\s*",
    re.I,
)
PAST = re.compile(
    r"\b(?:I\s+was|I['’]ve\s+been|I\s+(?:have\s+)?(?:worked|served)\s+as|was|"
    r"sono\s+stat[ao]|ich\s+war|j['’]ai\s+été|fui|he\s+sido|"
    r"(?:realizou|realizei|realizó|realicé|fez|effectué|svolto|absolvierte)(?:\s+(?:um|una?|un))?|"
    r"(?:did|completed|finished|held|had|after|following|doing)(?=\s+(?:an?|my|the)\s)|"
    r"(?:spent|worked|served|stint|time)\b[^.;,]{0,60}?\s+as)\s+"
    r"(?:previously\s+|formerly\s+|also\s+|first\s+){0,2}(?:an?\s+|the\s+|my\s+)?",
    re.I,
)
AND = re.compile(
    r"\s*,?\s*(?:and|then|e|et|y|und)\s+(?:(?:then|later|poi|puis)\s+)?(?:as\s+)?(?:an?\s+|the\s+)?",
    re.I,
)
FIELD = re.compile(
    r"\s+(?:of|in|für|de|en|di)\s+(?!the\s)([^\W\d_][^,.;()]{1,59}?)(?=\s+(?:at|in\s+the|an\s+der|à|na|en\s+la|presso)\s)",
    re.I,
)
WITH = re.compile(r"\s+with\s+(?=[^\W\d_a-z])([^,;.()]{3,60}?)(?=\s+(?:at|in)\s)")
REACH = 400  # characters in which a sentence goes on about a position
BEGINS = re.compile(
    r"\b(?:I\s+am\s+now|now\s+an?|join(?:ed|ing)?|start(?:ed|ing)?|moved|will\s+be)\b", re.I
)
PLACE = re.compile(
    r"\s*,?\s*(?:at|in|with|of|an\s+der|am|à\s+l['’]|à\s+la|à|en\s+la|en|presso|"
    r"all['’]|alla|nella|aan\s+de|bij|na|no|em|vid|ved)\s*"
    r"(?:(?<=['’])|(?<=\s))(?:the\s+)?",
    re.I,
)
DATED = re.compile(r"\b(?:19|20)\d\d\b")
VERB = re.compile(
    r"\b(?:I|my|we|our|is|was|are|were|has|have|had|will|works?|worked|ist|war|est|était|es|fue|è|foi|"
    r"looking|wanted|position|positions|openings?)\b",
    re.I,
)
AT = re.compile(
    r"(?:at|an\s+der|am|à\s+l['’]|à\s+la|à|en\s+la|presso|all['’]|alla|aan\s+de)\s*"
    r"(?:(?<=['’])|(?<=\s))(?:the\s+)?",
    re.I,
)
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
    r"\s+(?:in|during|over|from|between|for|until|till|bis|jusqu['’]en|hasta|fino\s+al|até)\s+"
    r"(?:the\s+)?(?:[^\W\d_]{3,9}\.?\s+(?:of\s+)?){0,2}"
    r"(?=(?:19|20)\d\d)|\s+(?:where|working|under|who|advised|supervised|hosted|from\s+\d|"
    r"and\s+(?:I|a|an|the)\b|with\s+|[a-z]{3,}ing\b)|\s*\((?=[^)]*\d{4})|$"
)


@cache
def _position() -> re.Pattern[str]:
    """A position, with the words before it that belong to it ("third year Ph.D. student")."""
    longest = sorted(knowledge.words("positions"), key=lambda w: (-len(w), w))
    any_of = "|".join(map(re.escape, longest))
    return re.compile(rf"((?:[\w.'’-]+\s+){{0,4}}?(?:{any_of}))(?![\w])", re.I)


def read(sentence: str, line: int) -> list[AppointmentRecord]:
    """The positions a sentence states of the owner in the first person (or by duration)."""
    spent = stays.read(sentence, line)
    if spent:
        return spent
    for pattern, current in ((NOW, True), (PAST, False)):
        for match in pattern.finditer(sentence):
            found = _at(sentence, match.end(), line, current)
            if found:
                title = found[0].position
                return [found[0], *([] if current else _further(sentence, found[1], line, title))]
    return _headless(sentence, line)


def _headless(sentence: str, line: int) -> list[AppointmentRecord]:
    """The position of a sentence that has no verb: "Lecturer in Mud at Wet College."."""
    if DATED.search(sentence) or not sentence[:1].isupper() or VERB.search(sentence):
        return []
    found = _at(sentence, 0, line, True)
    rest = sentence[found[1] :].strip(" .!") if found else ""
    return [found[0]] if found and not rest and institutions.rank(found[0].institution) else []


def _further(sentence: str, start: int, line: int, title: str) -> list[AppointmentRecord]:
    """The past positions that follow one of that title: "… and a fellow at the Mud Institute
    (2016-2018)"."""
    found: list[AppointmentRecord] = []
    while match := AND.match(sentence, start):
        held = _at(sentence, match.end(), line, False) or _again(sentence, match.end(), line, title)
        if not held:
            break
        found.append(held[0])
        start, title = held[1], held[0].position
    return found


def _again(
    sentence: str, start: int, line: int, title: str
) -> tuple[AppointmentRecord, int] | None:
    """The same position at another place: "a postdoc at Mudford (2013) and at Wetham (2015)"."""
    preposition = AT.match(sentence, start)
    return _placed(sentence, preposition, title, line, False) if preposition else None


def named_position(text: str) -> tuple[str, str] | None:
    """(position, text after it) of a text that begins with a position."""
    match = _position().match(text)
    return (match[1].strip(), text[match.end() :]) if match else None


def _at(
    sentence: str, start: int, line: int, current: bool
) -> tuple[AppointmentRecord, int] | None:
    """The position and the institution at this place of a sentence, and where they end."""
    position = _position().match(sentence, start)
    if not position:
        return None
    title, end = _with_field(sentence, position)
    if host := WITH.match(sentence, end):
        end = host.end()
    preposition = PLACE.match(sentence, end)
    return _placed(sentence, preposition, title, line, current, host) if preposition else None


def _placed(
    sentence: str,
    preposition: re.Match[str],
    title: str,
    line: int,
    current: bool,
    host: re.Match[str] | None = None,
) -> tuple[AppointmentRecord, int] | None:
    """A position of that title at the institution after a preposition, and where they end."""
    found = _where(sentence, preposition.end(), current)
    if not found:
        return None
    place, until = found
    printed, ends, is_end = stays.period(sentence, until)
    told = ("", "") if current else stays.dated(printed, sentence[preposition.end() :][:REACH])
    if is_end:
        told = ("", told[1] or told[0])
    record = AppointmentRecord(
        lines=(line, line),
        position=title,
        institution=place.institution,
        department=place.department,
        is_current=current,
        start=told[0],
        end=told[1],
        duration="" if current else printed,
        confidence=0.9,
        hosts=() if current else _with(host) or stays.hosts(sentence[until : until + REACH]),
    )
    return record, ends


def _with(match: re.Match[str] | None) -> tuple[str, ...]:
    """The people named between a position and its place: "a postdoc with Ann Lee at …"."""
    return tuple(names.in_prose(match[1])) if match else ()


def _where(sentence: str, start: int, current: bool) -> tuple[institutions.Place, int] | None:
    """The institution that begins at this place of a sentence, and where its name ends."""
    body = sentence[start : start + REACH]
    department = DEPARTMENT.match(body)
    part = (department["name"] or department["of"]).strip() if department else ""
    if department:
        start += department.end()
        body = body[department.end() :]
    stop = STOP.search(body)
    until = stop.start() if stop else len(body)
    institution = body[:until].strip(" ,.")
    if not institution or not institution[0].isupper() or len(institution.split()) > 14:
        return None
    place = institutions.Place(part, institution)
    return (_parted(institution) if current and not part else place), start + until


def _with_field(sentence: str, position: re.Match[str]) -> tuple[str, int]:
    """(position with its field, where it ends): "Professor of Mud" before "at Wet College"."""
    field = FIELD.match(sentence, position.end())
    if field and not institutions.rank(field[1]) and len(field[1].split()) <= 7:
        return sentence[position.start() : field.end()].strip(), field.end()
    return position[1].strip(), position.end()


def _parted(institution: str) -> institutions.Place:
    """A part and its institution where a comma stands between them."""
    parts = institution.split(", ")
    if len(parts) == 2 and all(map(institutions.rank, parts)):
        return institutions.placed(parts)
    return institutions.Place("", institution)


def is_faculty(title: str) -> bool:
    """Whether the title is one of those who lead groups, by the words that state roles."""
    roles = knowledge.table("roles")["roles"]
    named = (r["role"] for r in roles if any(word in title.casefold() for word in r["words"]))
    return next(named, "") == "faculty"


def is_position(text: str) -> bool:
    """Whether a short text has the title of a position in it."""
    return bool(_titles().search(text))


def is_title(text: str) -> bool:
    """Whether a text is the title of a position and nothing else."""
    return bool(_titles().fullmatch(text))


@cache
def _titles() -> re.Pattern[str]:
    return knowledge.phrases(tuple(knowledge.words("positions")))


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
