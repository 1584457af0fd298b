"""Where works appear: the text of a venue, its year included."""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import cache

from importer import knowledge
from tools.made_up.people import People
from tools.made_up.titles import Titles
from tools.made_up.words import WORDS, Tongue


class Venues:
    """The venues of a section, each kind in the form that the section uses, nearly always."""

    def __init__(
        self,
        chance: random.Random,
        tongue: Tongue | None,
        people: People,
        titles: Titles,
        is_law: bool,
    ) -> None:
        self.chance = chance
        self.tongue = tongue
        self.people = people
        self.titles = titles
        self.is_law = is_law
        self.usual: dict[str, int] = {}

    def another(self, year: int) -> tuple[str, str]:
        """The text of a venue and its kind."""
        if self.tongue and self.chance.random() < 0.85:
            return self._foreign(self.tongue, year)
        which = self.chance.random()
        if self.is_law and which < 0.8:
            return self._legal(year)
        if which < 0.12:
            return self._preprint(year), "preprint"
        if which < 0.45:
            return self._conference(year), "conference"
        if which < 0.85:
            return self._journal(year), "journal"
        if which < 0.92:
            return self._chapter(year), "chapter"
        if which < 0.94:
            return self._popular(year), "other"
        if which < 0.96:
            return self._software(year), "software"
        return self._book(year), "book"

    def _steady(self, forms: Sequence[str], kind: str) -> str:
        """The form that the section uses, nearly always."""
        usual = self.usual.setdefault(kind, self.chance.randrange(len(forms)))
        return forms[usual] if self.chance.random() < 0.85 else self.chance.choice(forms)

    def _foreign(self, tongue: Tongue, year: int) -> tuple[str, str]:
        """A venue in the language of the section."""
        chance = self.chance
        first, which = chance.randint(1, 400), chance.random()
        kind, forms = _foreign_kind(tongue, which)
        people = self.people.editors(tongue.conjunction)
        form = self._steady(forms, f"{kind} abroad")
        text = form.format(
            people=people,
            title=self.titles.foreign(tongue),
            place=chance.choice(tongue.places),
            publisher=chance.choice(tongue.publishers),
            year=year,
            pages=f"{first}{chance.choice('–-')}{first + 19}",
            name=chance.choice(tongue.names),
            volume=chance.randint(2, 90),
            issue=chance.randint(1, 6),
        )
        return chance.choice(tongue.status) if chance.random() < 0.12 else text, kind

    def _preprint(self, year: int) -> str:
        status = self.chance.choice(WORDS.status)
        fields = {
            "journal": self.chance.choice(WORDS.journals),
            "number": self._archive_number(year),
            "other_number": self._archive_number(year),
        }
        form = self.chance.choice(WORDS.forms.preprint)
        return form.format(status=status, capitalized=status.capitalize(), year=year, **fields)

    def _archive_number(self, year: int) -> str:
        month, serial = self.chance.randint(1, 9), self.chance.randint(10000, 19999)
        return f"{year % 100:02d}0{month}.{serial}"

    def _conference(self, year: int) -> str:
        chance = self.chance
        known = [v for v in knowledge.venues() if v.kind == "conference" and v.abbrev]
        venue = chance.choice(known)
        fields = {
            "ordinal": chance.randint(2, 40),
            "first": chance.randint(1, 500),
            "last": chance.randint(501, 900),
            "city": chance.choice(WORDS.cities),
            "month": chance.choice(("Jun.", "Dec.", "July", "May")),
            "other_first": chance.randint(1, 500),
            "other_last": chance.randint(501, 900),
        }
        return self._steady(WORDS.forms.conference, "conference").format(
            abbrev=venue.abbrev,
            name=venue.name,
            year=year,
            short_year=f"{year % 100:02d}",
            **fields,
        )

    def _journal(self, year: int) -> str:
        chance = self.chance
        fields = {
            "name": chance.choice(WORDS.journals if chance.random() < 0.4 else _journals()),
            "volume": chance.randint(2, 400),
            "issue": chance.randint(1, 12),
            "pages": self._pages(),
        }
        return self._steady(WORDS.forms.journal, "journal").format(year=year, **fields)

    def _pages(self) -> str:
        """Pages of a journal, or the number of an article."""
        first, article = self.chance.randint(1, 900), self.chance.randint(100000, 199999)
        return self.chance.choice((f"{first}–{first + 17}", f"{first}-{first + 17}", f"{article}"))

    def _chapter(self, year: int) -> str:
        chance = self.chance
        fields = {
            "publisher": chance.choice(WORDS.publishers),
            "people": self.people.editors(" and "),
            "title": self.titles.another(),
            "first": chance.randint(1, 99),
            "last": chance.randint(100, 200),
            "other_first": chance.randint(1, 99),
            "other_last": chance.randint(100, 200),
        }
        return chance.choice(WORDS.forms.chapter).format(year=year, **fields)

    def _software(self, year: int) -> str:
        """Where a program or data are kept."""
        version = f"{self.chance.randint(0, 4)}.{self.chance.randint(0, 9)}"
        return self.chance.choice(WORDS.forms.software).format(version=version, year=year)

    def _legal(self, year: int) -> tuple[str, str]:
        """A venue as lawyers cite it: volume, review, first page; books in brackets."""
        chance = self.chance
        form = chance.choice(WORDS.forms.law)
        title = self.titles.another()
        text = form.format(
            volume=chance.randint(20, 140),
            review=chance.choice(WORDS.law_reviews),
            first=chance.randint(1, 2000),
            other=chance.randint(1, 600),
            title=title,
            capitals=title.upper(),
            people=self.people.editors(" & "),
            publisher=chance.choice(WORDS.publishers),
            ordinal=chance.choice(("2d", "3d", "5th")),
            year=year,
        )
        return text, "book" if form.startswith("(") else "journal"

    def _popular(self, year: int) -> str:
        """A newspaper or a magazine, and what was written for it."""
        chance = self.chance
        form = chance.choice(WORDS.forms.popular)
        return form.format(
            ordinal=chance.choice(("first", "second", "third", "latest")),
            magazine=chance.choice(WORDS.magazines),
            month=chance.choice(("August", "Jan.", "March", "May")),
            year=year,
        )

    def _book(self, year: int) -> str:
        """A book, a thesis or a patent."""
        chance = self.chance
        fields = {
            "publisher": chance.choice(WORDS.publishers),
            "city": chance.choice(WORDS.cities).split(",")[0],
            "other_city": chance.choice(WORDS.cities).split(",")[0],
            "patent": f"{chance.randint(5, 11)},{chance.randint(100, 999)}"
            f",{chance.randint(100, 999)}",
        }
        return chance.choice(WORDS.forms.book).format(year=year, **fields)


@cache
def _journals() -> list[str]:
    """All names of journals that are known, in all their forms."""
    entries = knowledge.table("venues")["journal"]
    return sorted({form for entry in entries for form in entry[1:] if form})


def _foreign_kind(tongue: Tongue, which: float) -> tuple[str, Sequence[str]]:
    """A kind of venue by a number below one, and its forms; a thesis counts as a preprint."""
    if which < 0.5:
        return "journal", tongue.journal
    if which < 0.75:
        return "chapter", tongue.chapter
    if which < 0.9:
        return "book", tongue.book
    return "preprint", tongue.thesis
