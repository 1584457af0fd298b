"""The only way in which imports and merges write: each row with what stood there before.

Django's signals would not do for a journal: bulk_create, update and what a deletion sets to
NULL send none. So whatever writes says here what it is about to write, and at the end of the
recording the rows are read once more and compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, cast

from django.db import models
from django.db.models.deletion import Collector

from core import touched
from core.batches import SIZE, batched
from importer.journal.columns import Columns, columns_of, stored_columns
from importer.models import Change, Journal

Written = tuple[type[models.Model], int, Columns]  # a row as it was, or as it is
# Called with all that a recording wrote, in its transaction: what is derived of rows follows.
WATCHERS: list[Callable[[Iterable[Written]], None]] = []
Before = dict[type[models.Model], dict[int, Columns | None]]  # None: there was no such row

_before: ContextVar[Before | None] = ContextVar("before", default=None)


@contextmanager
def recording(journal: Journal) -> Iterator[None]:
    """Keep what is written in this block as changes of the journal. To be used in a transaction
    with the writing itself: what fails leaves neither rows nor changes."""
    before: Before = {}
    token = _before.set(before)
    try:
        with touched.held():
            yield
        _keep(journal, before)
    finally:
        _before.reset(token)


def is_recording() -> bool:
    return _before.get() is not None


def tell(written: Iterable[Written]) -> None:
    """Let those who watch know what was written."""
    every = list(written)
    for watcher in WATCHERS:
        watcher(every)


def insert(rows: Sequence[models.Model]) -> None:
    """New rows of one model, in few queries."""
    if rows:
        type(rows[0])._default_manager.bulk_create(rows, batch_size=SIZE)
        _note_made(rows)


def save(row: models.Model, *names: str) -> None:
    """Save a new row, or the named fields (all, where none is named) of one that is there."""
    if row._state.adding:
        row.save()
        _note_made([row])
    else:
        about_to_change(type(row)._base_manager.filter(pk=row.pk))
        row.save(update_fields=names or None)


def update(rows: models.QuerySet[Any], **values: Any) -> None:
    """Set columns of all rows."""
    about_to_change(rows)
    rows.update(**values)


def delete(rows: models.QuerySet[Any]) -> None:
    """Delete rows, and what goes with them."""
    instances = list(rows)
    collector = _Everything(using=rows.db)
    collector.collect(instances)
    for gone in collector.data.values():
        _note(gone)
    for updates in collector.field_updates.values():
        for found in updates:
            _note(cast(Iterable[models.Model], found))
    collector.delete()


def relate(row: models.Model, name: str, keys: Iterable[int]) -> None:
    """Bring a many-to-many field in line with these keys."""
    field = row._meta.get_field(name)
    through, here, there = _through(field)
    wanted = set(keys)
    pairs = through._base_manager.filter(**{here: row.pk})
    gone = [pair for pair in pairs if getattr(pair, there) not in wanted]
    had = {getattr(pair, there) for pair in pairs}
    if gone:
        delete(through._base_manager.filter(pk__in=[pair.pk for pair in gone]))
    insert([through(**{here: row.pk, there: key}) for key in sorted(wanted - had)])


def about_to_change(rows: Iterable[models.Model]) -> None:
    """Remember rows, as the database has them, that other code is going to change."""
    if _before.get() is not None:
        _note(rows)


def _through(field: Any) -> tuple[type[models.Model], str, str]:
    """The model between two, and its columns for this side and the other."""
    through = field.remote_field.through
    here = through._meta.get_field(field.m2m_field_name()).attname
    there = through._meta.get_field(field.m2m_reverse_field_name()).attname
    return through, here, there


class _Everything(Collector):
    """Collects whole rows, one by one, where Django would delete them unseen."""

    def can_fast_delete(self, *args: Any, **kwargs: Any) -> bool:
        return False

    def _has_signal_listeners(self, model: type[models.Model]) -> bool:
        return True  # or it would load keys alone


def _note(rows: Iterable[models.Model]) -> None:
    before = _before.get()
    if before is not None:
        for row in rows:
            before.setdefault(type(row), {}).setdefault(row.pk, columns_of(row))


def _note_made(rows: Iterable[models.Model]) -> None:
    before = _before.get()
    if before is not None:
        for row in rows:
            before.setdefault(type(row), {}).setdefault(row.pk, None)


def _keep(journal: Journal, before: Before) -> None:
    """A change for each row that is not as it was."""
    written: list[Written] = []
    for model, rows in before.items():
        label = model._meta.label_lower
        after = stored_columns(model, rows)
        written += _sides(model, rows, after)
        for batch in batched(rows.items()):
            found = [
                Change(journal=journal, model=label, object_id=key, before=was, after=now)
                for key, had in batch
                for was, now in [_difference(had, after.get(key))]
                if was != now
            ]
            Change.objects.bulk_create(found)
    tell(written)


def _sides(
    model: type[models.Model], before: dict[int, Columns | None], after: dict[int, Columns]
) -> Iterator[Written]:
    """Each row that is not as it was, as it was and as it is."""
    for key, had in before.items():
        has = after.get(key)
        if had != has:
            yield from ((model, key, columns) for columns in (had, has) if columns is not None)


def _difference(
    before: Columns | None, after: Columns | None
) -> tuple[Columns | None, Columns | None]:
    """Both, without the columns in which they agree."""
    if before is None or after is None:
        return before, after
    names = [name for name, value in before.items() if after[name] != value]
    return {name: before[name] for name in names}, {name: after[name] for name in names}
