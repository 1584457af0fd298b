"""Draft, published, or published from a moment on: defined once, here."""

from __future__ import annotations

from datetime import datetime
from typing import Generic, Self, TypeVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone

Row = TypeVar("Row", bound=models.Model, covariant=True)


def visible(prefix: str = "", at: datetime | None = None) -> Q:
    """The condition that a visitor may see the row, or the one that `prefix` leads to."""
    now = at or Now()
    due = Q((f"{prefix}publish_at__isnull", True)) | Q((f"{prefix}publish_at__lte", now))
    return due & Q((f"{prefix}is_draft", False))


class PublishedQuerySet(models.QuerySet[Row], Generic[Row]):
    def published(self, at: datetime | None = None) -> Self:
        """The rows a visitor may see, at a moment or (by the database's clock) now."""
        return self.filter(visible(at=at))


class Published(models.Model):
    is_draft = models.BooleanField(
        "draft", default=False, db_index=True, help_text="A draft is seen by editors only."
    )
    publish_at = models.DateTimeField(
        "publish at", null=True, blank=True, help_text="Leave empty to publish at once."
    )

    class Meta:
        abstract = True

    @property
    def is_published(self) -> bool:
        """Whether a visitor may see this row now."""
        return not self.is_draft and (self.publish_at is None or self.publish_at <= timezone.now())
