"""A page of the list, as its template shows it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from people.models import Person
from publications.browse.facets import FACETS, Value, counts_of, known, narrowed
from publications.browse.groups import (
    NAMES,
    RANK,
    SELECTED_FIRST,
    TOPIC,
    VENUE,
    YEAR,
    Group,
    arranged,
    grouped,
)
from publications.browse.query import Query
from publications.distinctions import Legend, legend
from publications.models import Publication
from publications.models.publication import PublicationQuerySet

PAGE = 100
FIRST = 12  # values of a facet that are shown at once
FEW = 3  # more values that need no disclosure of their own; years that need no links to them


@dataclass(frozen=True)
class Choice:
    """A link that changes the list: to one with the value, or without it."""

    label: str
    url: str
    count: int = 0
    chosen: bool = False


@dataclass(frozen=True)
class Filter:
    """A facet that the page offers: its most frequent values, and the rest."""

    label: str
    first: list[Choice]
    rest: list[Choice]


class _Works(Paginator):
    """Each row a work: they are counted without their headings, which would cost joins."""

    def __init__(self, rows: QuerySet[Any, Any], number: int) -> None:
        super().__init__(rows, PAGE)
        self.number = number

    @property
    def count(self) -> int:
        return self.number


class Listing:
    """What `query` finds among `works`, which visitors may see.

    `works` were searched for the text of the query already; `ranked` says whether they have a
    rank from that. In a number of queries that depends on what is chosen, not on how much there
    is of it.
    """

    def __init__(self, works: PublicationQuerySet, query: Query, selected_first: bool) -> None:
        self.works = works
        self.query, self.known = known(query)
        self.default = RANK if query.text else SELECTED_FIRST if selected_first else YEAR
        self.how = query.group or self.default
        self.found = narrowed(works, self.query)

    @cached_property
    def page(self) -> Page:
        """Rows of `arranged`; where none is that far, of the last page."""
        rows = arranged(self.found, self.how)
        pages = Paginator(rows, PAGE) if self.how == TOPIC else _Works(rows, self.number)
        return pages.get_page(self.query.page)

    @cached_property
    def groups(self) -> list[Group]:
        return grouped(self.page, self.how, abstracts=bool(self.query.text))

    @property
    def shown(self) -> list[Publication]:
        return [work for group in self.groups for work in group.works]

    @property
    def legend(self) -> Legend:
        return legend(self.shown)

    @cached_property
    def number(self) -> int:
        return self.found.count()

    @cached_property
    def total(self) -> int:
        """How many works there are to be found, whatever was asked for."""
        return Publication.objects.published().count() if self.query.narrows else self.number

    @property
    def number_text(self) -> str:
        """``37 of 2,013 works``"""
        works = "work" if self.total == 1 else "works"
        part = f"{self.number:,} of " if self.query.narrows else ""
        return f"{part}{self.total:,} {works}"

    @property
    def total_text(self) -> str:
        return f"{self.total:,}"

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """What else a form that asks for a text must keep."""
        return [(name, value) for name, value in self.query.pairs() if name != "q"]

    @cached_property
    def counts(self) -> dict[str, list[Value]]:
        return counts_of(self.works, self.query)

    @property
    def filters(self) -> Iterator[Filter]:
        """Those that would change something."""
        for name, facet in FACETS.items():
            choices = [self._choice(name, value) for value in self.counts[name]]
            if len(choices) > 1 or any(choice.chosen for choice in choices):
                first = FIRST if len(choices) > FIRST + FEW else len(choices)
                yield Filter(facet.label, choices[:first], choices[first:])

    @property
    def active(self) -> Iterator[Choice]:
        """The text and the values that were chosen; each leads to the list without it."""
        if self.query.text:
            yield Choice(f"“{self.query.text}”", self.query.without_text().url)
        for name, values in self.known.items():
            yield from (self._choice(name, value) for value in values)

    @property
    def arrangements(self) -> Iterator[Choice]:
        """The ways to group; the default needs no word in the address."""
        for how in dict.fromkeys((self.default, YEAR, VENUE, TOPIC)):
            group = "" if how == self.default else how
            yield Choice(NAMES[how], self.query.grouped_by(group).url, chosen=how == self.how)

    @property
    def jumps(self) -> list[tuple[str, str]]:
        """(year, address) of where each year begins, on whatever page; none where few are."""
        years = self.counts["year"]
        if self.query.narrows or self.how != YEAR or len(years) <= FEW:
            return []
        starts = accumulate((year.count for year in years), initial=0)
        return [
            (year.label, self._at(start // PAGE + 1) + f"#year-{year.key}")
            for year, (start, _) in zip(years, pairwise(starts), strict=True)
        ]

    def _at(self, page: int) -> str:
        return "" if page == self.page.number else self.query.at(page).url

    @property
    def previous_url(self) -> str:
        page = self.page
        return self.query.at(page.previous_page_number()).url if page.has_previous() else ""

    @property
    def next_url(self) -> str:
        page = self.page
        return self.query.at(page.next_page_number()).url if page.has_next() else ""

    @property
    def clear_url(self) -> str:
        return Query(group=self.query.group).url

    @property
    def owner(self) -> Person | None:
        """The only person whom it is narrowed to."""
        people = self.known["person"]
        return people[0].row if len(people) == 1 else None

    def _choice(self, facet: str, value: Value) -> Choice:
        url = self.query.toggled(facet, value.key).url
        return Choice(value.label, url, value.count, value.key in self.query.of(facet))
