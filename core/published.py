"""Draft, published, or published from a moment on: defined once, here."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

if TYPE_CHECKING:
    _QuerySet = models.QuerySet["Published"]
else:
    _QuerySet = models.QuerySet


class PublishedQuerySet(_QuerySet):
    def published(self, at: datetime | None = None) -> Self:
        """The rows a visitor may see, at a moment or (by the database's clock) now."""
        due = Q(publish_at__isnull=True) | Q(publish_at__lte=at or Now())
        return self.filter(due, is_draft=False)


class Published(models.Model):
    is_draft = models.BooleanField(
        "draft", default=False, db_index=True, help_text="A draft is seen by editors only."
    )
    publish_at = models.DateTimeField(
        "publish at", null=True, blank=True, help_text="Leave empty to publish at once."
    )

    objects = PublishedQuerySet.as_manager()

    class Meta:
        abstract = True
