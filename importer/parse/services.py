"""Service: roles and the venues or bodies they were for, by year or by role."""

from __future__ import annotations

import re
from collections.abc import Sequence

from importer import knowledge
from importer.parse import dates, items, spans
from importer.parse.claims import Claims, is_chrome
from importer.records import ServiceRecord
from importer.sources import Line

ROLE_FIRST = re.compile(r"^([^:]{3,60}?)\s*(?::|\bfor\b|\bof\b|[–—])\s+(\S.*)$")
YEAR_ONLY = re.compile(r"^(?:19|20)\d\d(?:\s*[-–]\s*(?:(?:19|20)?\d\d|now|present))?$")
VENUE_YEAR = re.compile(r"^(.*\D)[\s(]*((?:19|20)\d\d)\)?$")


def is_role(text: str) -> bool:
    """Whether the text names a role in the service of the community."""
    return text.strip(" :.").casefold() in knowledge.words("service_roles")


def read(lines: Sequence[Line], claims: Claims, sections: list[str]) -> list[ServiceRecord]:
    """The roles of a section; its sub-headings are added to `sections`.

    A sub-heading under which nothing stands is left unread: its entries are missing.
    """
    records: list[ServiceRecord] = []
    role: tuple[Line, str] | None = None
    for line in lines:
        if is_chrome(line.text):
            continue
        if not line.bullet and is_role(line.text):
            role = (line, line.text.strip(" :."))
            sections.append(line.text.strip())
            continue
        found = _services(line, role[1] if role else "")
        if found:
            records += found
            claims.claim(line)
            if role:
                claims.claim(role[0])
    return records


def _services(line: Line, role: str) -> list[ServiceRecord]:
    at = (line.number, line.number)
    led = dates.leading(line.text)
    if led and len(led[0].iso) == 4 and led[1]:
        year, rest = led[0].iso, led[1]
        if role:
            return [ServiceRecord(lines=at, role=role, venues=_venues(rest), year=year)]
        return _by_role(at, rest, year)
    found = _role_last(at, line.text) or _by_role(at, line.text, "")
    if found or not role:
        return found
    return _dated(at, role, _venues(line.text))


def _by_role(at: tuple[int, int], text: str, year: str) -> list[ServiceRecord]:
    """Roles named in the line itself: "Reviewer: A, B 2021" or "Reviewer for A"."""
    match = ROLE_FIRST.match(text)
    if match and knowledge.phrase_pattern("service_roles").search(match[1]):
        venues = _venues(match[2])
        if year:
            return [ServiceRecord(lines=at, role=match[1].strip(), venues=venues, year=year)]
        return _dated(at, match[1].strip(), venues)
    parts = _venues(text)
    if len(parts) > 1 and knowledge.phrase_pattern("service_roles").search(parts[0]):
        return _dated(at, parts[0], parts[1:])
    return []


def _role_last(at: tuple[int, int], text: str) -> list[ServiceRecord]:
    """ "VENUE 2020 — Reviewer (a note)": the venue, a dash, the role."""
    parts = items.by_dashes(text)
    if len(parts) != 2 or knowledge.phrase_pattern("service_roles").search(parts[0]):
        return []
    role, note = spans.take_parenthesis(parts[1]) or (parts[1], "")
    if not knowledge.phrase_pattern("service_roles").search(role) or len(role.split()) > 8:
        return []
    return [
        ServiceRecord(lines=at, role=role.strip(" .,"), venues=r.venues, year=r.year, note=note)
        for r in _dated(at, role, _venues(parts[0]))
    ]


def _venues(text: str) -> tuple[str, ...]:
    parts = [p for part in spans.split_outside(text) for p in spans.split_outside(part, ";")]
    return tuple(p.strip(" .;") for p in parts if p.strip(" .;"))


def _dated(at: tuple[int, int], role: str, venues: tuple[str, ...]) -> list[ServiceRecord]:
    """One record a year where the venues carry years ("ICML 2020, 2021, UAI 2020")."""
    years: dict[str, list[str]] = {}
    name = ""
    for venue in venues:
        if YEAR_ONLY.match(venue) and name:
            years.setdefault(venue[:4], []).append(name)
            continue
        match = VENUE_YEAR.match(venue)
        name = match[1].strip(" ,(") if match else venue
        years.setdefault(match[2] if match else "", []).append(name)
    return [
        ServiceRecord(lines=at, role=role, venues=tuple(found), year=year)
        for year, found in years.items()
    ]
