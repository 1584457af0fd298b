"""What a work is: who wrote it, its title, its venue, and what else is said of it."""

from __future__ import annotations

import random
from dataclasses import dataclass

from tools.made_up.people import People, Person
from tools.made_up.style import Style
from tools.made_up.titles import Titles
from tools.made_up.venues import Venues
from tools.made_up.words import WORDS, Tongue


@dataclass(frozen=True, slots=True)
class Work:
    """A work that nobody wrote; `venue` is text, its year included, `links` are labels, `editors`
    is what stands behind names of editors, `again` where else the work came out."""

    title: str
    people: list[Person]
    venue: str
    kind: str
    year: int
    links: list[str]
    abstract: str
    note: str
    editors: str
    again: str


class Works:
    """The works of a section: of certain people, on one topic, in one language."""

    def __init__(
        self,
        chance: random.Random,
        topic: str,
        tongue: Tongue | None,
        people: People,
        style: Style,
    ) -> None:
        self.chance = chance
        self.style = style
        self.people = people
        self.titles = Titles(chance, topic, tongue, style.title_case)
        self.tongue = tongue
        self.venues = Venues(chance, tongue, people, self.titles, topic == "law")

    def another(self) -> Work:
        chance = self.chance
        people = self.people.authors(self._count())
        year = chance.randint(1994, 2025)
        venue, kind = self.venues.another(year)
        abstract = self._abstract()
        return Work(
            title=self.titles.product() if kind == "software" else self.titles.another(),
            people=people,
            venue=venue,
            kind=kind,
            year=year,
            links=self._links(),
            abstract=abstract if self.style.abstracts and chance.random() < 0.8 else "",
            note=chance.choice(WORDS.notes) if chance.random() < 0.12 else "",
            editors=self._editors(venue) if kind == "book" else "",
            again=self.venues.another(year - 1)[0] if chance.random() < 0.04 else "",
        )

    def _editors(self, venue: str) -> str:
        """What stands behind the names where a book has editors, which one in four has."""
        told = self.tongue or WORDS
        published = any(name in venue for name in told.publishers)
        return self.chance.choice(told.editors) if published and self.chance.random() < 0.25 else ""

    def _count(self) -> int:
        """How many wrote a work."""
        if self.style.many:
            return self.chance.randint(5, 25)
        return self.chance.choice(
            (1, 1, 1, 1, 1, 2) if self.style.alone else (1, 1, 2, 2, 3, 3, 4, 5)
        )

    def _abstract(self) -> str:
        phrase = self.titles.phrase
        sentences = [
            self.chance.choice(WORDS.speech).format(a=phrase(), b=phrase())
            for _ in range(self.chance.randint(2, 5))
        ]
        return f"{'. '.join(sentences)}."

    def _links(self) -> list[str]:
        if self.chance.random() >= 0.7:
            return []
        return [label for label in self.style.labels if self.chance.random() < 0.85]
