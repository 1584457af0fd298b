"""Text about the owner, line by line, each to the field that holds it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from importer import knowledge
from importer.parse import (
    appointments,
    cards,
    contact,
    degrees,
    education,
    legends,
    openings,
    periods,
    positions,
    sections,
    sentences,
    spans,
    strays,
    talks,
    theses,
)
from importer.parse.claims import Claims, is_chrome
from importer.parse.profile import Profile
from importer.records import AppointmentRecord, Record
from importer.sources import Line

INTERESTS = re.compile(
    r"^(?:Mis\s+intereses|Meine\s+Forschung|Mes\s+(?:thèmes|intérêts|recherches)|I\s+miei\s+interessi)"
    r"|^[Mm]y\s+(?:main\s+|primary\s+)?fields\b"
    r"|^(?:[Mm]y|[Hh]er|[Hh]is|[Tt]heir)\s+(?:(?:main|primary|current|general)\s+)?"
    r"(?:research\s+)?(?:interests?|areas?\s+of\s+interest)\b"
    r"|^(?:I\s+am|I['’]m|(?:[Ss]?[Hh]e|They)\s+(?:is|are))\s+(?:\w+\s+){0,2}interested\s+in\b"
    r"|^[Mm]y\s+research\s+(?:\w+\s+){0,2}(?:is|lies|focus(?:es)?|centers|centres|concerns|deals)\b"
)
LABEL = re.compile(r"[^\W\d_][^:.!?]{2,40}:\s+(?=\S)")


def read(lines: Sequence[Line], profile: Profile, claims: Claims, target: str) -> None:
    """Lines of prose and small facts; `target` is the field that text without a label goes to."""
    for line in lines:
        text = line.text.strip()
        if is_chrome(text) or legends.of_line(line):
            continue
        label = sections.labelled(text)
        if label and label[0] in ("interests", "biography"):
            target, text = label[0], label[2]
        elif sections.row_kind(line) == "interests":
            target, text = "interests", text.partition(", ")[2]
            label = ("interests", "", text)
        if interests := _interests(text):
            profile.interests.append(interests)
            _held(line, profile, claims)
        elif _told(line, profile):
            claims.claim(line)
        elif _small_fact(line, text, profile):
            _held(line, profile, claims)
        elif _is_listed(text) and _entry(line, profile):
            claims.claim(line)
        elif sentences.is_prose(text):
            _paragraph(text, line.number, profile, target)
            profile.records += strays.in_sentences(line)
            _held(line, profile, claims)
            target = "biography" if label else target
        elif target == "interests" and len(text.split()) > 1:
            profile.interests.append(text)
            _held(line, profile, claims)
            target = "biography" if label else target
        else:
            _card(line, profile, claims)


def _interests(text: str) -> str:
    """What follows a label of interests that opens no section ("Fields: …")."""
    label = LABEL.match(text)
    known = knowledge.words("interest_labels")
    return text[label.end() :] if label and label[0].rstrip(": ").casefold() in known else ""


def _held(line: Line, profile: Profile, claims: Claims) -> None:
    profile.hold(line)
    claims.own(line)


def _paragraph(text: str, number: int, profile: Profile, target: str) -> None:
    """A paragraph of the biography or of the interests, and the records that it states besides."""
    parts = sentences.split(text)
    notes = openings.read(parts, number)
    if target == "interests" and not notes:
        profile.interests.append(text)
    else:
        profile.biography.append(text)
        profile.interested += [part for part in parts if INTERESTS.match(part)][:1]
    for sentence in parts:
        education.advise(profile.records, sentence, number)
        got = education.read(sentence, number)
        places = {degree.institution for degree in got}
        profile.records += got
        profile.records += [
            held
            for held in appointments.read(sentence, number)
            if not (held.institution in places and held.position.casefold().endswith("student"))
        ]
    profile.records += notes
    profile.emails += contact.emails(text)


def _card(line: Line, profile: Profile, claims: Claims) -> None:
    """A short line: a degree, or what stands on a card."""
    if _entry(line, profile):
        claims.claim(line)
    elif profile.take(cards.read(line.text), line):
        claims.own(line)


def _entry(line: Line, profile: Profile) -> bool:
    """A line that is an entry of a list of degrees, or of positions with their periods."""
    at = (line.number, line.last)
    found: list[Record] = []
    student = education.is_student(line.text)  # a position and no degree yet
    if len(line.text) < cards.LONGEST and degrees.leads(line.text) and not student:
        found += degrees.read([line.text], at)
    if (
        not found
        and periods.find(line.text)
        and (held := positions.of_entry([line.text], at, None))
    ):
        found.append(held)
    profile.records += found
    return bool(found)


def _is_listed(text: str) -> bool:
    """Whether a line begins with a period or a degree and goes on as no sentence does."""
    period = periods.find(text)
    led = period is not None and period.start() == 0 or degrees.leads(text)
    return led and not cards.SENTENCE.search(text)


def _small_fact(line: Line, text: str, profile: Profile) -> bool:
    """A line that is the name again or a row of links, with addresses or without."""
    if text == profile.name:
        return True
    found = contact.emails(text)
    if found and contact.is_address_line(text):
        profile.emails += found
        return True
    links = contact.profile_links(text)
    profile.links += spans.with_urls(links, line.links)
    if not links and (labelled := contact.labelled_link(line)):
        profile.links.append(labelled)
        return True
    return bool(links)


def _told(line: Line, profile: Profile) -> bool:
    """A line that is a talk, a thesis, service or a course of its own."""
    talk, thesis = talks.inline(line), theses.read(line)
    found: list[Record] = [r for r in (talk, thesis) if r]
    label = sections.labelled(line.text)
    if not found and (label and label[0] == "news" or not sentences.is_prose(line.text)):
        found = strays.told(line)
    profile.records += found
    return bool(found)


def states_position(text: str) -> bool:
    """Whether a paragraph states what somebody is or was."""
    return any(appointments.read(sentence, 0) for sentence in sentences.split(text))


def settled(profile: Profile, records: list[Record], claims: Claims) -> None:
    """Put the position of the card before all others. Where the text or a list tells of the same
    position, it is told once: with the dates, and the institution if the card has none."""
    card = profile.appointment()
    if not card:
        return
    for held in (profile.records, records):
        same = next((r for r in held if _is_same(r, card)), None)
        if same:
            held.remove(same)
            claims.told_again(same)
            card = _joined(card, same)
    profile.records.insert(0, card)


def _is_same(record: Record, card: AppointmentRecord) -> bool:
    """Whether a record is the position of the card: current, and one title begins as the other."""
    if not isinstance(record, AppointmentRecord) or not record.is_current:
        return False
    a, b = record.position.casefold(), card.position.casefold()
    near = not card.institution or card.institution in record.institution
    return (a.startswith(b) or b.startswith(a)) and (near or not record.start)


def _joined(card: AppointmentRecord, told: Record) -> AppointmentRecord:
    if not isinstance(told, AppointmentRecord):
        return card
    dated = replace(card, start=told.start, duration=told.duration, hosts=told.hosts)
    if card.institution:
        return dated
    return replace(dated, institution=told.institution, department=told.department)
