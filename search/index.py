"""The index, brought in line with what changed since: by this module alone.

`refresh` is called before each query. What is noted as changed is indexed in portions, each in a
short transaction, so that nobody who writes waits for long.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator

from django.db import OperationalError, transaction
from django.db.models import QuerySet

from core import preview
from core.batches import batched
from news.models import NewsItem
from openings.models import Opening
from people.models import Grant
from publications.models import Appearance, Authorship, Publication
from search import database
from search.contents import CONTENTS, Words
from search.fold import indexed
from search.models import Cause, Change, Document, Kind
from services.models import ServiceRole
from talks.models import Talk
from teaching.models import Offering, TeachingRole

logger = logging.getLogger(__name__)

PORTION = 200  # documents a transaction
AT_MOST = 2_000  # documents that one visitor waits for
# Characters of each column: PostgreSQL takes a megabyte of words and places.
LONGEST = {"title": 5_000, "names": 50_000, "about": 20_000, "text": 100_000}

Named = Iterable[tuple[int, QuerySet]]  # a kind, and the keys of rows of that kind


def fresh() -> None:
    """`refresh` for a visitor: what can be done soon. Where somebody writes for so long that it
    fails, they get answers from the index as it is."""
    try:
        if Change.objects.exists():
            refresh(AT_MOST)
    except OperationalError:
        logger.warning("The index of the search was not brought up to date.", exc_info=True)


def refresh(at_most: int | None = None, told: Callable[[int], None] = lambda done: None) -> int:
    """Index what is noted as changed, all or about so many rows; returns how many.

    `told` is called after each portion with the number of rows that are done.
    """
    with preview.showing(None):  # what is indexed is seen by everybody
        spread()
        done = 0
        while (at_most is None or done < at_most) and (some := _portion()):
            done += some
            told(done)
    return done


def waiting() -> int:
    """The number of rows that are to be indexed."""
    spread()
    return Change.objects.values("subject", "object_id").distinct().count()


def spread() -> None:
    """Make of each change that concerns other rows (a name, a venue) a note on each of these."""
    if not Change.objects.filter(subject__in=Cause.values).exists():
        return
    with transaction.atomic():
        database.one_at_a_time()
        for cause in Cause:
            notes = dict(Change.objects.filter(subject=cause).values_list("pk", "object_id"))
            for some in batched(sorted(set(notes.values()))):
                for kind, rows in CONCERNS[cause](some):
                    Change.objects.note(kind, set(rows))
            Change.objects.done(notes)


def _portion() -> int:
    """Index some of the rows that are noted; returns how many."""
    with transaction.atomic():
        database.one_at_a_time()
        noted = Change.objects.filter(subject__in=Kind.values).order_by("object_id", "subject")
        rows: dict[int, list[int]] = {}
        for kind, row in noted.values_list("subject", "object_id").distinct()[:PORTION]:
            rows.setdefault(kind, []).append(row)
        for kind, keys in rows.items():
            # Before the rows are read: who changes one after that leaves another note.
            notes = Change.objects.of(kind, keys)
            _index(Kind(kind), keys)
            Change.objects.done(notes)
    return sum(map(len, rows.values()))


def _index(kind: Kind, keys: list[int]) -> None:
    found = CONTENTS[kind](keys)
    Document.objects.drop(kind, [key for key in keys if key not in found])
    Document.objects.put(_document(kind, key, words) for key, words in found.items())


def _document(kind: Kind, key: int, words: Words) -> Document:
    columns = {
        name: indexed(getattr(words, name), longest, names=name == "names" or kind == Kind.PERSON)
        for name, longest in LONGEST.items()
    }
    return Document(id=Document.number(kind, key), kind=kind, object_id=key, **columns)


def _of_names(people: list[int]) -> Iterator[tuple[int, QuerySet | list[int]]]:
    """All that shows or is found by the name of one of them."""
    yield Kind.PERSON, people
    yield Kind.PUBLICATION, _keys(Authorship, "publication", person__in=people)
    yield Kind.NEWS, _keys(NewsItem, "pk", author__in=people)
    yield Kind.NEWS, _keys(NewsItem.people.through, "newsitem", person__in=people)
    yield Kind.TALK, _keys(Talk, "pk", speaker__in=people)
    yield Kind.COURSE, _keys(TeachingRole, "offering__course", person__in=people)
    yield Kind.SERVICE, _keys(ServiceRole, "pk", person__in=people)
    yield Kind.OPENING, _keys(Opening, "pk", contact__in=people)


def _of_venues(venues: list[int]) -> Iterator[tuple[int, QuerySet]]:
    yield Kind.PUBLICATION, _keys(Appearance, "publication", venue__in=venues)
    yield Kind.SERVICE, _keys(ServiceRole, "pk", venue__in=venues)


def _of_topics(topics: list[int]) -> Iterator[tuple[int, QuerySet]]:
    yield Kind.PUBLICATION, _keys(Publication.topics.through, "publication", topic__in=topics)


def _of_grants(grants: list[int]) -> Iterator[tuple[int, QuerySet]]:
    yield Kind.PERSON, _keys(Grant.people.through, "person", grant__in=grants)


def _of_offerings(offerings: list[int]) -> Iterator[tuple[int, QuerySet]]:
    yield Kind.COURSE, _keys(Offering, "course", pk__in=offerings)


def _keys(model, column, **where) -> QuerySet:  # type: ignore[no-untyped-def]
    return model.objects.filter(**where).order_by().values_list(column, flat=True)


CONCERNS = {
    Cause.NAME: _of_names,
    Cause.VENUE: _of_venues,
    Cause.TOPIC: _of_topics,
    Cause.GRANT: _of_grants,
    Cause.OFFERING: _of_offerings,
}
