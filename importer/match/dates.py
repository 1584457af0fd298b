"""Partial dates (``2024``, ``2024-05``, ``2024-05-14``) as spans of months."""

from __future__ import annotations

import re

_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$")
_ARXIV = re.compile(r"(?:[a-z-]+(?:\.[A-Za-z]{2})?/)?(\d\d)(0[1-9]|1[0-2])\.?\d{3,5}")

Span = tuple[int, int]  # first and last month, counted from year 0


def span(date: str) -> Span | None:
    """The months that a date may mean; None where it has no year."""
    found = _DATE.match(date)
    if not found:
        return None
    year, month = int(found[1]), found[2]
    if month:
        return (year * 12 + int(month) - 1,) * 2
    return year * 12, year * 12 + 11


def arxiv_span(arxiv_id: str) -> Span | None:
    """The month in which an arXiv id was given: 2305.08813 is of May 2023."""
    found = _ARXIV.match(arxiv_id.strip().removeprefix("arXiv:").strip())
    if not found:
        return None
    year = int(found[1])
    year += 1900 if year > 90 else 2000  # arXiv opened in 1991
    return (year * 12 + int(found[2]) - 1,) * 2


def gap(early: Span, late: Span) -> int:
    """Months from one span to another; 0 where they touch, negative where `late` is earlier."""
    if late[0] > early[1]:
        return late[0] - early[1]
    if late[1] < early[0]:
        return late[1] - early[0]
    return 0


def precision(date: str) -> int:
    """How precise a date is: 0 none, 1 without a year, 2 year, 3 month, 4 day."""
    if not date:
        return 0
    found = _DATE.match(date)
    return 1 if not found else 2 + bool(found[2]) + bool(found[3])
