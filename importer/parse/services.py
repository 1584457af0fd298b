"""Service: roles and the venues or bodies they were for, by year, by venue or by role."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from importer import knowledge
from importer.parse import dates, groups, items, occasions, roles, sentences
from importer.parse.claims import Claims, is_chrome
from importer.parse.occasions import Occasion
from importer.records import ServiceRecord
from importer.sources import Line

LONGEST = 5_000
MOST_WORDS = 16  # of the name of a venue or body
# A body that is named and what somebody was in it: "Mud Search Committee, Member".
IN_BODY = re.compile(
    r"(?P<body>[^,:;()]{2,100}\b(?:committee|board|council|panel|commission|senate|society|club|"
    r"association|task\s+force|working\s+group)),\s+"
    r"(?P<role>(?:[\w-]+\s){0,2}(?:member|chair|co-chair|president|treasurer|secretary|head|"
    r"organizer|organiser|coordinator|delegate|judge|advisor))(?P<rest>(?:,\s.{2,60})?|\s*\([^()]*\))",
    re.I,
)
LEAD = re.compile(r"^[\s:,;.|@/)–—-]+")
LABEL = re.compile(r"^([^:]{3,40}):\s+")
OPEN_END = re.compile(r"\)$|\d[–—-]$")
ORGANIZER = re.compile(r"organi[sz]", re.I)
EDGES = " ,;:.|@/–—-("


class _Told(NamedTuple):
    """A role and the text that says what it was for."""

    role: str
    text: str


def is_role(text: str) -> bool:
    """Whether the text names a role in the service of the community."""
    return bool(roles.whole(text))


def read(lines: Sequence[Line], claims: Claims, sections: list[str]) -> list[ServiceRecord]:
    """The roles of a section, whose heading is the last of `sections`; its sub-headings are added.

    A sub-heading under which nothing stands is left unread: its entries are missing.
    """
    records: list[ServiceRecord] = []
    role = roles.whole(sections[-1]) if sections else ""
    heading: Line | None = None
    dated: Line | None = None
    kept = [line for line in lines if not is_chrome(line.text)]
    for line, leads in _led(items.rejoined(kept, lambda text: bool(roles.find(text)))):
        if dated and line.bullet and dated.bullet and line.indent <= dated.indent:
            dated = None
        if year := _year_alone(line):
            dated, under = line, year
            continue
        head = not line.bullet or line.text.endswith(":") or leads
        if head and is_role(line.text) and not _in_body(line.text):
            role, heading = roles.whole(line.text), line
            sections.append(line.text.strip())
            continue
        found = told(line, role, under if dated else "")
        if found:
            records += found
            claims.claim(line)
            for above in (heading, dated):
                if above:
                    claims.order(above)
    return records


def _led(lines: Sequence[Line]) -> list[tuple[Line, bool]]:
    """The lines, each with whether deeper bullets stand below it."""
    below = [*lines[1:], None]
    return [
        (line, bool(after and after.bullet and line.bullet and after.indent > line.indent))
        for line, after in zip(lines, below, strict=False)
    ]


def _year_alone(line: Line) -> str:
    """The year that is all of a line, with or without marks around it."""
    match = groups.YEAR_LINE.match(line.text.strip())
    return match[1] if match else ""


def told(line: Line, role: str = "", under: str = "") -> list[ServiceRecord]:
    """The service that a line tells: by its own roles, else by `role`, that of its heading; in
    the year it prints, else in that which it stands `under`."""
    text = line.text.strip()
    if len(text) > LONGEST:
        return []
    led = dates.leading(text)
    year = led[0].iso if led and len(led[0].iso) == 4 and led[1] else ""
    body = led[1] if led and year else text
    year = year or under
    parts = _in_body(body) or _by_roles(body)
    if not parts and role and (line.bullet or not sentences.is_prose(body)):
        plain = _unlabelled(body)
        events = line.bullet and ORGANIZER.search(role)
        parts = [_Told(role, occasions.at_place(plain) if events else plain)]
    found: dict[tuple[str, str, str], ServiceRecord] = {}
    for part in parts:
        named = occasions.read(part.text)
        if not named or not all(_plausible(each) for each in named):
            return []
        for record in _records((line.number, line.last), part.role, named, year):
            same = found.get(key := (record.role, record.year, record.note))
            venues = (*same.venues, *record.venues) if same else record.venues
            found[key] = replace(record, venues=venues)
    return list(found.values())


def _in_body(text: str) -> list[_Told]:
    """The role of a text such as "Mud Search Committee, Member"; none where the committee is what
    the role is called by ("Program Committee, ICML")."""
    match = IN_BODY.fullmatch(text.strip(" ."))
    if not match or knowledge.phrase_pattern("service_roles").search(match["body"]):
        return []
    return [_Told(match["role"], match["body"] + match["rest"])]


def _by_roles(text: str) -> list[_Told]:
    """The roles that a text names, each with what follows it; or with what stands before it,
    where the first has something before and the last nothing but years after it."""
    found = roles.find(text)
    if not found:
        return []
    before = _plain(text[: found[0].start])
    if ";" in before:  # a clause that has no role of its own
        return []
    ends = [*(role.start for role in found[1:]), len(text)]
    after = [_plain(text[r.end : end]) for r, end in zip(found, ends, strict=True)]
    if not before:
        return [_Told(r.name, rest) for r, rest in zip(found, after, strict=True)]
    if any(_has_name(rest) for rest in after[-1:]):
        return []
    return _by_venues([r.name for r in found], before, after)


def _by_venues(names: Sequence[str], before: str, after: Sequence[str]) -> list[_Told]:
    """ "ICML 2020 — Reviewer; UAI — Area Chair 2021, Reviewer 2022": a role holds for the venue
    before it."""
    told_: list[_Told] = []
    venue, own = before, ""
    for name, rest in zip(names, after, strict=True):
        if own:
            venue, own = own, ""
        if _has_name(rest):
            told_.append(_Told(name, venue))
            own = rest
        else:
            told_.append(_Told(name, f"{venue} {rest}"))
    return told_


def _has_name(text: str) -> bool:
    """Whether a text names something besides years and notes in brackets."""
    return any(o.name for o in occasions.read(re.sub(r"\([^()]{0,200}\)", " ", text)))


def _plain(text: str) -> str:
    """A text without the marks and the words of a sentence at both ends."""
    body = text.strip()
    fillers = knowledge.words("service_fillers")
    while True:
        body = LEAD.sub("", body)
        first, _, rest = body.partition(" ")
        if not rest or first.casefold().strip(EDGES) not in fillers:
            break
        body = rest
    if not OPEN_END.search(body):
        body = body.rstrip(EDGES)
    while (last := body.rpartition(" ")[2].casefold()) and last in fillers:
        body = body[: len(body) - len(last)].rstrip(EDGES)
    return _unlabelled(body)


def _unlabelled(text: str) -> str:
    """A text without a label that says what kind of venues follow ("Journals: …")."""
    match = LABEL.match(text)
    if match and match[1].casefold() in knowledge.words("service_kinds"):
        return text[match.end() :]
    return text


def _plausible(occasion: Occasion) -> bool:
    """Whether a name may be that of a venue or body: few words, not running text."""
    name = occasion.name
    words = name.split()
    prose = bool(words) and name[0].islower() and len(words) > 3
    if prose and knowledge.phrase_pattern("venue_words").search(name):
        prose = False  # "sub. zeitschrift für schlamm"
    return bool(words) and len(words) <= MOST_WORDS and not prose


def _records(
    at: tuple[int, int], role: str, named: Sequence[Occasion], year: str
) -> list[ServiceRecord]:
    """One record a year and note, in the order of the page."""
    groups: dict[tuple[str, str], list[str]] = {}
    for each in named:
        groups.setdefault((each.year or year, each.note), []).append(each.name)
    return [
        ServiceRecord(lines=at, role=role, venues=tuple(venues), year=when, note=note)
        for (when, note), venues in groups.items()
    ]
