"""What the list of letters can be narrowed to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from accounts.roles import person_of
from inquiries.models import Inquiry, State
from openings.models import Opening

Choices = Iterable[tuple[str, str]]
GENERAL = "general"


class StateFilter(admin.SimpleListFilter):
    """Shown above the list, with its counts, and not among the other filters."""

    title = "state"
    parameter_name = "state"
    template = "admin/inquiries/nothing.html"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        return State.choices

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        state = self.value()
        return queryset.filter(state=state) if state in State.values else queryset


class OpeningFilter(admin.SimpleListFilter):
    title = "opening"
    parameter_name = "for"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        """The openings of letters that the user may read."""
        letters: QuerySet[Inquiry] = model_admin.get_queryset(request)
        named = letters.order_by().values("opening")
        found = Opening.objects.filter(pk__in=named).defer("text", "text_html")
        return [*((str(row.pk), row.heading) for row in found), (GENERAL, "In general")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        value = self.value() or ""
        if value == GENERAL:
            return queryset.filter(opening=None)
        return queryset.filter(opening=value) if value.isdecimal() else queryset


class StarredFilter(admin.SimpleListFilter):
    title = "star"
    parameter_name = "starred"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        return [("yes", "Starred")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(is_starred=True) if self.value() == "yes" else queryset


class MineFilter(admin.SimpleListFilter):
    title = "whose"
    parameter_name = "mine"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        return [("assigned", "Assigned to me"), ("nobody", "Assigned to nobody")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() == "nobody":
            return queryset.filter(assigned_to=None)
        if self.value() == "assigned":
            person = person_of(request.user)
            return queryset.filter(assigned_to=person) if person else queryset.none()
        return queryset


class AddressFilter(admin.SimpleListFilter):
    title = "address"
    parameter_name = "address"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        return [("confirmed", "Confirmed"), ("unconfirmed", "Not confirmed")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() in ("confirmed", "unconfirmed"):
            return queryset.filter(confirmed__isnull=self.value() == "unconfirmed")
        return queryset
