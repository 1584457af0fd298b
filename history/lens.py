"""What of a record its reader may see: what the form of the admin would show them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.contrib.admin.utils import flatten_fieldsets
from django.db import models
from django.http import HttpRequest
from django.utils.text import capfirst

from core.rights import may
from history.records import IS_PUBLIC, PRIVATE_FIELDS, RECORDS, Model, label_of, parts_of


@dataclass
class Shown:
    """Fields of the rows of one model, under the heading that the form gives them."""

    model: Model
    heading: str
    one: str
    fields: list[Any]


@dataclass
class Lens:
    """The record's own fields, then its parts, as the form orders them."""

    record: Model
    shown: list[Shown] = field(default_factory=list)
    sees_private: bool = False

    def shows_row(self, columns: dict[str, Any]) -> bool:
        return self.sees_private or columns.get(IS_PUBLIC) is not False


def lens_for(admin: Any, request: HttpRequest, row: models.Model) -> Lens:
    """What this user sees of the record `row`, which may be one that is gone."""
    model = type(row)
    private = may(request.user, "change", row)
    lens = Lens(model, sees_private=private)
    here = row if not row._state.adding else None
    names = flatten_fieldsets(admin.get_fieldsets(request, here))
    lens.shown.append(_shown(model, names, "", "", private))
    inlines = admin.get_inline_instances(request, here)
    for inline in inlines:
        names = flatten_fieldsets(inline.get_fieldsets(request, here))
        heading, one = str(inline.verbose_name_plural), str(inline.verbose_name)
        lens.shown.append(_shown(inline.model, names, heading, one, private))
    if private:
        lens.shown += _elsewhere(admin, model)
    return lens


def _elsewhere(admin: Any, model: Model) -> list[Shown]:
    """Parts that another form has, such as who taught in a term of a course."""
    inline = {each.model for each in admin.inlines}
    named = [part for part in RECORDS[model] if part not in inline]
    return [
        _shown(
            part,
            [f.name for f in part._meta.concrete_fields if f.editable and not f.primary_key],
            capfirst(str(part._meta.verbose_name_plural)),
            str(part._meta.verbose_name),
            True,
        )
        for part in named
    ]


def _shown(model: Model, names: list[str], heading: str, one: str, private: bool) -> Shown:
    known = {
        f.name: f
        for f in [*model._meta.concrete_fields, *model._meta.local_many_to_many]
        if not f.primary_key and (private or f.name not in PRIVATE_FIELDS)
    }
    fields = [known[name] for name in names if name in known]
    return Shown(model, heading, one, fields)


def through_of(field: Any) -> tuple[str, str, str]:
    """(label, column of this side, column of the other) of the rows of a many-to-many field."""
    through = field.remote_field.through
    here = through._meta.get_field(field.m2m_field_name()).attname
    there = through._meta.get_field(field.m2m_reverse_field_name()).attname
    return label_of(through), here, there


def columns_of_parts(model: Model) -> dict[str, str]:
    """{label of a part: its column that points at what it belongs to}."""
    return {label_of(part.model): part.column for part in parts_of(model)}
