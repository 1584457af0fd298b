"""What a journal came to, row by row, and which of the rows it made can go again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import models

from core.batches import batched
from importer.journal.columns import Columns, stored_columns
from importer.models import ImportedRow, Journal

Model = type[models.Model]
Key = tuple[Model, int]
MEMORY = "importer"  # the app whose rows are the importer's memory: no editor changes them


@dataclass
class Net:
    """Rows by what became of them, each with its columns before or after."""

    made: dict[Key, Columns] = field(default_factory=dict)
    changed: dict[Key, tuple[Columns, Columns]] = field(default_factory=dict)
    deleted: dict[Key, Columns] = field(default_factory=dict)

    @classmethod
    def of(cls, journal: Journal) -> Net:
        net = cls()
        known = {m._meta.label_lower: m for m in apps.get_models(include_auto_created=True)}
        for change in journal.changes.all():
            if model := known.get(change.model):
                net._add((model, change.object_id), change.before, change.after)
        return net

    def _add(self, key: Key, before: Columns | None, after: Columns | None) -> None:
        """A page of an import can change what an earlier one made."""
        if before is None:
            self.made[key] = after or {}
        elif after is None:
            if self.made.pop(key, None) is None:
                first, _ = self.changed.pop(key, ({}, {}))
                self.deleted[key] = {**before, **first}
        elif key in self.made:
            self.made[key].update(after)
        else:
            first, last = self.changed.get(key, ({}, {}))
            self.changed[key] = {**before, **first}, {**last, **after}


def removable(net: Net) -> tuple[set[Key], dict[Key, str]]:
    """Of the rows made: those that can go, and those that stay, each with the reason.

    A row stays that somebody changed, or at which a row points that stays or that was not made;
    with it stays all of the record that it is part of.
    """
    made = net.made
    stays = _touched(made)
    goes = {key for key in made if key not in stays}
    parts = _parts(made)
    while True:
        found = dict(_pointed_at(goes, net))
        for part in {part for key in [*stays, *found] for part in parts[key] & goes}:
            found.setdefault(part, "part of a record that stays")
        if not found:
            return goes, stays
        stays |= found
        goes -= found.keys()


def _app(key: Key) -> str:
    return key[0]._meta.app_label


def is_memory(model: Model) -> bool:
    return model._meta.app_label == MEMORY


def by_model(keys: Iterable[Key]) -> dict[Model, set[int]]:
    found: dict[Model, set[int]] = defaultdict(set)
    for model, key in keys:
        found[model].add(key)
    return found


def _touched(made: Mapping[Key, Columns]) -> dict[Key, str]:
    found = {}
    for model, keys in by_model(key for key in made if not is_memory(key[0])).items():
        for pk, columns in stored_columns(model, keys).items():
            names = [n for n, value in made[model, pk].items() if columns[n] != value]
            if names:
                found[model, pk] = "edited since: " + ", ".join(map(_named(model), names))
    return found


def _named(model: Model) -> Any:
    names = {f.attname: str(f.verbose_name) for f in model._meta.concrete_fields}
    return lambda column: names[column]


def _pointed_at(goes: set[Key], net: Net) -> Iterator[tuple[Key, str]]:
    """Rows at which another row points that does not go with them, and that pointed there before
    or was made to by an editor."""
    leaving = by_model(goes)
    for model, keys in leaving.items():
        if is_memory(model):
            continue
        for other, column in _pointers(model):
            for batch in batched(sorted(keys)):
                rows = other._base_manager.filter(**{f"{column}__in": batch})
                for pk, target in rows.values_list("pk", column):
                    _, after = net.changed.get((other, pk), ({}, {}))
                    if pk not in leaving.get(other, ()) and after.get(column) != target:
                        yield (model, target), f"used by: {other._meta.verbose_name}"


def _pointers(model: Model) -> Iterator[tuple[Model, str]]:
    """(model, column) of all content that can point at a row of this one."""
    for relation in model._meta.get_fields(include_hidden=True):
        if isinstance(relation, models.ForeignObjectRel) and not relation.many_to_many:
            other: Any = relation.related_model
            if not is_memory(other):
                yield other, relation.field.attname


def _parts(made: Mapping[Key, Columns]) -> dict[Key, set[Key]]:
    """{row: the rows that are of one record with it}, of those made. What another app keeps of
    a person (talks, services) is a record of its own."""
    above = {**_owners(made), **_parents(made)}

    def top(key: Key) -> Key:
        while (parent := above.get(key)) and parent in made and _app(parent) == _app(key):
            key = parent
        return key

    found: dict[Key, set[Key]] = defaultdict(set)
    for key in made:
        found[top(key)].add(key)
    return {key: found[top(key)] for key in made}


def _parents(made: Mapping[Key, Columns]) -> dict[Key, Key]:
    """{row: the row below which the importer wrote it}."""
    found: dict[Key, Key] = {}
    for model, keys in by_model(key for key in made if not is_memory(key[0])).items():
        kind = ContentType.objects.get_for_model(model)
        for batch in batched(sorted(keys)):
            links = ImportedRow.objects.filter(
                content_type=kind, object_id__in=batch, parent__isnull=False
            )
            for pk, parent_kind, parent in links.values_list(
                "object_id", "parent__content_type", "parent__object_id"
            ):
                if above := ContentType.objects.get_for_id(parent_kind).model_class():
                    found[model, pk] = above, parent
    return found


def _owners(made: Mapping[Key, Columns]) -> dict[Key, Key]:
    """{row: the row that it belongs to} by its columns: the names of a venue, the topics of a
    work."""
    owners = {model: _owner_of(model) for model, _ in made if not is_memory(model)}
    return {
        (model, pk): (owner, columns[column])
        for (model, pk), columns in made.items()
        if (found := owners.get(model))
        for owner, column in [found]
    }


def _owner_of(model: Model) -> tuple[Model, str] | None:
    """The model, and the column that points at it, without whose row there is none of this."""
    foreign: list[Any] = [f for f in model._meta.concrete_fields if f.many_to_one or f.one_to_one]
    source: Any = model._meta.auto_created
    if source:
        foreign = [f for f in foreign if f.related_model is source][:1]
    else:
        foreign = [f for f in foreign if f.remote_field.on_delete is models.CASCADE]
    return (foreign[0].related_model, foreign[0].attname) if len(foreign) == 1 else None
