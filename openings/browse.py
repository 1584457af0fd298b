"""The board as a visitor asks for it: what is chosen stands in the address, as in the list of
publications. There are few openings at a time, so they are looked through here, not in queries.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Self
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from core.slugs import make_slug
from openings.models import Opening
from publications.browse.listing import Choice, Filter

MOST_VALUES = 20  # of one facet
WRITTEN = re.compile(r"[-a-zA-Z0-9_]{1,120}")
Pairs = list[tuple[str, str]]  # (key as the address has it, label)


def _audience(opening: Opening) -> Pairs:
    return [(opening.audience or "any", opening.whom or "Anyone")]


def _topics(opening: Opening) -> Pairs:
    topics = opening.topics.all()
    return [(f"{each.pk}-{make_slug(str(each))}".strip("-"), str(each)) for each in topics]


def _who(opening: Opening) -> Pairs:
    return [(opening.contact.slug, opening.contact.name)] if opening.contact else []


def _start(opening: Opening) -> Pairs:
    key = make_slug(opening.start)
    return [(key, opening.start)] if key else []


# {name in addresses: (label, the values of an opening)}
FACETS: dict[str, tuple[str, Callable[[Opening], Pairs]]] = {
    "for": ("For whom", _audience),
    "topic": ("Topic", _topics),
    "who": ("Who recruits", _who),
    "start": ("Start", _start),
}


@dataclass(frozen=True)
class Query:
    """The values chosen of each facet: those of one are alternatives, facets narrow one another."""

    values: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def read(cls, given: QueryDict) -> Self:
        """The query of an address; what nobody can have meant is left out."""
        return cls({name: _values(given, name) for name in FACETS})

    def of(self, facet: str) -> tuple[str, ...]:
        return self.values.get(facet, ())

    def toggled(self, facet: str, value: str) -> Self:
        """With the value chosen, or no longer chosen."""
        chosen = self.of(facet)
        rest = tuple(other for other in chosen if other != value)
        new = rest if value in chosen else (*chosen, value)
        return replace(self, values={**self.values, facet: new})

    @property
    def url(self) -> str:
        query = urlencode([(name, value) for name in FACETS for value in self.of(name)])
        return reverse("openings:openings") + (f"?{query}" if query else "")


class Listing:
    """What `query` finds among `openings`, which visitors may see, of `listed()`."""

    def __init__(self, openings: Sequence[Opening], query: Query) -> None:
        self.openings = openings
        self.labels = {name: _labels(openings, name) for name in FACETS}
        known = {
            name: tuple(key for key in query.of(name) if key in self.labels[name])
            for name in FACETS
        }
        self.query = Query(known)
        self.shown = [each for each in openings if self._fits(each)]

    def _fits(self, opening: Opening, but: str = "") -> bool:
        """Whether it has what is chosen of each facet, of all `but` one."""
        return all(
            any(key in self.query.of(name) for key, _ in values(opening))
            for name, (_, values) in FACETS.items()
            if name != but and self.query.of(name)
        )

    @property
    def narrows(self) -> bool:
        """Whether it asks for less than everything."""
        return any(self.query.values.values())

    @property
    def number_text(self) -> str:
        """``2 of 5 openings``"""
        total = len(self.openings)
        part = f"{len(self.shown)} of " if self.narrows else ""
        return f"{part}{total} {'opening' if total == 1 else 'openings'}"

    @property
    def filters(self) -> Iterator[Filter]:
        """Those that would change something; beside each value what choosing it would bring."""
        for name, (label, values) in FACETS.items():
            others = [each for each in self.openings if self._fits(each, but=name)]
            counts = Counter(key for each in others for key, _ in values(each))
            choices = [
                self._choice(name, key, counts[key])
                for key in self.labels[name]
                if counts[key] or key in self.query.of(name)
            ]
            if len(choices) > 1 or any(choice.chosen for choice in choices):
                yield Filter(label, choices, [])

    @property
    def active(self) -> Iterator[Choice]:
        """The values that were chosen; each leads to the board without it."""
        for name in FACETS:
            yield from (self._choice(name, key) for key in self.query.of(name))

    @property
    def clear_url(self) -> str:
        return Query().url

    def _choice(self, facet: str, key: str, count: int = 0) -> Choice:
        url = self.query.toggled(facet, key).url
        return Choice(self.labels[facet][key], url, count, key in self.query.of(facet))


def _labels(openings: Sequence[Opening], facet: str) -> dict[str, str]:
    """{key: label} of the values that some of the openings have, in the order of the openings."""
    values = FACETS[facet][1]
    return {key: label for opening in openings for key, label in values(opening)}


def _values(given: QueryDict, facet: str) -> tuple[str, ...]:
    fits = [value for value in given.getlist(facet) if WRITTEN.fullmatch(value)]
    return tuple(dict.fromkeys(fits[:MOST_VALUES]))
