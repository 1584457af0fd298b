"""Which letters the list has, and which come before and after one of them."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import Any

from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import SuspiciousOperation
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest, QueryDict

from core.admin.lists import PrefetchingChangeList
from inquiries.models import Inquiry, State

FILTERS = "_changelist_filters"  # as Django names what the address of a list had
READ_LATELY = "letters_read"  # in the session: keys of those that were new when they were opened
REMEMBERED = 200


class InboxList(PrefetchingChangeList):
    """One row for letters that are joined, if all of them are in the list."""

    def get_queryset(self, request: HttpRequest, *args: Any, **kwargs: Any) -> QuerySet[Any]:
        rows: Any = super().get_queryset(request, *args, **kwargs)
        members = self.root_queryset.filter(joined_to=OuterRef("pk")).order_by()
        number = members.values("joined_to").annotate(number=Count("pk")).values("number")
        found: QuerySet[Any] = rows.heads().annotate(joined_number=Subquery(number))
        return found


class Keys(InboxList):
    """Only the keys: it asks for no page of rows and counts none."""

    def get_results(self, request: HttpRequest) -> None:
        self.result_count, self.result_list = 0, []


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Where a letter stands in the list that its reader came from."""

    before: int | None = None
    after: int | None = None
    place: int = 0
    number: int = 0


def filtered(admin: Any, request: HttpRequest, filters: str) -> InboxList:
    """The list that has these filters in its address; without them where they make no sense."""
    asked = copy.copy(request)
    asked.GET = QueryDict(filters)
    try:
        return _list(admin, asked)
    except (IncorrectLookupParameters, SuspiciousOperation):
        asked.GET = QueryDict()
        return _list(admin, asked)


def remember(request: HttpRequest, letter: Inquiry) -> None:
    """That the letter was new until now: it keeps its place in the list of new ones."""
    before = request.session.get(READ_LATELY, [])
    request.session[READ_LATELY] = [*before, letter.joined_to_id or letter.pk][-REMEMBERED:]


def forget(request: HttpRequest) -> None:
    """The list is shown as it is: from here on, what is read is not among the new ones."""
    request.session.pop(READ_LATELY, None)


def neighbours(admin: Any, request: HttpRequest, letter: Inquiry) -> Neighbours:
    """The letters around one in its list. In it are also the letter itself and, in that of new
    ones, those that the reader has opened since they saw the list."""
    filters = request.GET.get(FILTERS, "")
    found = filtered(admin, request, filters)
    head = letter.joined_to_id or letter.pk
    here = Q(pk__in=found.queryset.order_by().values("pk")) | Q(pk=head)
    asked = QueryDict(filters, mutable=True)
    if asked.pop("state", [""])[-1] == State.NEW and (seen := request.session.get(READ_LATELY)):
        others = filtered(admin, request, asked.urlencode()).queryset.filter(pk__in=seen)
        here |= Q(pk__in=others.order_by().values("pk"))
    rows = found.root_queryset.filter(here)
    keys = list(rows.order_by(*found.get_ordering(request, rows)).values_list("pk", flat=True))
    if head not in keys:  # it is joined to one that is another's
        return Neighbours(number=len(keys))
    place = keys.index(head)
    before = keys[place - 1] if place else None
    after = keys[place + 1] if place + 1 < len(keys) else None
    return Neighbours(before, after, place + 1, len(keys))


def counts(admin: Any, request: HttpRequest) -> list[tuple[str, str, int]]:
    """(state, its name, how many letters are in it), and of all; one query."""
    rows = admin.get_queryset(request).heads().order_by()
    found = dict(rows.values_list("state").annotate(number=Count("pk")))
    return [
        ("", "All", sum(found.values())),
        *((value, label, found.get(value, 0)) for value, label in State.choices),
    ]


def _list(admin: Any, request: HttpRequest) -> InboxList:
    made = copy.copy(admin)
    made.get_changelist = lambda request, **kwargs: Keys
    found: InboxList = made.get_changelist_instance(request)
    return found
