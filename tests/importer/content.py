"""All that the site shows, as plain values: without keys, addresses and tables of the importer."""

from __future__ import annotations

from itertools import chain
from typing import Any

from django.apps import apps
from django.db import models

from core.partial_dates import PartialDate

CONTENT = ("people", "publications", "news", "talks", "teaching", "services", "openings", "pages")
LEFT_OUT = {"id", "slug"}


def visible_content() -> dict[str, list[str]]:
    """{model: its rows as text, sorted}; other rows are named by what they say, not by key."""
    found = {}
    for model in chain.from_iterable(apps.get_app_config(app).get_models() for app in CONTENT):
        relations = model._meta.get_fields()
        one = [f.name for f in relations if f.concrete and (f.many_to_one or f.one_to_one)]
        many = [f.name for f in relations if f.concrete and f.many_to_many]
        every = model._default_manager.select_related(*one).prefetch_related(*many)
        rows = (_row(instance) for instance in every)
        found[model._meta.label] = sorted(map(repr, rows))
    return found


def _row(instance: models.Model) -> list[tuple[str, Any]]:
    values = []
    for field in instance._meta.get_fields():
        if field.name in LEFT_OUT or (field.auto_created and not field.concrete):
            continue
        values.append((field.name, _value(instance, field)))
    return values


def _value(instance: models.Model, field: Any) -> Any:
    if field.many_to_many:
        return sorted(str(other) for other in getattr(instance, field.name).all())
    value = getattr(instance, field.name)
    if isinstance(value, PartialDate):
        return value.isoformat()
    if isinstance(value, models.Model):
        return _parent(value)
    return str(value)


def _parent(instance: models.Model) -> str:
    """A row by what it says; one whose own name tells little, by the row above it as well."""
    course = getattr(instance, "course", None)
    return f"{course}: {instance}" if course else str(instance)
