"""News: the works and people that an item is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from core.text import escape_markdown
from importer.match.fold import fold, words
from importer.records import NewsRecord
from importer.save.people import People
from importer.save.readings import Stored
from importer.save.rows import Wanted
from news.models import NewsItem, NewsLink
from people.models import Person
from publications.models import Publication

TELLING = 4  # letters from which a word of a title tells it from others
ENOUGH = 0.5  # share of a title's telling words that an item must have
AHEAD = 0.2  # by which the best title must lead the second


def news_rows(stored: Sequence[Stored], person: Person, people: People) -> list[Wanted]:
    """The items of all pages of the person, with the works and the people they name."""
    items = [item for item in stored if isinstance(item.record, NewsRecord)]
    if not items:
        return []
    works = list(
        Publication.objects.of_person(person)
        .prefetch_related("authorships__person", "appearances__venue")
        .order_by("pk")
    )
    return [_news_row(item, works, person, people) for item in items]


def _news_row(item: Stored, works: Sequence[Publication], person: Person, people: People) -> Wanted:
    record: NewsRecord = item.record
    about = _works_named(record, works)
    who = _people_named(record, about or works, people) - {person.pk}
    links = [
        Wanted(
            NewsLink, {"label": link.label, "url": link.url, "position": place}, ("label", "url")
        )
        for place, link in enumerate(record.links, 1)
    ]
    fields = {
        "date": record.date,
        "text": escape_markdown(record.text),
        "publications": sorted(work.pk for work in about),
        "people": sorted(who),
        "position": 0,
    }
    return Wanted(NewsItem, fields, ("date", "text"), {"links": links}, (item.row.pk,))


def _works_named(record: NewsRecord, works: Sequence[Publication]) -> list[Publication]:
    """By arXiv number; else the one work whose title the text clearly speaks of."""
    by_number = [
        work
        for work in works
        if {a.arxiv_id for a in work.appearances.all()} & set(record.arxiv_ids)
    ]
    if by_number:
        return by_number
    text = set(words(record.text))
    scores = sorted(((_spoken_of(work, text), -work.pk, work) for work in works), reverse=True)
    if not scores or scores[0][0] < ENOUGH:
        return []
    if len(scores) > 1 and scores[0][0] - scores[1][0] < AHEAD:
        return []
    return [scores[0][2]]


def _spoken_of(work: Publication, text: set[str]) -> float:
    """The share of the telling words of a title (of the nearest of its forms) in the text."""
    titles = [work.title, *(a.title for a in work.appearances.all() if a.title)]
    telling = [{w for w in words(title) if len(w) >= TELLING} for title in titles]
    return max((len(t & text) / len(t) for t in telling if len(t) > 1), default=0.0)


def _people_named(record: NewsRecord, works: Iterable[Publication], people: People) -> set[int]:
    """Full names; and given names alone, where one author of the works at hand bears it."""
    authors = {
        authorship.person
        for work in works
        for authorship in work.authorships.all()
        if authorship.person
    }
    found = set()
    for name in record.names:
        known = people.get(name)
        bearers = {known} if known else {a for a in authors if _bears(a, name)}
        if len(bearers) == 1:
            found |= {bearer.pk for bearer in bearers if bearer}
    return found


def _bears(person: Person, name: str) -> bool:
    own = {fold(part) for part in re.split(r"[\s-]+", person.name)}
    return all(fold(part) in own for part in name.split())
