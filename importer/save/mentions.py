"""News: the works and people that an item is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from django.db.models import Prefetch

from core.text import escape_markdown
from importer.match.fold import fold, words
from importer.records import NewsRecord
from importer.save.readings import Stored
from importer.save.wanted import Wanted, link_rows
from news.models import NewsItem, NewsLink
from people.models import NameVariant, Person
from publications.models import Appearance, Publication

ARXIV = re.compile(r"\barXiv:(\d{4}\.\d{4,5})", re.I)
TELLING = 4  # letters from which a word of a title tells it from others
ENOUGH = 0.5  # share of a title's telling words that an item must have
AHEAD = 0.25  # by which the best title must lead the second


People = dict[str, set[Person]]


def news_rows(stored: Sequence[Stored], person: Person) -> list[Wanted]:
    """The items of all pages of the person, with the works and the people they name."""
    items = [item for item in stored if isinstance(item.record, NewsRecord)]
    if not items:
        return []
    works = list(
        Publication.objects.of_person(person)
        .with_authors()
        .prefetch_related(
            Prefetch("appearances", Appearance.objects.select_related("venue")),
            "authorships__person__variants",
        )
        .order_by("pk")
    )
    people = _bearers({name for item in items for name in item.record.names})
    about = _works_of_items([item.record for item in items], works, people)
    return [
        _news_row(item, works, found, person, people)
        for item, found in zip(items, about, strict=True)
    ]


def _news_row(
    item: Stored,
    works: Sequence[Publication],
    about: Sequence[Publication],
    person: Person,
    people: People,
) -> Wanted:
    record: NewsRecord = item.record
    fields = {
        "date": record.date,
        "text": _with_links(record.text),
        "publications": sorted(work.pk for work in about),
        "people": sorted(_people_named(record, about or works, people) - {person.pk}),
        "position": 0,
    }
    links = link_rows(NewsLink, record.links)
    return Wanted(NewsItem, fields, ("date", "text"), {"links": links}, (item.row.pk,))


def _with_links(text: str) -> str:
    """The text as Markdown; an arXiv number in it leads to the paper."""
    return ARXIV.sub(r"[\g<0>](https://arxiv.org/abs/\1)", escape_markdown(text))


def _works_of_items(
    records: Sequence[NewsRecord], works: Sequence[Publication], people: People
) -> list[list[Publication]]:
    """What each item is about, where that is beyond doubt; the surest evidence first.

    An arXiv number that a work bears; the only work of the person at the venue and in the year
    that the item names; a number that another item, so resolved, names too; a title that the
    text clearly speaks of, with all people whom it names among the authors.
    """
    numbers: dict[str, set[Publication]] = {}
    for work in works:
        for appearance in work.appearances.all():
            if appearance.arxiv_id:
                numbers.setdefault(appearance.arxiv_id, set()).add(work)
    found: list[set[Publication]] = []
    for record in records:
        known = {w for number in record.arxiv_ids for w in numbers.get(number, ())}
        found.append(known or _accepted_at(record, works))
    for record, about in zip(records, found, strict=True):
        if len(record.arxiv_ids) == len(about) == 1:
            numbers.setdefault(record.arxiv_ids[0], about)
    for record, about in zip(records, found, strict=True):
        if not about:
            about |= {w for number in record.arxiv_ids for w in numbers.get(number, ())}
        if not about:
            about |= _spoken_of(record, works, people)
    return [sorted(about, key=lambda work: work.pk) for about in found]


def _accepted_at(record: NewsRecord, works: Iterable[Publication]) -> set[Publication]:
    """The one work at a venue and in a year that the text names side by side (“ICML 2024”)."""
    text = fold(record.text)
    found = {
        work
        for work in works
        for form in work.appearances.all()
        if form.venue
        and form.venue.abbreviation
        and form.kind != "workshop"
        and form.date
        and re.search(
            rf"(?<!\w){re.escape(fold(form.venue.abbreviation))}\W+{form.date.year}", text
        )
    }
    return found if len(found) == 1 else set()


def _spoken_of(
    record: NewsRecord, works: Iterable[Publication], people: People
) -> set[Publication]:
    named = [{person.pk for person in people[name]} for name in record.names if name in people]
    authors = {work.pk: {a.person_id for a in work.authorships.all()} for work in works}
    fitting = [w for w in works if all(bearers & authors[w.pk] for bearers in named)]
    text = set(words(record.text))
    scores = sorted(((_share(work, text), -work.pk, work) for work in fitting), reverse=True)
    if not scores or scores[0][0] < ENOUGH:
        return set()
    if len(scores) > 1 and scores[0][0] - scores[1][0] < AHEAD:
        return set()
    return {scores[0][2]}


def _share(work: Publication, text: set[str]) -> float:
    """The share of the telling words of a title (of the nearest of its forms) in the text."""
    titles = [work.title, *(a.title for a in work.appearances.all() if a.title)]
    telling = [{w for w in words(title) if len(w) >= TELLING} for title in titles]
    return max((len(t & text) / len(t) for t in telling if len(t) > 1), default=0.0)


def _bearers(names: set[str]) -> People:
    """{name: people of whom it is a spelling}; given names alone are nobody's spelling."""
    found: People = {}
    for variant in NameVariant.objects.filter(name__in=names).select_related("person"):
        found.setdefault(variant.name, set()).add(variant.person)
    return found


def _people_named(record: NewsRecord, works: Iterable[Publication], people: People) -> set[int]:
    """Full names; and given names alone, where one author of the works at hand bears it. Of
    several people of a name the one who is among these authors."""
    authors = {a.person for work in works for a in work.authorships.all() if a.person}
    found = set()
    for name in record.names:
        bearers = people.get(name) or {author for author in authors if _bears(author, name)}
        bearers = bearers if len(bearers) == 1 else bearers & authors
        if len(bearers) == 1:
            found |= {bearer.pk for bearer in bearers}
    return found


def _bears(person: Person, name: str) -> bool:
    """Whether every word of the name is one of the person's, in one spelling or another."""
    spellings = [person.name, *(variant.name for variant in person.variants.all())]
    own = [{fold(part) for part in re.split(r"[\s-]+", spelling)} for spelling in spellings]
    return any({fold(part) for part in name.split()} <= parts for parts in own)
