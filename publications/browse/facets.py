"""What the list can be narrowed by, and how many works there are of each value.

As usual with facets, the counts of one take account of what is chosen of all the others, and not
of what is chosen of it: they say what choosing one more value would bring.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from core.slugs import make_slug
from people.models import Person
from publications.browse.query import UNDATED, Query
from publications.models import Appearance, Authorship, Kind, Publication, Topic, Venue
from publications.models.publication import PublicationQuerySet

MOST = 200  # values of a facet that a page offers: the most frequent


@dataclass(frozen=True)
class Value:
    """A value of a facet: as the address writes it, as people read it, of how many works, and
    the row it stands for, where there is one."""

    key: str
    label: str
    count: int = 0
    row: Any = None


class Facet(ABC):
    name: str
    label: str

    @abstractmethod
    def narrow(self, works: PublicationQuerySet, keys: tuple[str, ...]) -> PublicationQuerySet:
        """Those of the works that have one of the values."""

    @abstractmethod
    def values(self, works: PublicationQuerySet, are_all: bool) -> list[Value]:
        """The values that some of the works have, in the order of the page; two queries at most.

        `are_all` says that the works are all that visitors may see.
        """

    @abstractmethod
    def known(self, keys: tuple[str, ...]) -> list[Value]:
        """Those of the values that a visitor may know of, with their labels; a query at most."""


class Years(Facet):
    name, label = "year", "Year"

    def narrow(self, works: PublicationQuerySet, keys: tuple[str, ...]) -> PublicationQuerySet:
        years = [int(key) for key in keys if key != UNDATED]
        undated = Q(year=None) if UNDATED in keys else Q()
        return works.filter(Q(year__in=years) | undated)

    def values(self, works: PublicationQuerySet, are_all: bool) -> list[Value]:
        rows = works.order_by().values_list("year").annotate(Count("pk"))
        newest_first = sorted(rows, key=lambda row: -(row[0] or 0))
        return [Value(str(y), str(y), n) if y else _undated(n) for y, n in newest_first]

    def known(self, keys: tuple[str, ...]) -> list[Value]:
        return [_undated() if key == UNDATED else Value(key, key) for key in keys]


class Kinds(Facet):
    """By the version of record: what is a journal article is no preprint any more."""

    name, label = "kind", "Kind"

    def narrow(self, works: PublicationQuerySet, keys: tuple[str, ...]) -> PublicationQuerySet:
        return works.filter(kind__in=keys)

    def values(self, works: PublicationQuerySet, are_all: bool) -> list[Value]:
        rows = works.order_by().values_list("kind").annotate(Count("pk"))
        return _by_count(Value(kind, Kind(kind).label, count) for kind, count in rows if kind)

    def known(self, keys: tuple[str, ...]) -> list[Value]:
        return [Value(key, Kind(key).label) for key in keys]


class Rows(Facet):
    """A facet whose values are rows, to which those of a table between lead by `column`."""

    column: str

    @abstractmethod
    def rows(self) -> QuerySet[Any]:
        """All rows that may be values."""

    @abstractmethod
    def joins(self) -> QuerySet[Any]:
        """The rows of the table between."""

    @abstractmethod
    def of_keys(self, keys: tuple[str, ...]) -> dict[str, Any]:
        """The condition on a row that it has one of the keys."""

    @abstractmethod
    def key(self, row: Any) -> str: ...

    def chosen(self, keys: tuple[str, ...]) -> QuerySet[Any]:
        """The rows of these keys, of those that visitors may know of."""
        return self.rows().filter(**self.of_keys(keys))

    def offered(self) -> QuerySet[Any]:
        """Those of the joins whose values the page offers."""
        return self.joins()

    def narrow(self, works: PublicationQuerySet, keys: tuple[str, ...]) -> PublicationQuerySet:
        condition = {f"{self.column}__{name}": value for name, value in self.of_keys(keys).items()}
        return works.filter(pk__in=self.joins().filter(**condition).values("publication"))

    def values(self, works: PublicationQuerySet, are_all: bool) -> list[Value]:
        joins = self.offered()
        if are_all:  # far fewer are hidden
            joins = joins.exclude(publication__in=Publication.objects.hidden())
        else:
            joins = joins.filter(publication__in=works.order_by().values("pk"))
        number = Count("publication", distinct=True)
        counts = joins.order_by().values_list(self.column).annotate(number=number)
        most = dict(counts.order_by("-number", self.column)[:MOST])
        rows = self.rows().filter(pk__in=most)
        return _by_count(Value(self.key(row), str(row), most[row.pk]) for row in rows)

    def known(self, keys: tuple[str, ...]) -> list[Value]:
        rows = self.chosen(keys) if keys else []
        return [Value(self.key(row), str(row), row=row) for row in rows]


class Numbered(Rows):
    """Rows without an address of their own: ``12-neurips``, of which the number counts."""

    def of_keys(self, keys: tuple[str, ...]) -> dict[str, Any]:
        return {"pk__in": [int(key.partition("-")[0]) for key in keys]}

    def chosen(self, keys: tuple[str, ...]) -> QuerySet[Any]:
        return super().chosen(keys).of_works(Publication.objects.published())

    def key(self, row: Any) -> str:
        return f"{row.pk}-{make_slug(str(row))}".strip("-")


class Venues(Numbered):
    """Wherever the work came out, in any of its forms."""

    name, label, column = "venue", "Venue", "venue"

    def rows(self) -> QuerySet[Any]:
        return Venue.objects.all()

    def joins(self) -> QuerySet[Any]:
        return Appearance.objects.filter(venue__isnull=False)


class Topics(Numbered):
    name, label, column = "topic", "Topic", "topic"

    def rows(self) -> QuerySet[Any]:
        return Topic.objects.all()

    def joins(self) -> QuerySet[Any]:
        return Publication.topics.through.objects.all()


class People(Rows):
    """Offered are those with a profile; an address may name any author."""

    name, label, column = "person", "Person", "person"

    def rows(self) -> QuerySet[Any]:
        return Person.objects.published().named()

    def joins(self) -> QuerySet[Any]:
        return Authorship.objects.all()

    def offered(self) -> QuerySet[Any]:
        return self.joins().filter(person__in=self.rows().profiles())

    def of_keys(self, keys: tuple[str, ...]) -> dict[str, Any]:
        return {"slug__in": keys}

    def key(self, row: Any) -> str:
        return str(row.slug)


FACETS: dict[str, Facet] = {f.name: f for f in (Years(), Venues(), Kinds(), Topics(), People())}


def known(query: Query) -> tuple[Query, dict[str, list[Value]]]:
    """The query less the values that no row has, and what the others are called."""
    found = {name: facet.known(query.of(name)) for name, facet in FACETS.items()}
    return query.only({name: tuple(v.key for v in values) for name, values in found.items()}), found


def narrowed(
    works: PublicationQuerySet, query: Query, but: Facet | None = None
) -> PublicationQuerySet:
    """Those of the works that have what is chosen of each facet, of all `but` one."""
    for name, facet in FACETS.items():
        if facet is not but and (keys := query.of(name)):
            works = facet.narrow(works, keys)
    return works


def counts_of(works: PublicationQuerySet, query: Query) -> dict[str, list[Value]]:
    """{facet: its values among the works}, in a number of queries that does not grow."""
    found = {}
    for name, facet in FACETS.items():
        others = query.text or any(query.of(other) for other in FACETS if other != name)
        found[name] = facet.values(narrowed(works, query, but=facet), are_all=not others)
    return found


def _undated(count: int = 0) -> Value:
    return Value(UNDATED, "Undated", count)


def _by_count(values: Iterable[Value]) -> list[Value]:
    return sorted(values, key=lambda value: (-value.count, value.label.casefold()))
