"""Pages of rows of which the reader may see some: filled from where the last one ended."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.admin import site
from django.db.models import QuerySet
from django.http import HttpRequest

from history.records import RECORDS, label_of

PAGE = 50
MOST_PORTIONS = 10  # looked through for one page: then it ends, and the next goes on
LONGEST_KEY = 18


@dataclass
class Page:
    rows: Sequence[Any]
    older: int = 0  # the key before which the next page begins; 0 where there is none
    is_first: bool = True


def page_of(
    rows: QuerySet[Any], request: HttpRequest, allowed: Callable[[list[Any]], list[Any]]
) -> Page:
    """Those of `rows`, the newest first, that are `allowed`, from ?before= on."""
    sent = request.GET.get("before", "")
    last = int(sent) if sent.isdecimal() and len(sent) <= LONGEST_KEY else 0
    found: list[Any] = []
    is_first = not last
    for _ in range(MOST_PORTIONS):
        portion = list((rows.filter(pk__lt=last) if last else rows)[:PAGE])
        seen = allowed(portion)
        if len(found) + len(seen) > PAGE:
            found += seen[: PAGE - len(found)]
            return Page(found, found[-1].pk, is_first)
        found += seen
        if len(portion) < PAGE:
            return Page(found, 0, is_first)
        last = portion[-1].pk
    return Page(found, last, is_first)


def allowed_models(request: HttpRequest) -> list[str]:
    """The labels of the kinds of records of which this user may see any."""
    return [
        label_of(model)
        for model in RECORDS
        if (admin := site._registry.get(model)) and admin.has_view_or_change_permission(request)
    ]
