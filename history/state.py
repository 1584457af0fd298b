"""A record as it stands in the database: the columns of all its rows, as JSON holds them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db import models

from core.batches import batched
from history.records import Key, Model, label_of, parts_of
from importer.journal.columns import Columns, columns_of

# {label of a model: {key of a row, as text: {column: value}}}
State = dict[str, dict[str, Columns]]


def states_of(keys: Iterable[Key]) -> dict[Key, State]:
    """The state of each of these records that is there; a fixed number of queries a model."""
    found: dict[Key, State] = {}
    wanted: dict[Model, list[int]] = {}
    for model, pk in keys:
        wanted.setdefault(model, []).append(pk)
    for model, pks in wanted.items():
        for batch in batched(sorted(set(pks))):
            found |= {(model, pk): state for pk, state in _states(model, batch).items()}
    return found


def state_of(row: models.Model) -> State:
    """That of one record; empty where it is not there."""
    return states_of([(type(row), row.pk)]).get((type(row), row.pk), {})


def _states(model: Model, pks: list[int]) -> dict[int, State]:
    label = label_of(model)
    rows = model._base_manager.filter(pk__in=pks)
    found: dict[int, State] = {row.pk: {label: {str(row.pk): columns_of(row)}} for row in rows}
    top: dict[Model, dict[int, int]] = {model: {pk: pk for pk in found}}
    for part in parts_of(model):
        above, mine = top[part.owner], top.setdefault(part.model, {})
        for row in _below(part.model, part.column, above):
            record = mine[row.pk] = above[getattr(row, part.column)]
            found[record].setdefault(label_of(part.model), {})[str(row.pk)] = columns_of(row)
    return found


def _below(model: Model, column: str, owners: Mapping[int, int]) -> Iterator[models.Model]:
    for batch in batched(sorted(owners)):
        yield from model._base_manager.filter(**{f"{column}__in": batch}).order_by("pk")


def files_in(state: State, models_by_label: Mapping[str, Model]) -> Iterator[tuple[str, str, str]]:
    """(label, field, name) of each file that the state names."""
    for label, rows in state.items():
        model = models_by_label.get(label)
        for field in file_fields(model) if model else ():
            for columns in rows.values():
                if name := columns.get(field):
                    yield label, field, name


def file_fields(model: Model) -> list[str]:
    fields: Iterable[Any] = model._meta.concrete_fields
    return [field.attname for field in fields if isinstance(field, models.FileField)]
