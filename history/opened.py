"""What a form of the admin showed when it was opened: a stamp in the form, signed.

It tells, when the form comes back, what somebody else saved meanwhile, whoever wrote it: another
editor, an import, a program. It also says whose form it was.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core import signing
from django.db import models
from django.forms.models import InlineForeignKeyField
from django.http import HttpRequest
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from history.records import label_of

NAME = "_opened"
SALT = "history.opened"
Values = dict[str, Any]
Rows = dict[str, dict[str, Values]]  # {prefix of an inline: {key of a row: values}}


@dataclass
class Opened:
    """The values of the fields of a form, and of those of the rows below it, as stored."""

    user: int
    at: datetime
    model: str
    key: int | None = None
    values: Values = field(default_factory=dict)
    rows: Rows = field(default_factory=dict)

    @property
    def signed(self) -> str:
        told = [self.user, self.at.isoformat(), self.model, self.key, self.values, self.rows]
        return signing.dumps(told, salt=SALT, compress=True)

    def says_same(self, other: Opened) -> bool:
        return self.values == other.values and self.rows == other.rows


def read(data: Any) -> Opened | None:
    """The stamp of a form that was sent; None where there is none that we gave out."""
    try:
        user, at, model, key, values, rows = signing.loads(data.get(NAME, ""), salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    moment = parse_datetime(at)
    return Opened(user, moment, model, key, values, rows) if moment else None


def look(request: HttpRequest, form: Any, formsets: Iterable[Any]) -> Opened:
    """What these forms, to which nothing was sent, show."""
    row = form.instance
    return Opened(
        user=request.user.pk or 0,
        at=timezone.now(),
        model=label_of(type(row)),
        key=row.pk,
        values=values_of(form),
        rows={
            formset.prefix: {str(each.instance.pk): values_of(each) for each in old}
            for formset in formsets
            if (old := [each for each in formset.initial_forms if each.instance.pk])
        },
    )


def values_of(form: Any) -> Values:
    """{name: the stored value, as JSON holds it} of the fields that can be edited in the form."""
    return {name: stored(each, _initial(form, each)) for name, each in fields_of(form)}


def fields_of(form: Any) -> list[tuple[str, Any]]:
    """(name, field of the model) of what can be edited in the form."""
    options = type(form.instance)._meta
    known = {f.name: f for f in [*options.concrete_fields, *options.local_many_to_many]}
    return [
        (name, known[name])
        for name, field in form.fields.items()
        if name in known
        and not (
            known[name].primary_key or field.disabled or isinstance(field, InlineForeignKeyField)
        )
    ]


def _initial(form: Any, each: Any) -> Any:
    if each.many_to_many or each.name in form.initial:
        return form.initial.get(each.name)
    return each.value_from_object(form.instance)


def stored(each: Any, value: Any) -> Any:
    """A value of a model's field as JSON holds it; of rows, their keys."""
    if each.many_to_many:
        return sorted(getattr(row, "pk", row) for row in value or ())
    if isinstance(value, models.Model):
        return value.pk
    if value is None or isinstance(value, str | int | float | bool | list | dict):
        return value
    holder = each.model()
    setattr(holder, each.attname, value)
    return each.value_to_string(holder)


def initial(each: Any, value: Any) -> Any:
    """What a form takes as the initial value, of what `stored` gave."""
    return value if each.many_to_many else each.to_python(value)
