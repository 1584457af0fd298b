"""What the page of results shows: rows that a visitor may see, by kind, the best first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from news.models import NewsItem
from openings.models import Opening
from pages.models import Page as FreePage
from people.models import Person
from publications.models import Publication
from search import database
from search.find import fresh, matching
from search.fold import terms
from search.hits import HITS, Hit
from search.models import Document, Kind
from services.models import ServiceRole
from talks.models import Talk
from teaching.models import Course

FIRST = 5  # of each kind, where all kinds are shown
PAGE = 50
# The rows of each kind that a visitor may see, with all that a hit shows.
ROWS: dict[Kind, Callable[[], QuerySet[Any]]] = {
    Kind.PERSON: lambda: known_people().with_roles().prefetch_related("variants"),
    Kind.PUBLICATION: lambda: Publication.objects.published().listed().defer(None),
    Kind.NEWS: lambda: NewsItem.objects.published().listed(),
    Kind.TALK: lambda: Talk.objects.published().listed().defer(None),
    Kind.COURSE: lambda: Course.objects.published().listed(),
    Kind.SERVICE: lambda: ServiceRole.objects.published().listed(),
    Kind.OPENING: lambda: Opening.objects.published().open().listed(),
    Kind.PAGE: lambda: FreePage.objects.published(),
}
BY_PLURAL = {kind.plural: kind for kind in Kind}


@dataclass(frozen=True)
class Group:
    kind: Kind
    page: Page[Any]
    hits: list[Hit]
    more_url: str  # to all of them; empty where all are shown

    @property
    def label(self) -> str:
        return str(self.kind.label)

    @property
    def total(self) -> int:
        return int(self.page.paginator.count)


def known_people() -> QuerySet[Person]:
    """Those with a profile, and the co-authors of works that a visitor may see."""
    works = Publication.objects.published().filter(authorships__person=OuterRef("pk"))
    seen = Person.objects.published()
    return seen.filter(Q(has_profile=True) | Exists(works.order_by()))


def groups(query: str, only: Kind | None = None, page: Any = 1) -> list[Group]:
    """What a query finds, of each kind the first, or of one kind page by page.

    Three queries, and of each kind that has something to show as many as its list takes.
    """
    wanted = terms(query)
    if not wanted:
        return []
    fresh()
    hits = Document.objects.filter(pk__in=database.documents(wanted))
    there = set(hits.order_by().values_list("kind", flat=True).distinct())
    kinds = [kind for kind in Kind if kind in there and only in (None, kind)]
    found = (_group(kind, query, only, page) for kind in kinds)
    return [group for group in found if group.hits]


def finds(query: str) -> bool:
    """Whether a visitor would get any result."""
    return any(matching(kind, rows(), query).exists() for kind, rows in ROWS.items())


def _group(kind: Kind, query: str, only: Kind | None, number: Any) -> Group:
    rows = matching(kind, ROWS[kind](), query).order_by(*_order(kind))
    page = Paginator(rows, PAGE if only else FIRST).get_page(number)
    hits = [HITS[kind](row, query) for row in page]
    is_all = only or page.paginator.count <= FIRST
    return Group(kind, page, hits, "" if is_all else _all_url(kind, query))


def _order(kind: Kind) -> list[Any]:
    """Profiles stand before co-authors; what is equally good as its list has it."""
    own = ["-has_profile"] if kind == Kind.PERSON else []
    return [*own, "-rank", *ROWS[kind]().model._meta.ordering]


def _all_url(kind: Kind, query: str) -> str:
    if kind == Kind.PUBLICATION:
        return f"{reverse('publications:publications')}?{urlencode({'q': query})}"
    return f"{reverse('search:search')}?{urlencode({'q': query, 'in': kind.plural})}"
