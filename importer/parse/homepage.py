"""Homepages: a header about the owner, then sections under headings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from importer.parse import (
    appointments,
    awards,
    contact,
    education,
    items,
    names,
    news,
    openings,
    owners,
    positions,
    publications,
    sections,
    sentences,
    services,
    spans,
    talks,
    teaching,
    theses,
)
from importer.parse.claims import Claims, is_chrome
from importer.parse.sections import Section
from importer.records import (
    AppointmentRecord,
    EducationRecord,
    Link,
    NewsRecord,
    PersonRecord,
    PublicationRecord,
    Reading,
    Record,
)
from importer.sources import Document, Line

KIND = "homepage"


@dataclass(slots=True)
class _Profile:
    """What the text about the owner adds up to while it is read."""

    name: str = ""
    biography: list[str] = field(default_factory=list)
    interests: list[str] = field(default_factory=list)
    office: str = ""
    emails: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)

    def hold(self, line: Line) -> None:
        """A line whose text a field of the owner holds."""
        self.lines.append(line)


def fits(document: Document) -> bool:
    """Any page may be a homepage; `read` says whether it found something."""
    return True


def read(document: Document, owner_hint: str) -> Reading:
    """The owner, what the header tells of them, and the records of the sections."""
    claims = Claims(document)
    found = sections.split(document.lines)
    profile = _Profile(name=owner_hint)
    _header(found[0].lines, profile, claims, document.title)
    headings: list[str] = []
    records: list[Record] = []
    for section in found[1:]:
        _section(section, profile, claims, headings, records)
    works = [r for r in records if isinstance(r, PublicationRecord)]
    inferred = "" if profile.name else owners.common_author(works)
    records = _connected(profile.records + records)
    owner = _owner(profile, inferred, works)
    if owner is None:  # nobody to hold what the text says
        told = {record.lines[0] for record in profile.records}
        claims.release(*(line for line in profile.lines if line.number not in told))
    return Reading(document.name, KIND, owner, tuple(records), tuple(headings), claims.unread())


def _owner(
    profile: _Profile, inferred: str, works: Sequence[PublicationRecord]
) -> PersonRecord | None:
    name = profile.name or inferred
    if not name:
        return None
    numbers = [line.number for line in profile.lines]
    lines = (
        (min(numbers), max(numbers))
        if numbers
        else (works[0].lines[0], works[-1].lines[1])
        if works
        else (1, 1)
    )
    return PersonRecord(
        lines=lines,
        name=name,
        inferred=bool(inferred),
        alternate_names=owners.other_forms(name, works),
        biography=tuple(profile.biography),
        interests=tuple(profile.interests),
        office=profile.office,
        emails=tuple(dict.fromkeys(profile.emails)),
        links=tuple(profile.links),
    )


def _connected(records: list[Record]) -> list[Record]:
    """The records with what other lines of the page add to them."""
    items = [r for r in records if isinstance(r, NewsRecord)]
    held = [r for r in records if isinstance(r, AppointmentRecord)]
    started = dict(zip(map(id, held), appointments.with_starts(held, items), strict=True))
    return [started.get(id(r), r) for r in records]


# ---------------------------------------------------------------- the header


def _header(lines: Sequence[Line], profile: _Profile, claims: Claims, title: str) -> None:
    """The name and the text about the owner that stand before the first section.

    The name stands on a line of its own, in a top heading, in the file's title or in the first
    sentence that introduces the owner.
    """
    rest = list(lines)
    named = next((k for k, line in enumerate(rest[:6]) if _is_name(line)), None)
    hinted = names.key(profile.name)
    if named is not None and (not hinted or hinted == names.key(rest[named].text)):
        line = rest.pop(named)
        profile.name = profile.name or owners.in_title(line.text) or line.text.strip()
        profile.hold(line)
        claims.claim(line)
    for line in rest[:6]:
        if line.heading and (name := owners.in_title(line.text)):
            profile.name = profile.name or name
            claims.claim(line)
            rest.remove(line)
            break
    profile.name = profile.name or owners.in_title(title)
    if not profile.name:
        profile.name = next(filter(None, (owners.introduced(x.text) for x in rest[:8])), "")
    _prose(rest, profile, claims, "biography")


def _is_name(line: Line) -> bool:
    return not line.bullet and names.likeness(line.text.strip()) > 0.8


def _prose(lines: Sequence[Line], profile: _Profile, claims: Claims, target: str) -> None:
    """Lines about the owner, each to the field that holds it."""
    for line in lines:
        text = line.text.strip()
        if is_chrome(text):
            continue
        label = sections.labelled(text)
        if label and label[0] in ("interests", "biography"):
            target, text = label[0], label[2]
        if _told(line, profile):
            claims.claim(line)
        elif _small_fact(line, text, profile):
            profile.hold(line)
            claims.claim(line)
        elif sentences.is_prose(text) or target == "interests" and len(text.split()) > 1:
            (profile.interests if target == "interests" else profile.biography).append(text)
            _facts(text, line.number, profile)
            profile.hold(line)
            claims.claim(line)


def _small_fact(line: Line, text: str, profile: _Profile) -> bool:
    """A line that is a name again, an address, an office or a row of links."""
    if text == profile.name:
        return True
    found = contact.emails(text)
    if found and contact.is_address_line(text):
        profile.emails += found
        return True
    if office := contact.office(text):
        profile.office = profile.office or office
        return True
    links = contact.profile_links(text)
    profile.links += spans.with_urls(links, line.links)
    if not links and (labelled := contact.labelled_link(line)):
        profile.links.append(labelled)
        return True
    return bool(links)


def _told(line: Line, profile: _Profile) -> bool:
    """A line that is a talk or a thesis of its own."""
    talk, thesis = talks.inline(line), theses.read(line)
    profile.records += [r for r in (talk, thesis) if r]
    return bool(talk or thesis)


def _facts(text: str, number: int, profile: _Profile) -> None:
    """The records that a paragraph states besides being text."""
    parts = sentences.split(text)
    for sentence in parts:
        degrees = education.read(sentence, number)
        profile.records += degrees
        profile.records += appointments.read(sentence, number)
    profile.records += openings.read(parts, number)
    profile.emails += contact.emails(text)


# ---------------------------------------------------------------- the sections


def _section(
    section: Section, profile: _Profile, claims: Claims, headings: list[str], records: list[Record]
) -> None:
    """Read one section into `records` or into the profile; its headings go to `headings`."""
    if section.heading:
        headings.append(section.title)
        claims.claim(section.heading)
    lines = section.lines
    if section.kind == "publications":
        title = section.title or (headings[-1] if headings else "")
        records += publications.read(lines, title, profile.name, claims)
    elif section.kind == "news":
        records += news.read(lines, claims)
    elif section.kind == "talks":
        records += talks.read(lines, claims)
    elif section.kind == "teaching":
        records += teaching.read(lines, claims)
    elif section.kind == "services":
        records += services.read(lines, claims, headings)
    elif section.kind == "experience":
        records += positions.read(lines, claims)
    elif section.kind == "awards":
        records += awards.read(lines, claims)
    elif section.kind == "education":
        _education(lines, profile, claims, records)
    elif section.kind in ("interests", "biography", "contact", "openings"):
        target = "interests" if section.kind == "interests" else "biography"
        _prose(lines, profile, claims, target)


def _education(
    lines: Sequence[Line], profile: _Profile, claims: Claims, records: list[Record]
) -> None:
    """A degree an item; running text there is read as elsewhere.

    What the list tells is not told again by what the biography says of the same degree.
    """
    degrees: list[EducationRecord] = []
    for group in items.grouped(lines):
        text = items.text_of(group)
        item = len(group) > 1 or bool(group[0].bullet)
        found = education.read(text, group[0].number, item, group[-1].number)
        if found and positions.is_open(text) and education.is_student(text):
            found = []  # a degree that is not yet held: a position, if anything
        if found and (item or not sentences.is_prose(text)):
            degrees += found
            claims.claim(*group)
        elif held := positions.position(text, (group[0].number, group[-1].number)):
            records.append(held)
            claims.claim(*group)
        else:
            _prose(group, profile, claims, "biography")
    records += degrees
    listed = {_level(r) for r in degrees}
    profile.records = [
        r for r in profile.records if not (isinstance(r, EducationRecord) and _level(r) in listed)
    ]


def _level(record: EducationRecord) -> str:
    """The rank of a degree by its first letter, a doctorate of any name as one."""
    letter = record.degree.strip().casefold()[:1]
    return {"d": "p"}.get(letter, letter)
