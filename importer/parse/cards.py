"""Short lines about a person: position, institution, office and addresses, as on a card."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from importer.parse import appointments, contact, institutions, offices, spans
from importer.parse.institutions import Place

PIECES = re.compile(r"\s*[|»›]\s*|\s+[·•/>]\s+|\s{3,}|;\s+")
STOP = re.compile(r"(?<=[a-z)\]]{3}[a-z)\]]{2})\.\s+(?=[^\W\d_a-z])")
AT = re.compile(
    r"\s+(?:at|@|an der|am|à l['’]|à la|à|en la|presso|aan de)\s+(?:the\s+)?|\s+[-–—]\s+"
)
IN_UNIT = re.compile(r",?\s+in\s+the\s+|,?\s+of\s+the\s+")
# What a bracket adds to a place: "(with leave)", who was the sponsor, "(50% FTE)", or the town.
ASIDE = re.compile(
    rf"\s*\((?:[^\W\d_A-Z][^()]{{0,80}}\s|\w+:\s|\d+\s?%)[^()]{{0,80}}\)$|\s*{institutions.TOWN}$"
)
LISTED = re.compile(r"\b(?:and|&|und|et|y|e)\b")
SENTENCE = re.compile(r"\b(?:I|my|we|our|is|was|are|has|have|you|who|where)\b", re.I)
LONGEST = 260
MOST_WORDS = 12


@dataclass(slots=True)
class Card:
    """What a line tells; `whole` where nothing else stands in it."""

    position: str = ""
    place: Place = Place("", "")
    office: str = ""
    emails: tuple[str, ...] = ()
    whole: bool = True
    names: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.position or self.place.institution or self.office or self.emails)


def read(text: str) -> Card:
    """What a short line tells of position, place and address; an empty card for running text."""
    card = Card()
    if len(text) > LONGEST:
        return card
    for piece in PIECES.split(text):
        for part in _at_stop(piece):
            _piece(part.strip(" ."), card)
    card.place = institutions.placed(card.names)
    return card


def _at_stop(piece: str) -> list[str]:
    """A part of a line, or the two of "Lecturer in Mud. Wet College"."""
    stop = STOP.search(piece)
    if not stop or not _title(spans.split_outside(piece[: stop.start()])[0]):
        return [piece]
    return [piece[: stop.start()], piece[stop.end() :]]


def _piece(piece: str, card: Card) -> None:
    """One part of a line between bars or wide spaces."""
    if not piece:
        return
    if found := contact.emails(piece):
        card.emails += found
        piece = contact.EMAIL.sub("", contact.LABEL.sub("", piece)).strip(" .,")
        if contact.is_address_line(piece) or not piece:
            return
    if office := offices.read(piece):
        card.office = card.office or office
        card.whole &= offices.without_phone(piece) == piece and piece.endswith(office)
        return
    parts = institutions.with_campus(spans.split_outside(piece))
    after = -1
    for k, part in enumerate(parts):
        if not card.position and (title := _title(part)):
            card.position, place = title
            rest = parts[k + 1 :]
            if not place and _is_list(rest):
                card.position = ", ".join([card.position, *rest])
                return
            _place(place, card, sure=True)
            after = k + 1
        else:
            _place(part, card, sure=k == after and institutions.is_acronym(part))


def _title(part: str) -> tuple[str, str] | None:
    """(position, place) of a part that is the title of a position, as in "Lecturer at Wet
    College"."""
    if not part or len(part.split()) > 2 * MOST_WORDS or SENTENCE.search(part):
        return None
    title, place = part, ""
    for between in (AT, IN_UNIT):
        match = between.search(title)
        if match and (between is AT or institutions.rank(title[match.end() :])):
            title, place = title[: match.start()], title[match.end() :]
    title = spans.PAREN_TAIL.sub("", title).strip()
    if len(title.split()) > MOST_WORDS or not appointments.is_position(title):
        return None
    return title, place


def _is_list(rest: list[str]) -> bool:
    """Whether the parts after a position go on with its field ("Professor in Mud, Rain and
    Snow")."""
    return bool(rest) and bool(LISTED.search(rest[-1])) and not any(map(institutions.rank, rest))


def _place(part: str, card: Card, sure: bool) -> None:
    """A part that names an institution; `sure` where what stands before says so."""
    for name in institutions.apart(ASIDE.sub("", part)):
        if name and _begins(name) and (sure or _is_place(name)):
            card.names.append(name)
        elif name:
            card.whole = False


def _begins(name: str) -> bool:
    """Whether a part begins as names do: in upper case, or with a short form ("3M Research")."""
    return name[0].isupper() or name[0].isdigit() and name.split()[0].isupper()


def _is_place(name: str) -> bool:
    """Whether a part is an institution by its words."""
    rank = institutions.rank(name)
    return bool(rank) and not SENTENCE.search(name) and (rank == 3 or len(name.split()) > 1)
