"""Courses by where they were taught, and terms by when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from teaching.models import Course, Offering, Standing

Institutions = list[tuple[str, list[Course]]]
Terms = list[tuple[str, Standing, list[Offering]]]


def by_institution(courses: Iterable[Course]) -> Institutions:
    """(institution, courses), each by the latest term, newest first."""
    groups: dict[str, list[Course]] = {}
    for course in sorted(courses, key=lambda course: -course.last_year):
        groups.setdefault(course.institution, []).append(course)
    return list(groups.items())


def by_term(offerings: Iterable[Offering], on: date) -> Terms:
    """(term, how it stands to that day, courses in it): the present first, then what is to come,
    soonest first, then what is past, as it comes.
    """
    terms: dict[str, list[Offering]] = {}
    for offering in offerings:
        terms.setdefault(offering.term or "Undated", []).append(offering)
    found = [(term, rows[0].standing(on), rows) for term, rows in terms.items()]
    ahead = [group for group in reversed(found) if group[1] == Standing.AHEAD]
    now, past = ([g for g in found if g[1] == s] for s in (Standing.NOW, Standing.PAST))
    return [*now, *ahead, *past]
