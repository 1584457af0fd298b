"""Two rows found to be one: everything that points at the one that goes is moved to the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, models, transaction

from core.slugs import FormerSlug
from importer.journal import write as journal
from importer.models import ImportedRow
from importer.save.rows import untouched
from people.models import Person
from publications.models import Publication

Row = TypeVar("Row", Person, Publication)


def merge_people(people: Sequence[Person]) -> Person:
    """The one of `people` that stays; the others go unless a person made or changed them."""
    return _merge(people)


def merge_publications(publications: Sequence[Publication]) -> Publication:
    """The one that stays; the others go unless a person made or changed them."""
    return _merge(publications)


def _merge(rows: Sequence[Row]) -> Row:
    """Those that a person touched stay; among the rest the one known longest."""
    kept = min(rows, key=lambda row: (_is_the_importers(row), row.pk))
    for row in rows:
        if row.pk != kept.pk and _is_the_importers(row):
            absorb(row, kept)
    return kept


def link_of(row: models.Model) -> ImportedRow | None:
    """What the importer knows of a row; None of a row that it did not write."""
    kind = ContentType.objects.get_for_model(type(row))
    return ImportedRow.objects.filter(content_type=kind, object_id=row.pk).first()


def _is_the_importers(row: models.Model) -> bool:
    link = link_of(row)
    return link is not None and link.created_it and untouched(row, link.base)


def absorb(gone: models.Model, kept: models.Model) -> None:
    """Delete `gone` after everything that points at it points at `kept`."""
    for relation in gone._meta.related_objects:
        model, name = relation.related_model, relation.field.name
        for row in model._default_manager.filter(**{name: gone}):
            if relation.many_to_many:
                others = getattr(row, name).exclude(pk=gone.pk).values_list("pk", flat=True)
                journal.relate(row, name, {kept.pk, *others})
                _rebase(row, name, gone.pk, kept.pk)
            else:
                _repoint(row, relation.field, gone, kept)
    link, other = link_of(gone), link_of(kept)
    if link and other:
        records = (*other.records.all(), *link.records.all())
        journal.relate(other, "records", (record.pk for record in records))
        journal.update(link.children.all(), parent=other)
    if link:
        journal.delete(ImportedRow.objects.filter(pk=link.pk))
    slug = getattr(gone, "slug", "")
    kind = ContentType.objects.get_for_model(type(kept))
    former = FormerSlug.objects.filter(content_type=kind)
    journal.update(former.filter(object_id=gone.pk), object_id=kept.pk)
    journal.delete(type(gone)._base_manager.filter(pk=gone.pk))
    if slug:
        address = former.filter(slug=slug).first() or FormerSlug(content_type=kind, slug=slug)
        address.object_id = kept.pk
        journal.save(address)


def _repoint(
    row: models.Model, field: models.Field[Any, Any], gone: models.Model, kept: models.Model
) -> None:
    setattr(row, field.name, kept)
    try:
        with transaction.atomic():
            journal.save(row, field.name)
    except IntegrityError:
        # The row that stays has an equal one; this one goes with the row it belongs to.
        if link := link_of(row):
            journal.delete(ImportedRow.objects.filter(pk=link.pk))
        return
    _rebase(row, field.attname, gone.pk, kept.pk)


def _rebase(row: models.Model, name: str, gone: int, kept: int) -> None:
    """The importer pointed at the row that goes: that it points elsewhere now is its own doing."""
    link = link_of(row)
    if link is None or name not in link.base:
        return
    value = link.base[name]
    if value == gone:
        link.base[name] = kept
    elif isinstance(value, list):
        link.base[name] = sorted({kept if key == gone else key for key in value})
    journal.save(link, "base")
