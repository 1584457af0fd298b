"""What a page says of its owner, gathered line by line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from importer.parse import contact, owners
from importer.parse.cards import Card
from importer.parse.institutions import NONE, Place, rank
from importer.records import AppointmentRecord, Link, PersonRecord, PublicationRecord, Record
from importer.sources import Line

NEAR = 3  # lines within which a card goes on


@dataclass(slots=True)
class Profile:
    """What the text about the owner adds up to while it is read; `interested` are sentences of
    the biography that tell of interests, for a page that has no other text on them."""

    name: str = ""
    native_name: str = ""
    other_names: tuple[str, ...] = ()
    biography: list[str] = field(default_factory=list)
    interests: list[str] = field(default_factory=list)
    interested: list[str] = field(default_factory=list)
    office: str = ""
    emails: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    position: str = ""
    place: Place = Place("", "")
    carded: list[int] = field(default_factory=list)

    def hold(self, line: Line) -> None:
        """A line whose text a field of the owner holds."""
        self.lines.append(line)

    def call(self, named: owners.Named) -> None:
        """The name as a line of its own prints it; a name that is known already stays."""
        self.name = self.name or named.name
        self.native_name = self.native_name or named.native
        self.other_names = tuple(dict.fromkeys((*self.other_names, *named.others)))

    def take(self, card: Card, line: Line) -> bool:
        """What a short line tells; the first position, office and institution count. Whether the
        fields hold all of the line."""
        held = bool(card) and card.whole and len(card.names) <= 2
        self.emails += card.emails
        if card.office:
            held &= self.office in ("", card.office)
            self.office = self.office or card.office
        if card.position:
            held &= not self.position
            if not self.position:  # a place higher up may be the site's
                self.position, self.place = card.position, Place("", "")
                self.carded.clear()
        if card.place.institution:
            near = not self.carded or line.number - self.carded[-1] <= NEAR
            held &= near and self._extends(card.place)
        if held or card.position == self.position != "":
            self.carded.append(line.number)
        if card:
            self.lines.append(line)
        return held

    def _extends(self, place: Place) -> bool:
        """Take in an institution, or the one that the part known so far belongs to."""
        if not self.place.institution:
            self.place = place
            return True
        if place.institution == self.place.institution and not self.place.department:
            self.place = place
            return True
        known, new = rank(self.place.institution), rank(place.institution)
        if NONE < known < new:
            self.place = Place(self.place.department or self.place.institution, place.institution)
        return NONE < known < new

    def appointment(self) -> AppointmentRecord | None:
        """The position that the card tells of."""
        if not self.position:
            return None
        return AppointmentRecord(
            lines=(self.carded[0], self.carded[-1]),
            position=self.position,
            institution=self.place.institution,
            department=self.place.department,
            is_current=True,
            confidence=0.9,
        )

    def owner(self, inferred: str, works: Sequence[PublicationRecord]) -> PersonRecord | None:
        """The owner as a record; `inferred` is a name found in the works and nowhere else."""
        name = self.name or inferred
        if not name:
            return None
        return PersonRecord(
            lines=self._extent(works),
            name=name,
            inferred=bool(inferred),
            native_name=self.native_name,
            alternate_names=tuple(
                dict.fromkeys((*self.other_names, *owners.other_forms(name, works)))
            ),
            biography=tuple(self.biography),
            interests=tuple(self.interests or self.interested),
            office=self.office,
            emails=contact.own(self.emails, name),
            links=tuple(self.links),
        )

    def _extent(self, works: Sequence[PublicationRecord]) -> tuple[int, int]:
        numbers = [line.number for line in self.lines]
        if numbers:
            return min(numbers), max(numbers)
        return (works[0].lines[0], works[-1].lines[1]) if works else (1, 1)
