"""Puts the index and its triggers into the database, after each migration.

Not by a migration of their own: SQLite makes a table anew to change it, and its triggers are gone.
"""

from __future__ import annotations

from typing import Any

from django.db import connection, transaction

from search.database import dialect
from search.models import Change, Document
from search.watch import MODELS, triggers


def before_migrate(plan: list[Any] | None = None, **_: Any) -> None:
    """Neither database changes a table that a trigger speaks of."""
    if plan:
        with transaction.atomic():
            for name, table in present().items():
                _execute(dialect().drop(name, table))


def after_migrate(**_: Any) -> None:
    """What is missing is made. If triggers were, anything may have changed: all is noted, and
    indexed before the next query."""
    tables = set(connection.introspection.table_names())
    if not {Document._meta.db_table, Change._meta.db_table} <= tables:
        return
    there, wanted = present(), {trigger.name: trigger for trigger in triggers(tables)}
    missing = [trigger for name, trigger in wanted.items() if name not in there]
    with transaction.atomic():
        for name in there.keys() - wanted.keys():
            _execute(dialect().drop(name, there[name]))
        if missing:
            for sql in (*dialect().INSTALL, *(t.sql for t in missing), *dialect().REBUILD):
                _execute(sql)
            note_all(tables)


def anew() -> None:
    """Mend what there is of index and triggers, and note every row."""
    after_migrate()
    with transaction.atomic():
        for sql in dialect().REBUILD:
            _execute(sql)
        note_all(set(connection.introspection.table_names()))


def note_all(tables: set[str]) -> None:
    """Note every row that is indexed or has to be."""
    for kind, model in MODELS.items():
        if model._meta.db_table in tables:
            rows = model._base_manager.order_by().values_list("pk", flat=True)
            Change.objects.note(kind, rows.iterator())
        indexed = Document.objects.filter(kind=kind).values_list("object_id", flat=True)
        Change.objects.note(kind, indexed.iterator())


def present() -> dict[str, str]:
    """{trigger of the search: its table}, of those that there are."""
    with connection.cursor() as cursor:
        cursor.execute(dialect().NAMES)
        return dict(cursor.fetchall())


def _execute(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)
