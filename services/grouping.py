"""Service of several people, put so that hundreds of rows can be read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from people.models import Person
from services.models import ServiceRole

Served = tuple[tuple[str, tuple[str, ...]], ...]  # what for, and in which years
ByRole = list[tuple[str, list[tuple[Served, list[Person]]]]]
ByYear = list[tuple[int | None, list[tuple[str, list[tuple[str, list[Person]]]]]]]


def runs(years: Iterable[int | None]) -> tuple[str, ...]:
    """``2019–2022``, ``2024``: consecutive years joined, in their order; none if none is known."""
    known = sorted({year for year in years if year})
    starts = [year for before, year in pairwise([None, *known]) if before != year - 1]
    ends = [year for year, after in pairwise([*known, None]) if after != year + 1]
    pairs = zip(starts, ends, strict=True)
    return tuple(f"{a}" if a == b else f"{a}–{b}" for a, b in pairs)


def by_role(rows: Sequence[ServiceRole]) -> ByRole:
    """(role, [([(what for, years)], people)]): a line for each person, or for all who did the same.

    Roles and people by name; what a person did, the latest first.
    """
    roles: dict[str, dict[Person, dict[str, list[int | None]]]] = {}
    for row in sorted(rows, key=lambda row: _name(row.person)):
        served = roles.setdefault(row.role, {}).setdefault(row.person, {})
        served.setdefault(row.noted, []).append(row.year)
    return [(role, _lines(roles[role])) for role in sorted(roles)]


def by_year(rows: Sequence[ServiceRole]) -> ByYear:
    """(year, [(role, [(what for, people)])]): years as they come, the rest by name."""
    years: dict[int | None, dict[str, dict[str, dict[Person, None]]]] = {}
    for row in rows:
        whats = years.setdefault(row.year, {}).setdefault(row.role, {})
        whats.setdefault(row.noted, {})[row.person] = None
    return [
        (year, [(role, _by_name(roles[role])) for role in sorted(roles)])
        for year, roles in years.items()
    ]


def _lines(people: dict[Person, dict[str, list[int | None]]]) -> list[tuple[Served, list[Person]]]:
    lines: dict[Served, list[Person]] = {}
    for person, served in people.items():
        lines.setdefault(_latest_first(served), []).append(person)
    return list(lines.items())


def _latest_first(served: dict[str, list[int | None]]) -> Served:
    def order(item: tuple[str, list[int | None]]) -> tuple[int, str]:
        return (-max(year or 0 for year in item[1]), item[0].casefold())

    return tuple((what, runs(years)) for what, years in sorted(served.items(), key=order))


def _by_name(whats: dict[str, dict[Person, None]]) -> list[tuple[str, list[Person]]]:
    return [
        (what, sorted(whats[what], key=_name)) for what in sorted(whats, key=lambda w: w.casefold())
    ]


def _name(person: Person) -> tuple[str, str, int]:
    return (person.family_name.casefold(), person.given_name.casefold(), person.pk)
