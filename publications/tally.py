"""How many works there are, by year and by kind."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from publications.models import Kind, PublicationQuerySet


@dataclass(frozen=True)
class Tally:
    total: int
    selected: int
    years: dict[int, int]  # newest first, without works of no year
    kinds: list[tuple[Kind, int]]  # in the order of Kind, those that occur


def tally(works: PublicationQuerySet) -> Tally:
    """Of all that `works` finds, in one query."""
    years: Counter[int] = Counter()
    kinds: Counter[str] = Counter()
    total = selected = 0
    for row in works.counted():
        total += row["number"]
        selected += row["number"] * row["is_selected"]
        kinds[row["kind"]] += row["number"]
        if row["year"] is not None:
            years[row["year"]] += row["number"]
    by_year = {year: years[year] for year in sorted(years, reverse=True)}
    return Tally(total, selected, by_year, [(k, kinds[k]) for k in Kind if kinds[k]])
