"""Model and form fields for partial dates, and for addresses on the web."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import CharField, Q
from django.db.models.functions import Cast, Left, Length
from django.db.models.lookups import Exact, GreaterThanOrEqual
from django.db.models.query_utils import DeferredAttribute
from django.utils import timezone

from core.partial_dates import PartialDate, parse

LENGTH = len("2024-05-14")
WEB = re.compile(r"(https?|ftps?)://[^\s/]", re.I)


def to_partial_date(value: Any) -> PartialDate | None:
    """`value` as a PartialDate, None for an empty one; raises ValidationError otherwise."""
    if value in (None, ""):
        return None
    if isinstance(value, PartialDate):
        return value
    try:
        return parse(str(value))
    except ValueError as error:
        raise ValidationError(str(error), code="invalid") from error


class _Attribute(DeferredAttribute):
    """Turns what is assigned into a PartialDate, so that an unsaved row reads like a saved one."""

    def __set__(self, instance: models.Model, value: Any) -> None:
        instance.__dict__[self.field.attname] = to_partial_date(value)


class PartialDateFormField(forms.CharField):
    def __init__(self, **kwargs: Any) -> None:
        kwargs.pop("max_length", None)
        super().__init__(**{**kwargs, "max_length": 40})

    def to_python(self, value: Any) -> Any:
        return to_partial_date(super().to_python(value))

    def run_validators(self, value: Any) -> None:
        """On the text: those of a CharField measure and search it."""
        super().run_validators(value.isoformat() if isinstance(value, PartialDate) else value)

    def prepare_value(self, value: Any) -> Any:
        return value.isoformat() if isinstance(value, PartialDate) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(to_partial_date(initial) != self.to_python(data))
        except ValidationError:
            return True


class PartialDateField(models.CharField):  # type: ignore[type-arg]
    """A partial date, stored as the text that sorts as the dates do; empty where unknown."""

    description = "A date known to the year, the month or the day"
    descriptor_class = _Attribute

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", "As precise as known: 2024, 2024-05, 2024-05-14.")
        super().__init__(*args, **{**kwargs, "max_length": LENGTH, "blank": True})

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return (
            name,
            path,
            args,
            {k: v for k, v in kwargs.items() if k not in ("max_length", "blank")},
        )

    def get_default(self) -> Any:
        return None

    def to_python(self, value: Any) -> Any:
        return to_partial_date(value)

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> Any:
        return parse(value) if value else None

    def get_prep_value(self, value: Any) -> str:
        date = to_partial_date(value)
        return date.isoformat() if date else ""

    def value_to_string(self, obj: models.Model) -> str:
        return self.get_prep_value(self.value_from_object(obj))

    def run_validators(self, value: Any) -> None:
        super().run_validators(value.isoformat() if value else "")

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": PartialDateFormField, **kwargs})


PartialDateField.register_lookup(Length)


class AddressField(models.URLField):  # type: ignore[type-arg]
    """An address on the web. Any other (``javascript:``, ``data:``, a path) is stored as empty:
    rows made without a form are not validated, and what they say may come from anywhere."""

    def deconstruct(self) -> Any:
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.URLField", args, kwargs

    def get_prep_value(self, value: Any) -> Any:
        return web_address(super().get_prep_value(value) or "")


def web_address(text: str) -> str:
    """`text` if it is an address on the web, else nothing."""
    return text if WEB.match(text) else ""


def not_over(name: str) -> Q:
    """Rows whose date `name` is empty or not wholly in the past (2024 ends with the year)."""
    today = timezone.localdate().isoformat()
    condition = Q(**{name: ""})
    for length in (4, 7, 10):
        condition |= Q(**{f"{name}__gte": today[:length], f"{name}__length": length})
    return condition


def is_over(date: PartialDate | None) -> bool:
    """Whether `date` is given and wholly in the past."""
    end = date.isoformat() if date else ""
    return bool(end) and end < timezone.localdate().isoformat()[: len(end)]


def period_constraint(name: str, start: str = "start", end: str = "end") -> models.CheckConstraint:
    """A period does not end before it starts, at the coarser precision of the two dates.

    A year alone (2024) may end a period that started in it (2024-05).
    """
    # The cast keeps the expressions plain text: a PartialDateField would parse the shortened one.
    first, last = Cast(start, CharField()), Cast(end, CharField())
    empty = Q(**{start: ""}) | Q(**{end: ""})
    in_order = Q(GreaterThanOrEqual(last, first))
    within = Q(Exact(Left(first, Length(last)), last))
    return models.CheckConstraint(
        name=name,
        condition=empty | in_order | within,
        violation_error_message="This period ends before it starts.",
    )
