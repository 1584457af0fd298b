"""Works that a reader of one work may want to see next."""

from __future__ import annotations

from collections import Counter
from math import log
from typing import Any

from django.db.models import Count, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from core.slugs import make_slug
from publications.models import Authorship, Publication
from publications.models.publication import NEWEST

MOST = 5
CANDIDATES = 300  # that the database hands over: those with most authors and topics in common
SHORTEST = 4  # letters of a word that tells something
TELL_NOTHING = set("with from this that their through using toward towards based into over".split())
# What one author in common, one topic, one rare word of the title is worth.
AUTHOR, TOPIC, WORD = 1.0, 2.0, 1.5


def related(work: Publication) -> list[Publication]:
    """At most `MOST`, all published, the closest first: by authors, topics and words of the title.

    Two queries find them, however many works there are; the usual ones fetch their entries.
    """
    candidates = list(_candidates(work))
    words = {key: _words(title) for key, title, _, _ in candidates}
    frequency = Counter(word for some in words.values() for word in some)
    wanted = _words(work.title)

    def score(key: int, authors: int, topics: int) -> float:
        rarity = sum(log(1 + len(words) / frequency[word]) for word in wanted & words[key])
        return AUTHOR * authors + TOPIC * topics + WORD * rarity

    best = sorted(candidates, key=lambda row: -score(row[0], row[2], row[3]))[:MOST]
    found = Publication.objects.published().listed().in_bulk([row[0] for row in best])
    return [found[row[0]] for row in best if row[0] in found]


def _candidates(work: Publication) -> QuerySet[Publication, tuple[int, str, int, int]]:
    """(key, title, authors in common, topics in common) of works that have any, newest first."""
    people = Authorship.objects.filter(publication=work, person__isnull=False).values("person")
    tagged = Publication.topics.through.objects
    topics = tagged.filter(publication=work).values("topic")
    by_author = Authorship.objects.filter(person__in=people)
    by_topic = tagged.filter(topic__in=topics)
    either = by_author.order_by().values("publication").union(by_topic.values("publication"))
    return (
        Publication.objects.published()
        .filter(pk__in=either)
        .exclude(pk=work.pk)
        .annotate(authors_shared=_number(by_author), topics_shared=_number(by_topic))
        .order_by(-(F("authors_shared") + F("topics_shared")), *NEWEST)
        .values_list("pk", "title", "authors_shared", "topics_shared")[:CANDIDATES]
    )


def _number(rows: QuerySet[Any]) -> Coalesce:
    """How many of the rows are of the work at hand."""
    here = rows.filter(publication=OuterRef("pk")).order_by().values("publication")
    return Coalesce(Subquery(here.annotate(number=Count("pk")).values("number")), 0)


def _words(title: str) -> set[str]:
    words = make_slug(title).split("-")
    return {word for word in words if len(word) >= SHORTEST} - TELL_NOTHING
