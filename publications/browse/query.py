"""What the address of the list asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Self
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from publications.models import Kind

LONGEST_TEXT = 200
MOST_VALUES = 50  # of one facet
UNDATED = "undated"
GROUPS = ("year", "venue", "topic")
NOT_PRINTED = re.compile(r"[\x00-\x1f\x7f]+")  # PostgreSQL refuses the first of them

# {facet: how its values are written}. Rows of venues and topics are found by their numbers; the
# words behind these are for people, so a renamed venue keeps its address.
WRITTEN = {
    "year": re.compile(rf"[1-9][0-9]{{3}}|{UNDATED}"),
    "venue": re.compile(r"[0-9]{1,9}(-[a-z0-9-]*)?"),
    "kind": re.compile("|".join(Kind.values)),
    "topic": re.compile(r"[0-9]{1,9}(-[a-z0-9-]*)?"),
    "person": re.compile(r"[-a-zA-Z0-9_]{1,120}"),
}


@dataclass(frozen=True)
class Query:
    """The values chosen of each facet, the text looked for, the grouping, and the page.

    Values of one facet are alternatives; facets narrow one another.
    """

    text: str = ""
    values: dict[str, tuple[str, ...]] = field(default_factory=dict)
    group: str = ""
    page: int = 1

    @classmethod
    def read(cls, given: QueryDict) -> Self:
        """The query of an address; what nobody can have meant (a year of letters) is left out."""
        text = " ".join(NOT_PRINTED.sub(" ", given.get("q", "")).split())[:LONGEST_TEXT]
        group, page = given.get("group", ""), given.get("page", "")
        return cls(
            text=text.strip(),
            values={name: _values(given, name) for name in WRITTEN},
            group=group if group in GROUPS else "",
            page=int(page) if re.fullmatch(r"[1-9][0-9]{0,8}", page) else 1,
        )

    def of(self, facet: str) -> tuple[str, ...]:
        return self.values.get(facet, ())

    @property
    def narrows(self) -> bool:
        """Whether it asks for less than everything."""
        return bool(self.text or any(self.values.values()))

    def toggled(self, facet: str, value: str) -> Self:
        """With the value chosen, or no longer chosen; from the first page on."""
        chosen = self.of(facet)
        rest = tuple(other for other in chosen if other != value)
        return self._with(facet, rest if value in chosen else (*chosen, value))

    def without_text(self) -> Self:
        return replace(self, text="", page=1)

    def grouped_by(self, group: str) -> Self:
        return replace(self, group=group, page=1)

    def at(self, page: int) -> Self:
        return replace(self, page=page)

    def only(self, values: dict[str, tuple[str, ...]]) -> Self:
        """With these values in place of its own."""
        return replace(self, values=values)

    def pairs(self) -> Iterator[tuple[str, str]]:
        """(name, value) of everything but the page, as a form or an address has it."""
        if self.text:
            yield "q", self.text
        for facet in WRITTEN:
            yield from ((facet, value) for value in self.of(facet))
        if self.group:
            yield "group", self.group

    @property
    def narrowing(self) -> str:
        """What it asks for, as addresses write it, less how and from where the page shows it."""
        return urlencode([(name, value) for name, value in self.pairs() if name != "group"])

    @property
    def url(self) -> str:
        page = [("page", str(self.page))] if self.page > 1 else []
        query = urlencode([*self.pairs(), *page])
        return reverse("publications:publications") + (f"?{query}" if query else "")

    def _with(self, facet: str, values: tuple[str, ...]) -> Self:
        return replace(self, values={**self.values, facet: values}, page=1)


def _values(given: QueryDict, facet: str) -> tuple[str, ...]:
    fits = [value for value in given.getlist(facet) if WRITTEN[facet].fullmatch(value)]
    return tuple(dict.fromkeys(fits[:MOST_VALUES]))
