"""The three-way merge: what the page said last, what it says now, what the site says now.

`base` of an ImportedRow is the value that the importer set last. A field that still has it
follows the page; a field that a person changed stays, and what the page says waits as a proposal.
A row that a person deleted is not made again; a row that left the page goes unless a person
changed it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from django.contrib.contenttypes.models import ContentType
from django.db import models

from core.batches import SIZE, batched
from core.fields import web_address
from core.partial_dates import PartialDate
from core.rendered import Rendered
from core.slugs import Slugged
from importer.match.fold import fold
from importer.models import ImportedRow
from importer.records import Link

ALIKE = 0.5  # share of equal fields from which a row of the page is an old one, changed
MISSING = object()


@dataclass
class Wanted:
    """A row as the pages say it should be.

    `fields` maps names of fields (a foreign key by its column, such as venue_id; a many-to-many
    field to a list of keys) to values that JSON can hold. `identity` names the fields that tell
    the row from its siblings. `records` are the keys of the ImportedRecords that say so.
    `initial` is set when the row is made, and never again. Text that is longer than its field
    is cut: PostgreSQL would refuse it, and the admin would not save the row again.
    """

    model: type[models.Model]
    fields: dict[str, Any]
    identity: tuple[str, ...] = ()
    children: dict[str, list[Wanted]] = field(default_factory=dict)
    records: tuple[int, ...] = ()
    initial: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name, value in self.fields.items():
            if isinstance(value, str):
                longest = getattr(self.model._meta.get_field(name), "max_length", None)
                if longest and len(value) > longest:
                    self.fields[name] = f"{value[: longest - 1]}…"

    @property
    def key(self) -> str:
        return _key(self.fields.get(name) for name in self.identity)


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
    changed = _merge(instance, wanted.fields, base, proposals, adopt=link is None)
    if changed:
        _save(instance, changed)
    told = _Told(wanted.key, base, proposals, {"records": sorted(wanted.records)})
    if link is None:
        link = told.link(instance, parent, created=False)
        link.save()
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
    model._default_manager.bulk_create(instances, batch_size=SIZE)
    links = []
    for (wanted, _, parent), instance in zip(items, instances, strict=True):
        for name in many & wanted.fields.keys():
            if wanted.fields[name]:
                getattr(instance, name).add(*wanted.fields[name])
        told = _Told(wanted.key, dict(wanted.fields), {}, {"records": sorted(wanted.records)})
        links.append(told.link(instance, parent, created=True))
    ImportedRow.objects.bulk_create(links, batch_size=SIZE)
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
    adopt: bool,
) -> dict[str, Any]:
    """{name: value} of the fields to set; `base` and `proposals` are brought up to date."""
    changed = {}
    for name, theirs in fields.items():
        before = base.get(name, MISSING)
        if theirs == before:
            continue
        mine = read(instance, name)
        if mine == theirs:
            base[name] = theirs
        elif before is MISSING and adopt and mine not in ("", None, []):
            if theirs not in ("", None, [], False):
                proposals[name] = theirs
        elif before is MISSING or mine == before:
            base[name] = changed[name] = theirs
        else:
            proposals[name] = theirs
    return changed


def _save(instance: models.Model, values: dict[str, Any]) -> None:
    many = {n: v for n, v in values.items() if instance._meta.get_field(n).many_to_many}
    for name, value in values.items():
        if name not in many:
            setattr(instance, name, value)
    instance.save()
    for name, keys in many.items():
        getattr(instance, name).set(keys)


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
            link.save(update_fields=list(changed))


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


def link_rows(model: type[models.Model], links: Sequence[Link]) -> list[Wanted]:
    """Rows of a model of links, in the order of the page."""
    return [
        Wanted(
            model,
            {"label": k.label, "url": web_address(k.url), "position": place},
            ("label", "url"),
        )
        for place, k in enumerate(links, 1)
    ]


def align(
    wanted: Sequence[Wanted], links: Sequence[ImportedRow]
) -> tuple[list[tuple[Wanted, ImportedRow | None]], list[ImportedRow]]:
    """Each wanted row with the row that the importer made of it before, if any, and the rest.

    First by identity; what is left by likeness, so that a corrected word changes a row and does
    not replace it.
    """
    keys = _numbered(item.key for item in wanted)
    known = dict(zip(_numbered(link.identity for link in links), links, strict=True))
    found: dict[int, ImportedRow] = {}
    for index, key in enumerate(keys):
        if key in known:
            found[index] = known.pop(key)
    scores = sorted(
        (-likeness(wanted[i].fields, link.base), i, link.pk, link)
        for i in range(len(wanted))
        if i not in found
        for link in known.values()
    )
    free = {link.pk for link in known.values()}
    for score, index, pk, link in scores:
        if -score >= ALIKE and index not in found and pk in free:
            found[index] = link
            free.discard(pk)
    left = [link for link in links if link.pk in free]
    return [(item, found.get(i)) for i, item in enumerate(wanted)], left


def likeness(fields: dict[str, Any], base: dict[str, Any]) -> float:
    """The share of the fields that say something on either side in which both agree."""
    telling = [n for n in fields if fields[n] or base.get(n)]
    same = sum(fields[n] == base.get(n) for n in telling)
    return same / len(telling) if telling else 0.0


def remove(link: ImportedRow, instance: models.Model | None) -> bool:
    """Delete a row that the pages no longer say, unless a person made, changed or deleted it."""
    if instance is not None and not (link.created_it and untouched(instance, link.base)):
        return False
    link.delete()
    if instance is not None:
        instance.delete()
    return instance is not None


def _adoptable(wanted: Wanted, strangers: list[Any]) -> Any:
    """The row that a person typed and that says what the page says; it is taken out."""
    for row in strangers:
        if _key(read(row, name) for name in wanted.identity) == wanted.key:
            strangers.remove(row)
            return row
    return None


def _key(values: Iterable[Any]) -> str:
    return "|".join(fold(str(value if value is not None else "")) for value in values)[:250]


def _numbered(keys: Iterable[str]) -> list[tuple[str, int]]:
    """Equal keys told apart by how often they came before."""
    seen: Counter[str] = Counter()
    found = []
    for key in keys:
        found.append((key, seen[key]))
        seen[key] += 1
    return found


class Told:
    """What the importer last told of some rows and of all rows below them, read in few queries."""

    def __init__(self, links: Iterable[ImportedRow]) -> None:
        self.below: dict[int, list[ImportedRow]] = {}
        level = {link.pk for link in links}
        while level:
            found: list[ImportedRow] = []
            for batch in batched(sorted(level)):
                found += ImportedRow.objects.filter(parent__in=batch).order_by("pk")
            for link in found:
                self.below.setdefault(link.parent_id or 0, []).append(link)
            level = {link.pk for link in found}

    def already(self, wanted: Wanted, link: ImportedRow) -> bool:
        """Whether nothing has changed since: then no field needs to be looked at."""
        if link.proposals or link.sources != {"records": sorted(wanted.records)}:
            return False
        if any(link.base.get(name, MISSING) != value for name, value in wanted.fields.items()):
            return False
        return all(
            self._rows_already(wanted.model._meta.get_field(name), link, rows)
            for name, rows in wanted.children.items()
        )

    def _rows_already(self, relation: Any, link: ImportedRow, rows: Sequence[Wanted]) -> bool:
        kind = ContentType.objects.get_for_model(relation.related_model)
        links = [k for k in self.below.get(link.pk, ()) if k.content_type_id == kind.pk]
        known = dict(zip(_numbered(k.identity for k in links), links, strict=True))
        keys = _numbered(row.key for row in rows)
        return known.keys() == set(keys) and all(
            self.already(row, known[key]) for key, row in zip(keys, rows, strict=True)
        )
