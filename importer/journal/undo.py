"""Taking back what an import or a merge wrote.

Rows that it made go, fields that it changed are as before, rows that it deleted are back, with
the keys they had. What an editor changed since stays as it is, and is told.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from core.batches import batched
from importer.journal.columns import Columns, stored_columns, with_columns
from importer.journal.net import Key, Model, Net, by_model, is_memory, removable
from importer.journal.write import Written, tell
from importer.models import Change, Journal


class NotUndoable(Exception):
    """A sentence for the person who asked."""


@dataclass
class Undone:
    """What was taken back: {plural of a model: rows}, and what stays, as (what, why)."""

    removed: dict[str, int] = field(default_factory=dict)
    restored: dict[str, int] = field(default_factory=dict)
    brought_back: dict[str, int] = field(default_factory=dict)
    kept: list[tuple[str, str]] = field(default_factory=list)

    def count(self, table: dict[str, int], model: Model) -> None:
        if not (is_memory(model) or model._meta.auto_created):
            name = str(model._meta.verbose_name_plural)
            table[name] = table.get(name, 0) + 1


def later(journal: Journal) -> list[Journal]:
    """Journals that stand and that changed rows of this one after it, the latest first."""
    found: set[int] = set()
    others = Change.objects.filter(journal__pk__gt=journal.pk, journal__undone=None)
    if others.exists():
        rows: dict[str, list[int]] = {}
        for model, row in journal.changes.values_list("model", "object_id").distinct():
            rows.setdefault(model, []).append(row)
        for model, keys in rows.items():
            for batch in batched(keys):
                same = others.filter(model=model, object_id__in=batch)
                found |= set(same.values_list("journal", flat=True))
    return list(Journal.objects.filter(pk__in=found).order_by("-pk"))


def undo(journal: Journal, by: Any = None, dry_run: bool = False) -> Undone:
    """Take the journal back, in one transaction; a dry run tells the same and leaves all as it is.

    Raises NotUndoable where it is undone already, or a later import or merge built on it.
    """
    if journal.undone:
        raise NotUndoable("This is undone already.")
    if others := later(journal):
        names = ", ".join(other.title for other in others)
        raise NotUndoable(f"What came later builds on it. Undo this first: {names}.")
    with transaction.atomic():
        net = Net.of(journal)
        done = _Undoing(net).run()
        tell(_written(net))
        journal.undone, journal.undone_by, journal.kept = timezone.now(), by, done.kept
        journal.save()
        journal.changes.all().delete()
        if dry_run:
            transaction.set_rollback(True)
    if dry_run:
        journal.refresh_from_db()
    return done


def _written(net: Net) -> Iterator[Written]:
    """All that undoing touched, as it was and as it is."""
    for rows in (net.made, net.deleted):
        yield from ((model, key, columns) for (model, key), columns in rows.items())
    for model, keys in by_model(net.changed).items():
        for key, now in stored_columns(model, keys).items():
            yield model, key, now
            yield model, key, {**now, **net.changed[model, key][1]}


class _Undoing:
    def __init__(self, net: Net) -> None:
        self.net = net
        self.done = Undone()

    def run(self) -> Undone:
        self._remove()
        self._restore()
        self._bring_back()
        return self.done

    def _remove(self) -> None:
        goes, stays = removable(self.net)
        for (model, pk), why in stays.items():
            self._keep(model, pk, why)
        for model, keys in reversed(by_model(k for k in self.net.made if k in goes).items()):
            for batch in batched(sorted(keys)):
                # Nothing that stays points at them, so there is nothing to cascade to.
                rows = model._base_manager.filter(pk__in=batch)
                for _ in range(rows._raw_delete(rows.db)):
                    self.done.count(self.done.removed, model)

    def _restore(self) -> None:
        """Columns that are as they were written are as before."""
        mine: dict[Key, Columns] = {}
        for model, keys in by_model(self.net.changed).items():
            for pk, now in stored_columns(model, keys).items():
                before, after = self.net.changed[model, pk]
                own = {n: v for n, v in before.items() if is_memory(model) or now[n] == after[n]}
                if theirs := sorted(before.keys() - own.keys()):
                    self._keep(model, pk, f"edited since: {', '.join(theirs)}")
                if own:
                    mine[model, pk] = own
        self._free_identifiers(mine)
        for (model, pk), columns in mine.items():
            self._write(model, pk, columns)
            self.done.count(self.done.restored, model)

    def _free_identifiers(self, mine: dict[Key, Columns]) -> None:
        """An identifier that went from one row to another is free before it goes back."""
        for (model, pk), columns in mine.items():
            unique = [f.attname for f in model._meta.concrete_fields if f.unique and f.null]
            if names := columns.keys() & set(unique):
                model._base_manager.filter(pk=pk).update(**dict.fromkeys(names))

    def _write(self, model: Model, pk: int, columns: Columns) -> None:
        found = [c for c in columns if self._is_dangling(model, c, columns[c])]
        values = with_columns(model(), {c: v for c, v in columns.items() if c not in found})
        fields = {c: getattr(values, c) for c in columns if c not in found}
        if found:
            self._keep(model, pk, "what it pointed at is gone")
        if _updated(model, pk, fields):
            return
        for name, value in fields.items():
            if not _updated(model, pk, {name: value}):
                self._keep(model, pk, f"another row has this now: {name}")

    def _bring_back(self) -> None:
        for (model, pk), columns in self.net.deleted.items():
            label = str(model._meta.verbose_name)
            gone = [c for c, value in columns.items() if self._is_dangling(model, c, value)]
            nullable = {f.attname for f in model._meta.concrete_fields if f.null}
            if set(gone) - nullable:
                self.done.kept.append((label, "what it belonged to is gone"))
                continue
            row = with_columns(model(pk=pk), {**columns, **dict.fromkeys(gone)})
            try:
                with transaction.atomic():
                    row.save_base(raw=True, force_insert=True)
            except IntegrityError:
                self.done.kept.append((label, "another row has taken its place"))
            else:
                self.done.count(self.done.brought_back, model)

    def _is_dangling(self, model: Model, column: str, value: Any) -> bool:
        """Whether the row that a column points at is gone, and does not come back."""
        target = next(f for f in model._meta.concrete_fields if f.attname == column).related_model
        if value is None or target is None or not isinstance(target, type):
            return False
        if (target, value) in self.net.deleted:
            return False
        return not target._base_manager.filter(pk=value).exists()

    def _keep(self, model: Model, pk: int, why: str) -> None:
        if not is_memory(model):
            row = model._base_manager.filter(pk=pk).first()
            self.done.kept.append((f"{model._meta.verbose_name}: {row}", why))


def _updated(model: Model, pk: int, fields: Columns) -> bool:
    """Whether the columns could be written: another row may have an identifier by now."""
    try:
        with transaction.atomic():
            model._base_manager.filter(pk=pk).update(**fields)
    except IntegrityError:
        return False
    return True
