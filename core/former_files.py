"""Where the file is that took the place of another: its old address leads to the new one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Self

from django.contrib.contenttypes.models import ContentType
from django.db import models


class FormerFileQuerySet(models.QuerySet["FormerFile"]):
    def note(self, row: models.Model, field: str, name: str) -> None:
        """Remember that the field of `row` once held the upload of that name."""
        kind = ContentType.objects.get_for_model(row)
        values = {"content_type": kind, "object_id": row.pk, "field": field}
        self.update_or_create(name=name, defaults=values)

    def of_rows(self, model: type[models.Model], keys: Iterable[Any]) -> Self:
        kind = ContentType.objects.get_for_model(model)
        return self.filter(content_type=kind, object_id__in=list(keys))


class FormerFile(models.Model):
    name = models.CharField(max_length=255, unique=True)
    content_type = models.ForeignKey(ContentType, models.CASCADE)
    object_id = models.PositiveBigIntegerField()
    field = models.CharField(max_length=100)

    objects = FormerFileQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.name} (former file)"

    @property
    def successor(self) -> Any:
        """The file that the row holds now; None where it holds none or is gone."""
        model = self.content_type.model_class()
        row = model._base_manager.filter(pk=self.object_id).first() if model else None
        return getattr(row, self.field, None) or None
