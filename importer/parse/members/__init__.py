"""Lists of people: members of a group, students, alumni, however they are set.

labels.py   what headings and titles say
heads.py    the name with which an entry begins
details.py  what stands beside it
entries.py  which lines are an entry
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from importer.parse.claims import Claims, is_chrome
from importer.parse.members import details, entries, heads, labels
from importer.parse.members.entries import Entry
from importer.parse.sections import Section
from importer.records import Link, MemberRecord
from importer.sources import Line

ENOUGH = 0.5  # of the lines must begin with names for a name alone to be a member

__all__ = ["gathered", "read", "standings"]


def read(
    lines: Sequence[Line], title: str, above: labels.Standing, claims: Claims
) -> list[MemberRecord]:
    """The members of a section of that title; `above` is what a heading above it says of all.

    What is not surely a person stays unread.
    """
    standing = labels.standing(title).within(above)
    body = [line for line in lines if not is_chrome(line.text)]
    layout = entries.split(body, standing)
    counted = sum(entries.begins(line.text) for line in body) >= ENOUGH * max(1, layout.lines)
    records = []
    for entry in layout.entries:
        found = None if entry.standing.outside else _member(entry, counted)
        if found:
            records.append(found)
            claims.claim(*entry.lines)
    if records:
        claims.order(*layout.headings)
    return records


def gathered(sections: Sequence[Section]) -> list[Section]:
    """The sections, with those that are a name and what stands below it put back to the list of
    people that they belong to."""
    found: list[Section] = []
    for section in sections:
        above = found[-1] if found else None
        named = section.heading and not section.kind and heads.read(section.title)
        if above and above.kind == "people" and named and section.heading:
            lines = (*above.lines, section.heading, *section.lines)
            found[-1] = replace(above, lines=lines)
        else:
            found.append(section)
    return found


def standings(sections: Sequence[Section]) -> list[labels.Standing]:
    """What the headings above each section say of those whom it lists: "Alumni" above "PhD
    students", of higher rank or with nothing else below it."""
    found: list[labels.Standing] = []
    above: labels.Standing = labels.Standing()
    rank, empty = 0, False
    for section in sections:
        own = section.heading.heading if section.heading else 0
        if empty and not own and labels.standing(section.title).left is not None:
            empty = False  # each heading says for itself who has left
        below = own > rank if rank else empty and not own
        if section.kind != "people" or not below:
            above, rank, empty = labels.Standing(), own, False
        found.append(above)
        if section.kind == "people" and not below:
            above, empty = labels.standing(section.title), not section.lines
    return found


def _member(entry: Entry, listed: bool) -> MemberRecord | None:
    """The record of an entry; None where a name alone is not sure to be a person's."""
    told = details.read(entry.texts, entry.standing, entry.degree)
    links = _links(entry)
    if labels.names_nobody(" ".join([told.title, *told.notes])) and not told.role:
        return None
    named = bool(links) or entry.lines[0].heading > 0 or entry.several
    if not (told.sure or named or listed):
        return None
    left = bool(told.left) or bool(told.next_position)
    return MemberRecord(
        lines=(entry.lines[0].number, entry.lines[-1].last),
        name=entry.head.name,
        native_name=entry.head.native,
        role=_role(told.role, entry.standing.role),
        title="" if told.by_degree else told.title,
        has_left=left,
        start=told.start,
        end=told.end,
        topic=told.topic,
        next_position=told.next_position,
        advisors=told.advisors,
        emails=told.emails,
        links=links,
        note="; ".join(told.notes),
        confidence=0.9 if told.sure else 0.7,
    )


def _role(titled: str, headed: str) -> str:
    """The role of the title, but that a heading says better who leads than "Professor" does."""
    return headed if headed == "lead" else titled or headed


def _links(entry: Entry) -> tuple[Link, ...]:
    """The address to which the name leads, and those of known labels ("website")."""
    found = []
    for link in (link for line in entry.lines for link in line.links):
        if not link.url.startswith("http"):
            continue
        if entry.head.name in link.label or link.label in entry.head.name:
            found.append(Link("Homepage", link.url))
        elif labels.is_profile(link.label) and not entry.several:
            found.append(link)
    return tuple(dict.fromkeys(found))
