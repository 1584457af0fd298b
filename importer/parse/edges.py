"""Addresses at the edges of a page: in a sidebar, in the site's footer, in its last lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from importer.parse import cards, contact, names, offices
from importer.parse.claims import Claims, is_chrome
from importer.parse.profile import Profile
from importer.parse.sections import heading_kind
from importer.sources import Document, Line

TOP = 30  # first lines of a page, where the owner's address stands if it has a label
FOOT = 8  # last lines of a page
SHORT = 3  # letters of a name that say nothing of an address


def read(document: Document, profile: Profile, claims: Claims) -> None:
    """Addresses and offices that are the owner's: below a heading of contact, in an address made
    of their name, or the one address of a page that has no other."""
    foot = [line for line in document.lines[-FOOT:] if not (line.bullet or line.heading)]
    for line in document.lines[:TOP]:
        if not profile.emails and contact.LABEL.match(line.text) and not claims.holds(line):
            _line(line, contact.is_address_line(line.text), False, profile, claims)
    for lines in (document.chrome, foot):
        near = False
        for line in lines:
            if line.heading or heading_kind(line.text) == "contact":
                near = heading_kind(line.text) == "contact"
            elif len(line.text) <= cards.LONGEST and not is_chrome(line.text):
                _line(line, near, lines is foot, profile, claims)
    for line in foot:
        if not profile.office and any(_is_beside(line, other, profile) for other in foot):
            _office(line, profile, claims)


def _is_beside(line: Line, other: Line, profile: Profile) -> bool:
    """Whether the other line is next to this one and has an address of the owner alone."""
    if abs(line.number - other.number) != 1 or not contact.is_address_line(other.text):
        return False
    return bool(set(contact.emails(other.text)) & set(profile.emails))


def _office(line: Line, profile: Profile, claims: Claims) -> None:
    """Take the office that is all of a line."""
    text = line.text.strip(" .;")
    if not claims.holds(line) and text in (offices.read(text), offices.numbered(text)):
        profile.office = text
        profile.lines.append(line)
        claims.own(line)


def _line(line: Line, near: bool, foot: bool, profile: Profile, claims: Claims) -> None:
    card = replace(cards.read(line.text), position="")
    free = foot and not profile.emails and not claims.holds(line)
    alone = free and contact.is_address_line(line.text)
    labelled = foot and bool(card.office) and ":" in line.text
    told = near or alone or labelled or _is_owners(card.emails, profile.name)
    if told and profile.take(card, line):
        claims.own(line)


def _is_owners(addresses: Sequence[str], name: str) -> bool:
    """Whether an address is made of the name."""
    words = [word for word in names.key(name) if len(word) > SHORT]
    return any(word in a.partition("@")[0].casefold() for word in words for a in addresses)
