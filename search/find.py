"""What the pages of the site ask of the search.

works_matching(Publication.objects.published(), "kernel belkin").order_by("-rank", "-year")
marked(work.title_html, "kernel belkin")
"""

from __future__ import annotations

from django.db.models import FloatField, QuerySet, Value

from publications.models import Publication
from search import database
from search.fold import terms
from search.index import fresh
from search.marks import excerpt, marked
from search.models import Kind

__all__ = ["excerpt", "marked", "matching", "works_matching"]


def works_matching(works: QuerySet[Publication], query: str) -> QuerySet[Publication]:
    """Those of the works that have all words of the query, each with its `rank`: the more, the
    better, so `order_by("-rank")` has the best first. All works where nothing is asked.

    Words are sought in titles, names under every spelling, venues, topics and abstracts, and need
    not be typed to their end. Two queries at once, when what was edited last is indexed; those of
    the works follow when they are used.
    """
    return matching(Kind.PUBLICATION, works, query)


def matching(kind: Kind, rows: QuerySet, query: str) -> QuerySet:
    """As `works_matching`, for rows of any kind."""
    wanted = terms(query)
    if not wanted:
        shown = rows.none() if query.strip() else rows
        return shown.annotate(rank=Value(0.0, FloatField()))
    fresh()
    found = rows.filter(pk__in=database.rows(kind, wanted))
    return found.annotate(rank=database.Rank(kind, wanted))
