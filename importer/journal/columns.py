"""The columns of a row as JSON holds them, and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models

from core.batches import batched

Columns = dict[str, Any]
PLAIN = (str, int, float, bool, list, dict)  # values that JSON gives back as they were


def columns_of(row: models.Model) -> Columns:
    """{column: value} of all columns but the key."""
    fields = (field for field in row._meta.concrete_fields if not field.primary_key)
    return {field.attname: _plain(field, row) for field in fields}


def stored_columns(model: type[models.Model], keys: Iterable[int]) -> dict[int, Columns]:
    """{key: columns} of those rows that the database has."""
    return {
        row.pk: columns_of(row)
        for batch in batched(sorted(keys))
        for row in model._base_manager.filter(pk__in=batch)
    }


def with_columns(row: models.Model, columns: Mapping[str, Any]) -> models.Model:
    """The row with these values, as its fields hold them."""
    for field in row._meta.concrete_fields:
        if field.attname in columns:
            setattr(row, field.attname, field.to_python(columns[field.attname]))
    return row


def _plain(field: models.Field[Any, Any], row: models.Model) -> Any:
    value = field.value_from_object(row)
    return value if value is None or isinstance(value, PLAIN) else field.value_to_string(row)
