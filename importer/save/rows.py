"""The three-way merge: what the page said last, what it says now, what the site says now.

`base` of an ImportedRow is the value that the importer set last. A field that still has it
follows the page; a field that a person changed stays, and what the page says waits as a proposal.
A row that a person deleted is not made again; a row that left the page goes unless a person
changed it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models

from core.fields import PartialDateField
from core.partial_dates import PartialDate
from core.rendered import Rendered
from core.slugs import Slugged
from importer.journal import write as journal
from importer.models import ImportedRow
from importer.save.wanted import Wanted, align, key_of

MISSING = object()


@dataclass
class Written:
    """What became of a wanted row: the instance (None where a person deleted it) and the outcome
    new, changed or same."""

    instance: models.Model | None
    link: ImportedRow
    outcome: str


def read(instance: models.Model, name: str) -> Any:
    """The field's value as JSON can hold it."""
    model_field = instance._meta.get_field(name)
    if model_field.many_to_many:
        return sorted(getattr(instance, name).values_list("pk", flat=True)) if instance.pk else []
    value = getattr(instance, name)
    if isinstance(value, PartialDate):
        return value.isoformat()
    return "" if value is None and not model_field.null else value


def untouched(instance: models.Model, base: dict[str, Any]) -> bool:
    """Whether every field still is as the importer set it."""
    return all(read(instance, name) == value for name, value in base.items())


def write(
    wanted: Wanted,
    link: ImportedRow | None = None,
    instance: models.Model | None = None,
    owner: dict[str, Any] | None = None,
    parent: ImportedRow | None = None,
) -> Written:
    """Bring one row, and the rows below it, in line with the pages.

    `link` is what the importer knows of the row from before; `instance` the row, if there is
    one (given without a link it is a person's own, and only its empty fields are filled);
    `owner` the fields that place a new row under its parent.
    """
    if link is not None and instance is None:
        return Written(None, link, "same")
    if instance is None:
        return make([(wanted, owner or {}, parent)])[0]
    base = dict(link.base) if link else {}
    proposals: dict[str, Any] = {}
    typed = link is None or not link.created_it
    changed = _merge(instance, wanted.fields, base, proposals, typed)
    if changed:
        _refuse_disorder(instance, changed, base, proposals, wanted.fields, link)
        _save(instance, changed)
    told = _Told(wanted.key, base, proposals, {"records": sorted(wanted.records)})
    if link is None:
        link = told.link(instance, parent, created=False)
        journal.save(link)
    else:
        told.update(link)
    below = [_write_children(link, instance, *rows) for rows in wanted.children.items()]
    return Written(instance, link, "changed" if changed or any(below) else "same")


def make(items: Sequence[tuple[Wanted, dict[str, Any], ImportedRow | None]]) -> list[Written]:
    """New rows of one model, and all rows below them, in a few queries for all of them.

    Each item is a wanted row, the fields that place it under its parent, and the parent's link.
    """
    if not items:
        return []
    model = items[0][0].model
    many = {field.name for field in model._meta.many_to_many}
    instances = []
    for wanted, place, _ in items:
        fields = {name: value for name, value in wanted.fields.items() if name not in many}
        instances.append(model(**place, **wanted.initial, **fields))
    if issubclass(model, Slugged):
        model.give_slugs(cast(list[Slugged], instances))
    if issubclass(model, Rendered):
        for text in cast(list[Rendered], instances):
            text.render()
    journal.insert(instances)
    links = []
    for (wanted, _, parent), instance in zip(items, instances, strict=True):
        for name in many & wanted.fields.keys():
            if wanted.fields[name]:
                journal.relate(instance, name, wanted.fields[name])
        told = _Told(wanted.key, dict(wanted.fields), {}, {"records": sorted(wanted.records)})
        links.append(told.link(instance, parent, created=True))
    journal.insert(links)
    _make_below(items, instances, links)
    return [Written(i, k, "new") for i, k in zip(instances, links, strict=True)]


def _make_below(
    items: Sequence[tuple[Wanted, dict[str, Any], ImportedRow | None]],
    instances: Sequence[models.Model],
    links: Sequence[ImportedRow],
) -> None:
    below: dict[str, list[tuple[Wanted, dict[str, Any], ImportedRow | None]]] = {}
    for (wanted, _, _), instance, link in zip(items, instances, links, strict=True):
        for related_name, rows in wanted.children.items():
            relation: Any = instance._meta.get_field(related_name)
            place = {relation.field.name: instance}
            below.setdefault(related_name, []).extend((row, place, link) for row in rows)
    for new in below.values():
        make(new)


def _merge(
    instance: models.Model,
    fields: dict[str, Any],
    base: dict[str, Any],
    proposals: dict[str, Any],
    typed: bool,
) -> dict[str, Any]:
    """{name: value} of the fields to set; `base` and `proposals` are brought up to date.

    `typed` says that a person made the row. A field that the importer never set is a person's
    own if there is anything in it, however often the page is read.
    """
    changed = {}
    for name, theirs in fields.items():
        before = base.get(name, MISSING)
        if theirs == before:
            continue
        mine = read(instance, name)
        if mine == theirs:
            base[name] = theirs
        elif before is MISSING and _is_own(instance, name, mine, typed):
            if theirs not in ("", None, [], False):
                proposals[name] = theirs
        elif before is MISSING or mine == before:
            base[name] = changed[name] = theirs
        else:
            proposals[name] = theirs
    return changed


def _is_own(instance: models.Model, name: str, mine: Any, typed: bool) -> bool:
    """Whether a person typed the value of a field that the importer never set; in a row that
    the importer made, the value that any new row has is nobody's."""
    if mine in ("", None, []):
        return False
    return typed or mine != _field(instance, name).get_default()


def _refuse_disorder(
    instance: models.Model,
    changed: dict[str, Any],
    base: dict[str, Any],
    proposals: dict[str, Any],
    fields: dict[str, Any],
    link: ImportedRow | None,
) -> None:
    """Where an editor's date and one of the page make no period, the page's is a proposal."""
    dates = [name for name in changed if isinstance(_field(instance, name), PartialDateField)]
    checks = [c for c in instance._meta.constraints if isinstance(c, models.CheckConstraint)]
    if not (dates and checks):
        return
    before = {name: getattr(instance, name) for name in dates}
    for name in dates:
        setattr(instance, name, changed[name])
    try:
        for check in checks:
            check.validate(type(instance), instance)
    except ValidationError:
        for name in dates:
            setattr(instance, name, before[name])
            del changed[name]
            proposals[name] = fields[name]
            base.pop(name)
            if link and name in link.base:
                base[name] = link.base[name]


def _field(instance: models.Model, name: str) -> Any:
    return instance._meta.get_field(name)


def _save(instance: models.Model, values: dict[str, Any]) -> None:
    many = {n: v for n, v in values.items() if instance._meta.get_field(n).many_to_many}
    for name, value in values.items():
        if name not in many:
            setattr(instance, name, value)
    journal.save(instance)
    for name, keys in many.items():
        journal.relate(instance, name, keys)


@dataclass(frozen=True)
class _Told:
    """What an ImportedRow is to say of its row."""

    identity: str
    base: dict[str, Any]
    proposals: dict[str, Any]
    sources: dict[str, Any]

    def link(
        self, instance: models.Model, parent: ImportedRow | None, created: bool
    ) -> ImportedRow:
        kind = ContentType.objects.get_for_model(type(instance))
        return ImportedRow(
            content_type=kind,
            object_id=instance.pk,
            parent=parent,
            created_it=created,
            **vars(self),
        )

    def update(self, link: ImportedRow) -> None:
        changed = {n: v for n, v in vars(self).items() if getattr(link, n) != v}
        for name, value in changed.items():
            setattr(link, name, value)
        if changed:
            journal.save(link, *changed)


def _write_children(
    parent: ImportedRow, owner: models.Model, related_name: str, wanted: list[Wanted]
) -> bool:
    """Whether any row below `owner` changed."""
    relation: Any = owner._meta.get_field(related_name)
    model: type[models.Model] = relation.related_model
    foreign_key = relation.field.name
    kind = ContentType.objects.get_for_model(model)
    links = list(parent.children.filter(content_type=kind))
    rows = {row.pk: row for row in model._default_manager.filter(**{foreign_key: owner})}
    moved = {link.object_id for link in links} - rows.keys()
    strangers = [row for row in rows.values() if row.pk not in {k.object_id for k in links}]
    rows |= model._default_manager.in_bulk(moved) if moved else {}
    changed = False
    pairs, left = align(wanted, links)
    for item, link in pairs:
        instance = rows.get(link.object_id) if link else _adoptable(item, strangers)
        written = write(item, link, instance, {foreign_key: owner}, parent)
        changed |= written.outcome != "same"
    for link in left:
        changed |= remove(link, rows.get(link.object_id))
    return changed


def remove(link: ImportedRow, instance: models.Model | None) -> bool:
    """Delete a row that the pages no longer say, unless a person made, changed or deleted it."""
    if instance is not None and not (link.created_it and untouched(instance, link.base)):
        return False
    journal.delete(ImportedRow.objects.filter(pk=link.pk))
    if instance is not None:
        journal.delete(type(instance)._base_manager.filter(pk=instance.pk))
    return instance is not None


def _adoptable(wanted: Wanted, strangers: list[Any]) -> Any:
    """The row that a person typed and that says what the page says; it is taken out."""
    for row in strangers:
        if key_of(read(row, name) for name in wanted.identity) == wanted.key:
            strangers.remove(row)
            return row
    return None
