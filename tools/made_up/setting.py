"""How a section sets its works: each part of a work as pieces, on one line or on several."""

from __future__ import annotations

import random
import re
from abc import ABC, abstractmethod
from collections.abc import Sequence

from importer import knowledge
from tools.made_up.people import Person
from tools.made_up.pieces import Piece, Row
from tools.made_up.style import Style
from tools.made_up.words import WORDS
from tools.made_up.works import Work

SHORT_VENUE = re.compile(r"[A-Z][A-Za-z+&-]{1,11} \d{4}")


class Setting(ABC):
    """What all works of a section have in common in how they are set."""

    def __init__(self, chance: random.Random, style: Style, owner: Person) -> None:
        self.chance = chance
        self.style = style
        self.owner = owner

    @abstractmethod
    def rows(self, work: Work) -> list[Row]:
        """The lines of a work; some may be empty."""

    def _authors(self, work: Work) -> Row:
        """The list of authors; empty where the owner is left out and wrote alone."""
        behind = [Piece(f" {work.editors}".replace(" ,", ","), role="note")] if work.editors else []
        if not self.style.owner_left_out:
            return [*self._people(work.people), *behind]
        others = [person for person in work.people if person != self.owner]
        if not others:
            return []
        company = self.style.company
        closing = [Piece(")")] if company.startswith("(") else []
        return [Piece(company, role="authors"), *self._people(others), *behind, *closing]

    def _people(self, people: Sequence[Person]) -> Row:
        """Names and what stands between them; long lists are often shortened."""
        shortened = len(people) > 8 and self.chance.random() < 0.6
        shown = people[: self.chance.randint(2, 5)] if shortened else people
        row: Row = []
        for k, person in enumerate(shown):
            if k:
                final = k == len(shown) - 1 and not shortened
                row.append(Piece(self.style.last if final else self.style.between))
            marked = k < 2 and len(people) > 2 and self.chance.random() < 0.1
            emphasis = self.style.owner if person == self.owner else ""
            text = _name(person, self._names(k)) + ("*" if marked else "")
            row.append(Piece(text, emphasis, "authors"))
        return [*row, Piece(" et al.", role="authors")] if shortened else row

    def _names(self, place: int) -> str:
        """How the name at a place of a list is set."""
        names, left_out = self.style.names, self.style.owner_left_out
        if names == "first turned":
            return "full" if place or left_out else "turned"
        turned = names in ("family, i.", "family ii", "slashed", "capitals")
        return "full" if left_out and turned else names

    def _title(self, work: Work, mark: str) -> Row:
        """The title and the mark behind it, seldom with what kind of work it is before it or the
        number of its pages after it."""
        before, behind = self._around(work, mark)
        if not self.style.quotes:
            ended = "" if work.title.endswith("?") else mark
            return [*before, Piece(work.title, self.style.title, "title"), Piece(ended), *behind]
        title = Piece(work.title + mark, self.style.title, "title")
        quotes = self.style.quotes
        return [*before, Piece(quotes[0]), title, Piece(quotes[1]), *behind]

    def _around(self, work: Work, mark: str) -> tuple[Row, Row]:
        before: Row = []
        behind: Row = []
        if work.kind == "book" and self.chance.random() < 0.2:
            before = [
                Piece(self.chance.choice(("PhD thesis: ", "Book: ", "Thèse : ")), role="venue")
            ]
        if work.kind == "preprint" and mark and self.chance.random() < 0.1:
            behind = [
                Piece(" "),
                Piece(f"{self.chance.randint(8, 80)} pages", role="venue"),
                Piece(mark),
            ]
        return before, behind

    def _links(self, work: Work) -> Row:
        """The labels of the links."""
        labels, bars = work.links, self.style.bars
        if not labels:
            return []
        if bars == "[] ":
            return [Piece(f"[{label}] ", role="links") for label in labels]
        if bars == "()":
            return [Piece(f"({', '.join(labels)})", role="links")]
        if bars == "plain":
            return [Piece(" ".join(f"[{label}]" for label in labels), role="links")]
        return [Piece(f" {bars.strip()} ".join(labels), role="links")]


class OneLine(Setting):
    """Works as citations: their parts in one line, the links at its end or on another."""

    def __init__(self, chance: random.Random, style: Style, owner: Person) -> None:
        super().__init__(chance, style, owner)
        orders = WORDS.orders
        self.pattern = chance.choice(orders.left_out if style.owner_left_out else orders.signed)
        self.separate = chance.random() < 0.3
        self.parts = self.pattern.translate(str.maketrans("~", " ", ".,:")).split()
        self.joint = "." if "." in self.pattern else ","
        self.bare = "T~V" in self.pattern

    def rows(self, work: Work) -> list[Row]:
        """A line, and perhaps a second one for the links."""
        venue, authors = self._venue(work), self._authors(work)
        row: Row = []
        for n, part in enumerate(self.parts):
            mark = self.style.stop if part is self.parts[-1] else self.joint
            if part == "T" and self.bare and SHORT_VENUE.fullmatch(work.venue):
                mark = ""
            if part == "A":
                if not authors:
                    continue
                dated = self.parts[n + 1 : n + 2] == ["(Y)"]
                row += [*authors, Piece("" if dated else self._behind(authors, mark))]
            elif part == "T":
                row += self._title(work, mark)
            elif part == "V":
                row += [venue, Piece(mark)]
            elif part == "B":
                row.append(Piece(self._tag(work), role="venue"))
            else:
                row.append(self._date(work, part))
            row.append(Piece(" "))
        links = self._links(work)
        return [row, links] if self.separate else [[*row, *links]]

    def _venue(self, work: Work) -> Piece:
        emphasis = self.style.venue if self.chance.random() < 0.9 else ""
        text = work.venue
        if self.joint == ".":
            text = text[:1].upper() + text[1:]
        return Piece(text, emphasis, "venue")

    def _tag(self, work: Work) -> str:
        """The short name of a venue with its year, in brackets before a citation."""
        short = self.chance.choice([v.abbrev for v in knowledge.venues() if v.abbrev])
        return f"[{short}'{work.year % 100:02d}]"

    def _behind(self, authors: Row, mark: str) -> str:
        """The mark behind the authors."""
        if mark == "." and authors[-1].text.endswith((".", ")")):
            return ""
        return ":" if "A:" in self.pattern else mark

    def _date(self, work: Work, part: str) -> Piece:
        """The year, in brackets or bare, with the mark that the pattern has behind it."""
        marks = ".:" if part == "(Y)" else ",."
        mark = next((m for m in marks if f"{part}{m}" in self.pattern), "")
        return Piece(part.replace("Y", str(work.year)) + mark, role="date")


class ManyLines(Setting):
    """Works as blocks: a line for each part or for a few of them."""

    def __init__(self, chance: random.Random, style: Style, owner: Person) -> None:
        super().__init__(chance, style, owner)
        self.groups = chance.choice(WORDS.orders.many_lines).split()
        self.joint = chance.choice((".", ",", "."))
        self.dated = chance.random() < 0.3

    def rows(self, work: Work) -> list[Row]:
        """A line for each group of parts."""
        return [self._group(work, group) for group in self.groups]

    def _group(self, work: Work, group: str) -> Row:
        row: Row = []
        for part in group:
            if row and not row[-1].text.endswith((".", ")", "?", "”")):
                row.append(Piece(self.joint))
            row += [Piece(" "), *self._part(work, part)]
        return row

    def _part(self, work: Work, part: str) -> Row:
        if part == "T":
            return self._title(work, "." if self.style.stop and len(self.groups) < 4 else "")
        if part == "A":
            return self._authors(work)
        if part == "V":
            return [Piece(work.venue, self.style.venue, "venue")]
        return [self._badge(work)] if part == "B" else self._links(work)

    def _badge(self, work: Work) -> Piece:
        """The short name of a venue, set before the title; the year where venues have none."""
        if self.style.foreign:
            return Piece(str(work.year), role="date")
        short = self.chance.choice([v.abbrev for v in knowledge.venues() if v.abbrev])
        if work.kind == "preprint":
            short = self.chance.choice(("arXiv", "Preprint", "Under review"))
        if work.kind == "book":
            short = self.chance.choice(("Thesis", "Book", "PhD"))
        return Piece(f"{short} {work.year}" if self.dated else short, role="venue")


def some_setting(chance: random.Random, style: Style, owner: Person) -> Setting:
    """One of the two ways of setting works."""
    kinds: tuple[type[Setting], ...] = (OneLine, ManyLines)
    return chance.choice(kinds)(chance, style, owner)


def _name(person: Person, names: str) -> str:
    """A name as it is set."""
    given, middle, family = person
    behind = f" {middle}" if middle else ""
    if names == "initials":
        return f"{given[0]}.{behind} {family}"
    if names == "family, i.":
        return f"{family}, {given[0]}.{behind}"
    if names == "family ii":
        return f"{family} {given[0]}{middle[:1]}"
    if names == "capitals":
        return f"{family.upper()}, {given[0]}.{behind}"
    if names in ("turned", "slashed"):
        return f"{family}, {given}{behind}"
    return f"{given}{behind} {family}"
