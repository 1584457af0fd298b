"""Homepages: a header about the owner, then sections under headings."""

from __future__ import annotations

from collections.abc import Sequence

from importer.parse import (
    about,
    appointments,
    awards,
    degrees,
    edges,
    education,
    grants,
    header,
    institutions,
    members,
    news,
    outline,
    owners,
    periods,
    positions,
    publications,
    sections,
    sentences,
    services,
    strays,
    talks,
    teaching,
)
from importer.parse.claims import Claims
from importer.parse.profile import Profile
from importer.parse.sections import Section
from importer.records import (
    AppointmentRecord,
    EducationRecord,
    NewsRecord,
    PublicationRecord,
    Reading,
    Record,
)
from importer.sources import Document, Line

KIND = "homepage"


def fits(document: Document) -> bool:
    """Any page may be a homepage; `read` says whether it found something."""
    return True


def read(document: Document, owner_hint: str) -> Reading:
    """The owner, what the header tells of them, and the records of the sections."""
    claims = Claims(document)
    profile = Profile(name=owner_hint)
    headings: list[str] = []
    records: list[Record] = []
    parts = header.read(document, sections.split(document.lines), profile, claims)
    found = members.gathered(parts)
    for section, above in zip(found, members.standings(found), strict=True):
        if section.kind == "people":
            records += members.read(section.lines, section.title, above, claims)
        _section(section, profile, claims, headings, records)
    edges.read(document, profile, claims)
    about.settled(profile, records, claims)
    works = [r for r in records if isinstance(r, PublicationRecord)]
    group = owners.is_group(document.title, [line.text for line in document.lines[:3]])
    inferred = "" if profile.name or group else owners.common_author(works)
    owner = profile.owner(inferred, works)
    records = _connected(profile.records + records)
    if owner is None:  # nobody to hold what the text says
        claims.disown(record.lines[0] for record in profile.records)
    return Reading(
        document.name,
        KIND,
        owner,
        tuple(records),
        tuple(headings),
        claims.unread(),
        claims.of_owner,
        claims.ordering,
    )


def _connected(records: list[Record]) -> list[Record]:
    """The records with what other lines of the page add to them."""
    items = [r for r in records if isinstance(r, NewsRecord)]
    held = [r for r in records if isinstance(r, AppointmentRecord)]
    started = dict(zip(map(id, held), appointments.with_starts(held, items), strict=True))
    return [started.get(id(r), r) for r in records]


# ---------------------------------------------------------------- the sections


def _section(
    section: Section, profile: Profile, claims: Claims, headings: list[str], records: list[Record]
) -> None:
    """Read one section into `records` or into the profile; its headings go to `headings`."""
    if section.heading:
        headings.append(section.title)
        claims.order(section.heading)
    lines = section.lines
    if section.kind == "publications":
        title = section.title or (headings[-1] if headings else "")
        records += publications.read(lines, title, profile.name, claims)
    elif section.kind == "news":
        records += news.read(lines, claims, section.title)
    elif section.kind == "talks":
        records += talks.read(_unnamed(lines, profile), claims)
    elif section.kind == "teaching":
        records += teaching.read(_unnamed(lines, profile), claims, section.title)
    elif section.kind == "services":
        records += services.read(_unnamed(lines, profile), claims, headings)
    elif section.kind == "awards":
        records += awards.read(lines, claims)
    elif section.kind == "grants":
        records += grants.read(lines, claims)
    elif section.kind in ("education", "experience"):
        _career(section, profile, claims, records)
    elif section.kind in ("interests", "biography", "contact", "openings"):
        target = "interests" if section.kind == "interests" else "biography"
        about.read(lines, profile, claims, target)
    if section.kind not in ("publications", "interests", "biography"):
        left = [line for line in lines if not claims.holds(line)]
        records += strays.read(left, claims, section.title)


def _unnamed(lines: Sequence[Line], profile: Profile) -> list[Line]:
    """The lines but for those that are the owner's name, as the pages of a file have on top."""
    return [line for line in lines if line.text.strip().casefold() != profile.name.casefold()]


def _career(section: Section, profile: Profile, claims: Claims, records: list[Record]) -> None:
    """A degree or a position an entry; running text among degrees is read as elsewhere.

    What the list tells is not told again by what the biography says of the same degree.
    """
    usual = positions.usual(section.title)
    if below := _below_places(section.lines):
        for place, line in below:
            records += _held([[line.text, place.text]], (line.number, line.last), usual)
            claims.claim(place, line)
        return
    listed: list[EducationRecord] = []
    for group in outline.grouped(section.lines, _starts):
        texts = [line.text for line in group]
        at = (group[0].number, group[-1].last)
        degree = _may_be_degree(texts, section.kind)
        found = _degrees(texts, at, bool(group[0].bullet)) if degree else []
        parts = [texts] if len(texts) > 1 else [[part] for part in positions.several(texts[0])]
        sure = None if section.kind == "education" else usual
        held = [] if found or education.leads(texts[0]) else _held(parts, at, sure)
        if found or held:
            listed += found
            records += held
            claims.claim(*group)
        elif section.kind == "education":
            about.read(group, profile, claims, "biography")
    records += listed
    levels = {_level(r) for r in listed}
    again = [r for r in profile.records if isinstance(r, EducationRecord) and _level(r) in levels]
    profile.records = [r for r in profile.records if r not in again]
    claims.told_again(*again)


def _held(
    parts: Sequence[Sequence[str]], at: tuple[int, int], usual: str | None
) -> list[AppointmentRecord]:
    """The positions of the entries that a group of lines holds; one that names no place was held
    where the one before it was."""
    found: list[AppointmentRecord] = []
    for texts in parts:
        held = positions.of_entry(texts, at, usual)
        if not held and found:
            held = positions.at_same_place(" ".join(texts), found[-1])
        found += [held] if held else []
    return found


def _starts(above: Sequence[str], text: str) -> bool:
    """Whether a line begins another entry of a list of degrees and positions."""
    whole = " ".join(above)
    if _leads_with_place(above[0]):
        told = education.has_degree(whole) or appointments.is_position(whole)
        if told and _leads_with_place(text):
            return True
    return degrees.starts(whole, text) or positions.starts(whole, text)


def _below_places(lines: Sequence[Line]) -> list[tuple[Line, Line]]:
    """(institution, position) for each line of a list in which positions with their periods are
    indented below where they were held; empty for a list set in another way."""
    found: list[tuple[Line, Line]] = []
    place: Line | None = None
    for line in lines:
        if _is_place(line.text):
            place = line
            continue
        deeper = place is not None and line.indent > place.indent
        period = periods.find(line.text)
        if not place or not deeper or not period or education.has_degree(line.text):
            return []
        if institutions.rank(line.text[: period.start()]) >= institutions.INSTITUTION:
            return []
        found.append((place, line))
    return found


def _leads_with_place(text: str) -> bool:
    """Whether a line is an institution and nothing else, as the first line of an entry may be."""
    return _is_place(text) and institutions.rank(text) >= institutions.INSTITUTION


def _is_place(text: str) -> bool:
    """Whether a line is an institution, or a part of one, and nothing else."""
    told = periods.find(text) or education.has_degree(text) or appointments.is_position(text)
    return not told and bool(institutions.rank(text))


def _may_be_degree(texts: Sequence[str], kind: str) -> bool:
    return kind == "education" or degrees.leads(texts[0])


def _degrees(texts: Sequence[str], at: tuple[int, int], bullet: bool) -> list[EducationRecord]:
    """The degrees of an entry; none of running text, nor where the degree is not yet held."""
    text = " ".join(texts)
    if positions.is_open(text) and education.is_student(text):
        return []
    period = periods.find(text)
    led = degrees.leads(text) or period is not None and period.start() == 0
    entry = len(texts) > 1 or bullet or led or not sentences.is_prose(text)
    return degrees.read(texts, at) if entry else []


def _level(record: EducationRecord) -> str:
    """The rank of a degree by its first letter, a doctorate of any name as one."""
    letter = record.degree.strip().casefold()[:1]
    return {"d": "p"}.get(letter, letter)
