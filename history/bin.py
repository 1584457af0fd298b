"""Deleted records: kept for a while with all that went with them, then gone for good."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, cast

from django.db import models, transaction
from django.db.models.deletion import Collector

from core.files import discard
from history.files import hold
from history.models import HeldFile, Version
from history.records import RECORDS, Key, Model, by_label, label_of, records_of
from history.state import State, states_of
from history.write import How, before, keep
from importer.journal.columns import Columns, columns_of, stored_columns

Pointed = dict[Model, dict[int, Columns]]


@contextmanager
def into_bin(rows: Sequence[models.Model], by: Any) -> Iterator[None]:
    """What this block deletes of these rows goes to the bin, with what went with them and what
    pointed at them. Of a row that is part of a record, the record changes."""
    empty_bin()
    with transaction.atomic():
        records = [row for row in rows if type(row) in RECORDS]
        parts = before(row for row in rows if type(row) not in RECORDS)
        was = states_of(records_of(records))
        gone = {key: _all_of(key) for key in was}
        yield
        deleted = {(model_of(v), v.object_id): v for v in keep(was, by, How.DELETE) if v.is_in_bin}
        for key, (state, pointed) in gone.items():
            if version := deleted.get(key):
                version.state, version.pointers = state, list(_lost(pointed, state))
                version.save(update_fields=["state", "pointers"])
                version.files.all().delete()
                hold([version])
        keep(parts, by)


def model_of(version: Version) -> Model:
    return by_label()[version.model]


class _Everything(Collector):
    """Collects whole rows, one by one, where Django would delete them unseen."""

    def can_fast_delete(self, *args: Any, **kwargs: Any) -> bool:
        return False

    def _has_signal_listeners(self, model: Model) -> bool:
        return True  # or it would load keys alone


def _all_of(key: Key) -> tuple[State, Pointed]:
    """All rows that go with a record, and those that point at them and stay, as they are now."""
    model, pk = key
    rows = model._base_manager.filter(pk=pk)
    collector = _Everything(using=rows.db)
    collector.collect(list(rows))
    state: State = {}
    for each, found in collector.data.items():
        state[label_of(each)] = {str(row.pk): columns_of(row) for row in found}
    pointed: Pointed = {}
    for updates in collector.field_updates.values():
        for some in updates:
            for row in cast(Iterable[models.Model], some):
                pointed.setdefault(type(row), {})[row.pk] = columns_of(row)
    return state, pointed


def _lost(pointed: Pointed, gone: State) -> Iterator[list[Any]]:
    """What rows that stay lost: [label, key, {column: [before, after]}]."""
    for model, rows in pointed.items():
        for pk, now in stored_columns(model, rows).items():
            if str(pk) in gone.get(label_of(model), {}):
                continue
            changed = {n: [was, now[n]] for n, was in rows[pk].items() if now[n] != was}
            if changed:
                yield [label_of(model), pk, changed]


def empty_bin(dry_run: bool = False) -> list[Version]:
    """Deletes for good what has been in the bin for its time; what that was.

    All versions of such a record go, and files that nothing else holds.
    """
    over = list(Version.objects.over())
    if dry_run or not over:
        return over
    with transaction.atomic():
        keys = {(v.model, v.object_id) for v in over}
        for version in over:
            keys |= {(label, int(pk)) for label, rows in version.state.items() for pk in rows}
        _forget(keys)
    return over


def _forget(keys: Iterable[tuple[str, int]]) -> None:
    for label, pk in keys:
        model = by_label().get(label)
        if model is None or model._base_manager.filter(pk=pk).exists():
            continue
        versions = Version.objects.filter(object_id=pk, model=label)
        held = list(
            HeldFile.objects.filter(version__in=versions).values_list("model", "field", "name")
        )
        versions.delete()
        for each, field, name in set(held):
            discard(by_label()[each], field, name)
