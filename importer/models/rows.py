"""Rows that imports wrote, and what waits for them."""

from __future__ import annotations

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models

from importer.models.readings import ImportedRecord


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

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["content_type", "object_id"], name="imported_row_once")
        ]

    def __str__(self) -> str:
        return f"{self.content_type.model} {self.object_id}"
