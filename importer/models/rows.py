"""Rows that imports wrote, and what waits for them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models

from core.batches import batched
from importer.models.readings import ImportedRecord


class ImportedRowQuerySet(models.QuerySet["ImportedRow"]):
    """Where rows are found by something else than their keys, the model is looked at here and not
    in the query: a database without statistics, as SQLite is, would go through all rows of it."""

    def on(self, model: type[models.Model]) -> Self:
        return self.filter(content_type=ContentType.objects.get_for_model(model))

    def of(self, model: type[models.Model], keys: Iterable[int]) -> list[ImportedRow]:
        """What is known of these rows of a model."""
        rows = self.on(model)
        return [k for some in batched(sorted(set(keys))) for k in rows.filter(object_id__in=some)]

    def identified(
        self, identities: Iterable[str], model: type[models.Model], above: type[models.Model]
    ) -> list[tuple[ImportedRow, ImportedRow]]:
        """(row, the one that it is below) of those rows of the one model below the other."""
        kinds = ContentType.objects.get_for_models(model, above)
        rows = self.select_related("parent").exclude(parent=None)
        return [
            (row, row.parent)
            for some in batched(sorted(set(identities)))
            for row in rows.filter(identity__in=some)
            if row.parent
            and row.content_type_id == kinds[model].pk
            and row.parent.content_type_id == kinds[above].pk
        ]

    def told_by(
        self, records: Iterable[int], model: type[models.Model]
    ) -> list[tuple[int, ImportedRow]]:
        """(record, row) for rows of the model of which these records tell, in the order of rows."""
        kind = ContentType.objects.get_for_model(model)
        told = ImportedRow.records.through.objects.select_related("importedrow")
        found = [
            (pair.importedrecord_id, pair.importedrow)
            for some in batched(sorted(set(records)))
            for pair in told.filter(importedrecord__in=some)
            if pair.importedrow.content_type_id == kind.pk
        ]
        return sorted(found, key=lambda pair: (pair[1].pk, pair[0]))

    def below(self, rows: Iterable[int], model: type[models.Model]) -> list[ImportedRow]:
        """The rows of the model below these rows."""
        kind = ContentType.objects.get_for_model(model)
        return [
            row
            for some in batched(sorted(set(rows)))
            for row in self.filter(parent__in=some)
            if row.content_type_id == kind.pk
        ]


class ImportedRow(models.Model):
    """A row that the importer wrote: what each field was last set to, and what waits.

    `base` is what a three-way merge compares with. The row stays when a person deletes what it
    tells of, so that the next import does not bring it back.
    """

    content_type = models.ForeignKey(ContentType, models.CASCADE)
    object_id = models.PositiveBigIntegerField()
    row = GenericForeignKey("content_type", "object_id")
    identity = models.CharField(max_length=250, db_index=True)
    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="children"
    )
    created_it = models.BooleanField(default=True)
    base = models.JSONField(default=dict)
    sources = models.JSONField(default=dict)
    proposals = models.JSONField(default=dict, blank=True)
    records = models.ManyToManyField(ImportedRecord, blank=True, related_name="rows")

    objects = ImportedRowQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["content_type", "object_id"], name="imported_row_once")
        ]

    def __str__(self) -> str:
        return f"{self.content_type.model} {self.object_id}"
