"""In which groups the works of a page stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import F, QuerySet, Value

from core.slugs import make_slug
from publications.models import Publication
from publications.models.publication import NEWEST, PublicationQuerySet

RANK, SELECTED_FIRST, YEAR, VENUE, TOPIC = "rank", "selected", "year", "venue", "topic"
NAMES = {
    RANK: "Relevance",
    SELECTED_FIRST: "Selected first",
    YEAR: "Year",
    VENUE: "Venue",
    TOPIC: "Topic",
}
# What those of a group without a heading are called.
REST = {RANK: "", VENUE: "No venue", TOPIC: "No topic"}
UNDATED = "Undated"


@dataclass(frozen=True)
class Group:
    label: str
    anchor: str
    works: list[Publication]


def arranged(works: PublicationQuerySet, how: str) -> QuerySet[Any, Any]:
    """(key, heading) of the works in their order; narrow rows, for the database sorts them all.

    By RANK needs `rank`, which a search annotates.
    """
    if how == RANK:
        ranked = works.order_by(F("rank").desc(), *NEWEST)
        return ranked.annotate(heading=Value("")).values_list("pk", "heading")
    ways = {
        SELECTED_FIRST: works.selected_then_by_year,
        YEAR: works.by_year,
        VENUE: works.by_venue,
        TOPIC: works.by_topic,
    }
    return ways[how]().values_list("pk", "heading")


def grouped(rows: Iterable[tuple[int, Any]], how: str, abstracts: bool = False) -> list[Group]:
    """The works of these rows of `arranged`, fetched with all that their entries show."""
    rows = list(rows)
    entries = Publication.objects.published().listed()
    if abstracts:
        entries = entries.defer(None).defer("private_note")
    works = entries.in_bulk([key for key, _ in rows])
    return [
        _group(heading, [works[key] for key, _ in some if key in works], how)
        for heading, some in groupby(rows, key=lambda row: row[1])
    ]


def _group(heading: Any, works: Sequence[Publication], how: str) -> Group:
    label = str(heading or REST.get(how, UNDATED))
    anchor = f"year-{label.lower()}" if how == YEAR else f"{how}-{make_slug(label)}"
    return Group(label, anchor, list(works))
