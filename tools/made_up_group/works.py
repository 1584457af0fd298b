"""Works of all kinds, by one author or sixty, with forms, links, topics and abstracts."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from people.models import Person
from publications.models import (
    Appearance,
    Authorship,
    Publication,
    PublicationFile,
    PublicationLink,
    Topic,
    Venue,
)
from tools.made_up.titles import Titles
from tools.made_up.words import WORDS
from tools.made_up_group.members import Member
from tools.made_up_group.papers import paper

TOPICS = {"learning": "stat.ML", "physics": None, "systems": "cs.DC", "mathematics": "math.PR"}
KINDS = {
    "conference": 38, "journal": 27, "workshop": 8, "preprint": 10, "chapter": 4, "book": 1,
    "thesis": 3, "report": 3, "software": 2, "dataset": 2, "patent": 1, "other": 1,
}  # fmt: skip
# Where the works of a kind come out; those of other kinds have no venue.
PLACES = {
    "conference": "conference", "workshop": "workshop", "journal": "journal",
    "chapter": "publisher", "book": "publisher",
}  # fmt: skip
MATHS = [
    "On the rate $O(\\sqrt{{n}})$ of {a}", "$k$-nearest {a}", "{a} in $\\mathbb{{R}}^d$",
    "A $(1+\\varepsilon)$-approximation to {a}", "When $\\hat{{\\theta}}_n \\to \\theta$: {a}",
]  # fmt: skip
LONG = [
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft and {a}",
    '{a} & <{b}>: "quotes", 100% & what_else',
    "{a}, {b}, and everything that we learned about both of them while we waited for the rain to"
    " stop: a report on eleven years of measurements at forty-two places, with corrections to four"
    " earlier reports and an appendix on the keeping of umbrellas",
    "{a}?",
    "Rain",
]
DISTINCTIONS = ["best paper award", "oral", "spotlight", "honourable mention", "test of time award"]
LINKS = ["pdf", "code", "slides", "video", "poster", "project page", "data"]
UPLOADED = 12  # works that have a file here
CROWD = 60  # authors of the works that have most


@dataclass(frozen=True, slots=True)
class Work:
    """A work with its rows, all but its files unstored."""

    publication: Publication
    forms: list[Appearance]
    authors: list[Authorship]
    links: list[PublicationLink]
    topics: list[Topic]


class Shelf:
    """Writes works by the people of the group, each with those who were there in its year."""

    def __init__(
        self,
        chance: random.Random,
        members: Sequence[Member],
        coauthors: Sequence[Person],
        venues: dict[str, list[tuple[str, str]]],
        today: date,
    ) -> None:
        self.chance = chance
        self.members = members
        self.coauthors = coauthors
        self.today = today
        self.venues = _stored_venues(venues)
        self.topics = {
            name: Topic.objects.get_or_create(
                name=name.capitalize(), defaults={"arxiv_category": category}
            )[0]
            for name, category in TOPICS.items()
        }
        self.titles = {name: Titles(chance, name, None, False) for name in TOPICS}
        self.taken: set[str] = set()
        # Another group beside this one has other identifiers.
        self.serial = chance.randrange(90) * 1000

    def fill(self, count: int) -> list[Publication]:
        """So many works, stored."""
        works = [self._work(number) for number in range(count)]
        publications = [work.publication for work in works]
        Publication.give_slugs(publications)
        Publication.objects.bulk_create(publications, batch_size=500)
        Appearance.objects.bulk_create([f for w in works for f in w.forms], batch_size=500)
        Authorship.objects.bulk_create([a for w in works for a in w.authors], batch_size=500)
        PublicationLink.objects.bulk_create([k for w in works for k in w.links], batch_size=500)
        about = Publication.topics.through
        about.objects.bulk_create(
            [
                about(publication_id=work.publication.pk, topic_id=topic.pk)
                for work in works
                for topic in work.topics
            ],
            batch_size=500,
        )
        self._upload(publications)
        return publications

    def _work(self, number: int) -> Work:
        chance = self.chance
        topics = chance.sample(sorted(TOPICS), chance.choice((0, 1, 1, 2)))
        titles = self.titles[topics[0] if topics else "learning"]
        kind = chance.choices(list(KINDS), list(KINDS.values()))[0]
        year = self.today.year - int(chance.expovariate(0.16)) % 23
        publication = Publication(
            title=self._title(number, titles, kind),
            abstract=_abstract(chance, titles) if chance.random() < 0.6 else "",
            is_selected=number % 180 == 7,
            note=chance.choice(WORDS.notes) if chance.random() < 0.05 else "",
            native_title="Über das Warten" if number % 97 == 5 else "",
            has_code=chance.random() < 0.2,
            authors_truncated=number % 83 == 11,
            kind=kind,
            year=None if number % 400 == 13 else year,
        )
        forms = list(self._forms(publication, number, kind, year))
        publication.date = forms[0].date
        publication.render()
        return Work(
            publication,
            forms,
            list(self._authors(publication, number, year)),
            self._links(publication),
            [self.topics[name] for name in topics],
        )

    def _title(self, number: int, titles: Titles, kind: str) -> str:
        """A title that no other work has."""
        chance = self.chance
        form = MATHS[number % len(MATHS)] if number % 23 == 3 else ""
        form = LONG[number % len(LONG)] if number % 131 == 1 else form
        title = form.format(a=titles.phrase(), b=titles.phrase())
        while not title or title in self.taken:
            title = titles.product() if kind in ("software", "dataset") else titles.another()
            if title in self.taken:
                title = f"{title} {chance.choice(('II', 'III', 'IV', 'again', 'in practice'))}"
        self.taken.add(title)
        return title[:1].upper() + title[1:]

    def _forms(
        self, publication: Publication, number: int, kind: str, year: int
    ) -> Iterator[Appearance]:
        """The version of record, and for some the preprint and the longer version."""
        chance = self.chance
        first = chance.randint(1, 900)
        is_article = kind == "journal"
        is_preprint = kind == "preprint"
        venues = self.venues.get(PLACES.get(kind, ""), [])
        month = f"-{chance.randint(1, self.today.month):02}" if chance.random() < 0.5 else ""
        yield Appearance(
            publication=publication,
            position=1,
            kind=kind,
            venue=chance.choice(venues) if venues else None,
            venue_printed=f"{chance.choice(WORDS.cities)}, technical series"
            if kind == "report"
            else "",
            date="" if publication.year is None else f"{year}{month}",
            status="forthcoming" if year == self.today.year and number % 9 == 0 else "",
            volume=str(chance.randint(1, 90)) if is_article else "",
            issue=str(chance.randint(1, 12)) if is_article else "",
            pages=f"{first}–{first + 17}" if is_article or kind == "conference" else "",
            publisher="Quayside Press" if is_article else "",
            doi=f"10.5555/tide.{self.serial + number:05}" if is_article or number % 5 == 0 else "",
            arxiv_id=_arxiv_id(year, self.serial + number) if is_preprint else "",
            distinction=chance.choice(DISTINCTIONS) if number % 29 == 4 else "",
            detail="2% of submissions" if number % 58 == 4 else "",
        )
        if kind in ("conference", "journal") and chance.random() < 0.35:
            yield Appearance(
                publication=publication, position=2, kind="preprint", date=str(year - 1),
                arxiv_id=_arxiv_id(year - 1, self.serial + number),
            )  # fmt: skip
        if kind == "conference" and number % 41 == 6:
            yield Appearance(
                publication=publication, position=3, kind="journal", date=str(year),
                venue=chance.choice(self.venues["journal"]), title=f"{publication.title} (long)",
            )  # fmt: skip

    def _authors(self, publication: Publication, number: int, year: int) -> Iterator[Authorship]:
        """Mostly a few, at least one of the group; seldom a crowd. A thesis is one person's."""
        chance = self.chance
        there = [m.person for m in self.members if m.was_there(year)]
        count = CROWD if number % 250 == 17 else chance.choice((1, 2, 2, 3, 3, 4, 4, 5, 6, 9))
        count = 1 if publication.kind == "thesis" else count
        ours = chance.sample(there, min(len(there), chance.choice((1, 1, 2, 3)), count))
        others = chance.sample(list(self.coauthors), max(count - len(ours), 0))
        people = [*ours, *others]
        chance.shuffle(people)
        equal = len(people) > 2 and number % 11 == 2
        for place, person in enumerate(people, 1):
            stranger = not person.has_profile and chance.random() < 0.15
            yield Authorship(
                publication=publication,
                position=place,
                person=None if stranger else person,
                printed_name=person.name if stranger else "",
                equal_contribution=equal and place <= 2,
            )

    def _links(self, publication: Publication) -> list[PublicationLink]:
        chance = self.chance
        labels = [label for label in LINKS if chance.random() < 0.18]
        return [
            PublicationLink(
                publication=publication, label=label, position=place,
                url="" if chance.random() < 0.05
                else f"https://files.example/{chance.randrange(10**6)}/{label.replace(' ', '-')}",
            )
            for place, label in enumerate(labels, 1)
        ]  # fmt: skip

    def _upload(self, publications: Sequence[Publication]) -> None:
        for publication in publications[:UPLOADED]:
            file = PublicationFile(publication=publication, label="PDF", position=1)
            file.file.save("paper.pdf", paper(publication.title, "paper.pdf"), save=True)


def _stored_venues(told: dict[str, list[tuple[str, str]]]) -> dict[str, list[Venue]]:
    return {
        kind: [
            Venue.objects.get_or_create(abbreviation=short, name=name, defaults={"kind": kind})[0]
            for short, name in names
        ]
        for kind, names in told.items()
    }


def _arxiv_id(year: int, number: int) -> str:
    """Of the thirteenth month of a year, so that it leads to nobody's paper."""
    return f"{year % 100:02}13.{number:05}"


def _abstract(chance: random.Random, titles: Titles) -> str:
    sentences = [
        chance.choice(WORDS.speech).format(a=titles.phrase(), b=titles.phrase())
        for _ in range(chance.choice((2, 3, 4, 8)))
    ]
    if chance.random() < 0.3:
        sentences.append("It takes $O(n \\log n)$ time, and $\\Pr[X > t] \\leq e^{-t^2/2}$")
    return f"{'. '.join(sentences)}."
