"""Back to an earlier version, and out of the bin.

The rows of the record become what the version says, with the keys they had. What the way back
meets on the site as it is now (a person who is gone, an address that is somebody else's) is left
out and told, or refused with a sentence.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from graphlib import TopologicalSorter
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import capfirst

from accounts.models import Invitation
from core import touched
from core.models import SecretLink
from core.rights import after_changing
from core.slugs import Slugged
from history import joined
from history.models import Version
from history.records import APART, Key, Model, by_label, label_of, parts_of, records_of
from history.state import State, file_fields, state_of, states_of
from history.theirs import not_theirs, within_rights
from history.words import Names
from history.write import How, added, keep
from importer.journal.columns import Columns, columns_of, with_columns
from people.models import Person


class NotRestorable(Exception):
    """A sentence for the person who asked."""


@dataclass
class Outcome:
    """The record before and after, and what could not be as it was."""

    before: State
    after: State = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def go_back(version: Version, by: Any = None, dry_run: bool = False) -> Outcome:
    """Makes the record what it was in that version, in one transaction, as a new version of it.

    A dry run tells the same and leaves all as it is. Raises NotRestorable, with a sentence.
    """
    model = by_label()[version.model]
    key: Key = (model, version.object_id)
    with transaction.atomic():
        list(model._base_manager.select_for_update().filter(pk=version.object_id))
        now = states_of([key]).get(key, {})
        _refuse_past_merges(version, now)
        going = _Going(model, version, now, by)
        going.run()
        outcome = Outcome(now, state_of(model(pk=version.object_id)), going.notes)
        _write_down(key, now, version, by)
        if by:
            after_changing(by, model._base_manager.get(pk=version.object_id))
        if dry_run:
            transaction.set_rollback(True)
    return outcome


def _write_down(key: Key, now: State, version: Version, by: Any) -> None:
    model, pk = key
    if now:
        note = f"{version.get_how_display()} on {version.at:%d %b %Y, %H:%M}"
        keep({key: now}, by, How.BACK, note)
    else:
        _close_ways_in(model(pk=pk))
        made = added([model(pk=pk)], by)
        Version.objects.filter(pk__in=[each.pk for each in made]).update(how=How.RESTORE)
    Version.objects.of(version.model, pk).filter(is_in_bin=True).update(is_in_bin=False)


def _close_ways_in(row: Any) -> None:
    """What let somebody in before a record was deleted does not do so again once it is back."""
    SecretLink.objects.to(row).delete()
    if isinstance(row, Person):
        Invitation.objects.unsettled().filter(person=row.pk).update(revoked_at=timezone.now())


def _refuse_past_merges(version: Version, now: State) -> None:
    """Rows that a merge took over belong to two records: only un-merging gives them back."""
    if not now:
        return
    for told in joined.of_record([now, version.state]):
        if told.kind != "import" and told.at > version.at:
            raise NotRestorable(f"This version is older than a merge. Take that back: {told.title}")


class _Going:
    def __init__(self, model: Model, version: Version, now: State, by: Any) -> None:
        self.model, self.pk = model, version.object_id
        self.wanted: State = version.state
        self.now = now
        self.by = by if now else None  # who may restore a record may restore it whole
        self.pointers = version.pointers if not now else []
        self.notes: list[str] = []
        if self.by:
            self.wanted, self.notes = within_rights(by, (model, self.pk), now, version.state)
        self.known = {label_of(m): m for m in apps.get_models(include_auto_created=True)}
        self.order = _in_order([m for m in map(self.known.get, {**now, **self.wanted}) if m])

    def run(self) -> None:
        for model in reversed(self.order):
            self._remove(model)
        for model in self.order:
            self._put(model)
        for part in parts_of(self.model) if self.by else ():
            self._leave_out_what_is_not_theirs(part.model)
        for label, pk, columns in self.pointers:
            self._point(label, pk, columns)
        row: Any = self.model._base_manager.get(pk=self.pk)
        if hasattr(row, "settle"):
            row.settle()
        touched.note([(self.model, self.pk, {})])

    def _leave_out_what_is_not_theirs(self, model: Model) -> None:
        label = label_of(model)
        for row in not_theirs(self.by, model, self.wanted[label].keys() - self.now.get(label, {})):
            told = f"{capfirst(model._meta.verbose_name)} “{row}”"
            self.notes.append(f"{told} does not come back: it is not yours to add.")
            row.delete()

    def _remove(self, model: Model) -> None:
        label = label_of(model)
        extra = self.now.get(label, {}).keys() - self.wanted.get(label, {}).keys()
        for row in model._base_manager.filter(pk__in=extra):
            row.delete()

    def _put(self, model: Model) -> None:
        label = label_of(model)
        had = self.now.get(label, {})
        wanted = {
            int(pk): dict(columns)
            for pk, columns in self.wanted.get(label, {}).items()
            if had.get(pk) != columns
        }
        there = {row.pk: row for row in model._base_manager.filter(pk__in=wanted)}
        if not self.now:
            # Rows of other records that went with this one, and that somebody has put back.
            wanted = {pk: columns for pk, columns in wanted.items() if pk not in there}
        for pk in there.keys() & wanted.keys():
            for column in APART.get(model, ()):
                wanted[pk].pop(column, None)
        self._mend_pointers(model, wanted)
        self._mend_unique(model, wanted, there)
        for pk, columns in wanted.items():
            self._write(model, pk, columns, there.get(pk))

    def _mend_pointers(self, model: Model, wanted: dict[int, Columns]) -> None:
        """Without what they point at, where that is gone."""
        for each in model._meta.concrete_fields:
            target: Any = each.related_model
            keys = {c[each.attname] for c in wanted.values() if c.get(each.attname) is not None}
            if target is None or not keys:
                continue
            gone = keys - set(target._base_manager.filter(pk__in=keys).values_list("pk", flat=True))
            names = Names((target, key) for key in gone)
            for pk, columns in list(wanted.items()):
                key = columns.get(each.attname)
                if key is not None and key in gone:
                    self._leave_out(model, wanted, pk, each, names[target, key])

    def _leave_out(
        self, model: Model, wanted: dict[int, Columns], pk: int, each: Any, name: str
    ) -> None:
        columns = wanted[pk]
        if columns.get("printed_name") == "":
            columns["printed_name"] = name.removesuffix(" (deleted)")
        if each.null:
            columns[each.attname] = None
        elif model is self.model:
            raise NotRestorable(
                f"This {model._meta.verbose_name} belongs to {name}: restore that first."
            )
        else:
            del wanted[pk]
        if not model._meta.auto_created:
            what = "was" if each.null else "were"
            told = f"{each.verbose_name}: {name} is not there any more"
            self.notes.append(f"{capfirst(model._meta.verbose_name)}: {told}; {what} left out.")

    def _mend_unique(self, model: Model, wanted: dict[int, Columns], there: dict[int, Any]) -> None:
        """Without what another row has by now."""
        for each in model._meta.concrete_fields:
            if not each.unique or each.primary_key:
                continue
            name = each.attname
            values = {c[name] for c in wanted.values() if c.get(name) not in (None, "")}
            rows = model._base_manager.filter(**{f"{name}__in": values}).exclude(pk__in=wanted)
            for taken, other in {getattr(row, name): row for row in rows}.items():
                for pk, columns in wanted.items():
                    if columns.get(name) == taken:
                        self._give_way(each, columns, there.get(pk), other)
            changing = [pk for pk in there if pk in wanted and name in wanted[pk]]
            if each.null and changing:
                # One that went from one row to another is free before it goes back.
                model._base_manager.filter(pk__in=changing).update(**{name: None})

    def _give_way(self, each: Any, columns: Columns, row: Any, other: Any) -> None:
        name, value = each.attname, columns[each.attname]
        told = f"{capfirst(each.verbose_name)} {value} is that of “{_record(other)}” now"
        if each.null:
            columns[name] = None
            self.notes.append(f"{told}; it was left out.")
        elif isinstance(other, Slugged) and name == "slug":
            columns[name] = row.slug if row else ""
            kept = "this keeps the address it has" if row else "this gets an address of its own"
            self.notes.append(f"{told}; {kept}.")
        else:
            raise NotRestorable(f"{told}. Change or delete that first.")

    def _write(self, model: Model, pk: int, columns: Columns, row: Any) -> None:
        row = with_columns(row or model(pk=pk), columns)
        for name in file_fields(model):
            file = getattr(row, name)
            if file and not file.storage.exists(file.name):
                self.notes.append(f"The file {file.name} is not on the disk any more.")
        try:
            with transaction.atomic():
                row.save(force_insert=row._state.adding)
        except (IntegrityError, ValidationError) as error:
            if not model._meta.auto_created:
                told = f"{capfirst(model._meta.verbose_name)} “{row}” cannot be as it was"
                raise NotRestorable(
                    f"{told}: something that is there now stands in its place."
                ) from error

    def _point(self, label: str, pk: int, columns: dict[str, list[Any]]) -> None:
        """What pointed at a record that was deleted does so again, unless it points elsewhere."""
        model = self.known.get(label)
        row = model._base_manager.filter(pk=pk).first() if model else None
        if row is None:
            return
        now = columns_of(row)
        as_left = {name: was for name, (was, left) in columns.items() if now.get(name) == left}
        if as_left:
            with_columns(row, as_left).save()


def _record(row: Any) -> Any:
    """The record that the row is part of."""
    model, pk = next(iter(records_of([row])), (type(row), row.pk))
    return model._base_manager.filter(pk=pk).first() or row


def _in_order(found: list[Model]) -> list[Model]:
    """Each model after those at which its rows point."""
    graph = {
        model: {
            each.related_model
            for each in model._meta.concrete_fields
            if each.related_model in found and each.related_model is not model
        }
        for model in found
    }
    return list(TopologicalSorter(graph).static_order())
