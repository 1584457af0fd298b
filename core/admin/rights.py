"""The admin's forms and lists ask for each row: whose it is, and which fields are the user's."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import PermissionDenied
from django.db.models import Model, Q, QuerySet
from django.db.models.constants import LOOKUP_SEP
from django.http import HttpRequest

from core.rights import (
    CHOOSE,
    after_adding,
    after_changing,
    allowed,
    before_adding,
    limits,
    may,
    may_all,
    may_some,
)

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Any]
else:
    ModelAdmin = admin.ModelAdmin


def asked(request: HttpRequest, action: str, model: type[Model], row: Model | None) -> bool:
    """Whether the user may `action` this row or, where none is given, some row."""
    return may(request.user, action, row) if row else may_some(request.user, action, model)


class RightsAdmin(ModelAdmin):
    """A ModelAdmin of which everybody sees and writes what is theirs."""

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return any(asked(request, action, self.model, obj) for action in ("view", "change"))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return may_some(request.user, "add", self.model)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return asked(request, "change", self.model, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return asked(request, "delete", self.model, obj)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """What the user may look at: the list, and what any form or page of history is found in."""
        return allowed(request.user, "view", super().get_queryset(request))

    def choosable(self, request: HttpRequest) -> QuerySet[Any]:
        """What the user is offered where a form asks for a row of this model."""
        return allowed(request.user, CHOOSE, super().get_queryset(request))

    def get_object(self, request: HttpRequest, object_id: str, from_field: Any = None) -> Any:
        """The row, if the user may see it. Raises PermissionDenied if it is another's."""
        if found := super().get_object(request, object_id, from_field):
            return found
        try:
            is_there = self.model._default_manager.filter(pk=object_id).exists()
        except (ValueError, OverflowError):
            is_there = False
        if is_there and not from_field:
            raise PermissionDenied
        return None

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Not by a field that is hidden from the user: a filter in the address of a list would
        tell it, letter by letter."""
        name = lookup.partition(LOOKUP_SEP)[0]
        if name in limits(request.user, self.model).hidden:
            return False
        return super().lookup_allowed(lookup, value, request)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if not change:
            before_adding(request.user, obj)
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        (after_changing if change else after_adding)(request.user, form.instance)

    # ---- fields

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        fields = super().get_readonly_fields(request, obj)
        shown = limits(request.user, self.model).shown
        names = {field.name for field in self.opts.get_fields()}
        return [*fields, *sorted(name for name in shown & names if name not in fields)]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Of a new row there is nothing yet to be read of what cannot be written."""
        limited = limits(request.user, self.model)
        hidden = limited.hidden if obj else limited.hidden | limited.shown
        fieldsets = super().get_fieldsets(request, obj)
        return _without(fieldsets, hidden) if hidden else fieldsets

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False,
                 **kwargs: Any) -> Any:  # fmt: skip
        form = super().get_form(request, obj, change=change, **kwargs)
        return offering(request, form, lambda name: _keys(obj, name))

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        return plainly(super().formfield_for_dbfield(db_field, request, **kwargs), request)

    # ---- actions

    def mine(self, request: HttpRequest, action: str, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Those of the ticked rows that the user may `action`; says how many are left alone."""
        found = allowed(request.user, action, rows)
        if found is not rows and (left := rows.count() - found.count()):
            name = self.opts.verbose_name if left == 1 else self.opts.verbose_name_plural
            why = f"your rights do not let you {action} {'it' if left == 1 else 'them'}"
            self.message_user(request, f"{left} {name} left alone: {why}.", messages.WARNING)
        return found


def offering(request: HttpRequest, form: Any, chosen: Callable[[str], Any]) -> Any:
    """The form class, whose fields offer what the user may choose and what stands there already.

    `chosen` gives the keys that stand in a field: a row that the user could not choose must not
    keep a form from being saved.
    """
    for name, field in list(form.base_fields.items()):
        rows = getattr(field, "queryset", None)
        if rows is None or may_all(request.user, CHOOSE, rows.model):
            continue
        may_choose = allowed(request.user, CHOOSE, rows.model._default_manager.all())
        wanted = Q(pk__in=may_choose.order_by().values("pk")) | Q(pk__in=chosen(name))
        form.base_fields[name] = limited = copy.deepcopy(field)
        limited.queryset = rows.filter(wanted)
    return form


def plainly(formfield: Any, request: HttpRequest) -> Any:
    """Beside a choice: no links to add, change or look at rows that are not the user's."""
    widget = getattr(formfield, "widget", None)
    if isinstance(widget, RelatedFieldWidgetWrapper):
        model = formfield.queryset.model
        if not may_all(request.user, "change", model):
            widget.can_change_related = widget.can_delete_related = False
            widget.can_view_related = False
            widget.can_add_related = widget.can_add_related and may_all(request.user, "add", model)
    return formfield


def _keys(row: Any, name: str) -> Any:
    """The keys that stand in a field of the row."""
    if row is None or row.pk is None:
        return []
    field = row._meta.get_field(name)
    if field.many_to_many:
        return getattr(row, name).order_by().values("pk")
    return [getattr(row, field.attname)]


def _without(fieldsets: Any, names: frozenset[str]) -> list[tuple[Any, dict[str, Any]]]:
    """The fieldsets without those fields, and without those of which nothing is left."""
    found = []
    for title, options in fieldsets:
        lines = [
            tuple(name for name in line if name not in names) if isinstance(line, list | tuple)
            else (() if line in names else line)
            for line in options["fields"]
        ]  # fmt: skip
        if lines := [line for line in lines if line]:
            found.append((title, {**options, "fields": lines}))
    return found
