"""Draft, published, or published from a moment on: defined once, here."""

from __future__ import annotations

from datetime import datetime
from typing import Generic, Self, TypeVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone

from core import preview

Row = TypeVar("Row", bound=models.Model, covariant=True)


def visible(model: type[models.Model], prefix: str = "", at: datetime | None = None) -> Q:
    """The condition that a visitor may see the row of `model`, or the one that `prefix` leads to.

    A row that is being previewed may be seen, too.
    """
    now = at or Now()
    due = Q((f"{prefix}publish_at__isnull", True)) | Q((f"{prefix}publish_at__lte", now))
    condition = due & Q((f"{prefix}is_draft", False))
    shown = preview.shown_key(model)
    return condition if shown is None else condition | Q((f"{prefix}pk", shown))


class PublishedQuerySet(models.QuerySet[Row], Generic[Row]):
    def published(self, at: datetime | None = None) -> Self:
        """The rows a visitor may see, at a moment or (by the database's clock) now."""
        return self.filter(visible(self.model, at=at))

    def hidden(self) -> Self:
        """The others: drafts, and what is to be published later."""
        return self.exclude(visible(self.model))


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
        """Whether a visitor may see this row now; in its preview, as if so."""
        due = self.publish_at is None or self.publish_at <= timezone.now()
        shown = preview.shown_key(type(self))
        return (due and not self.is_draft) or (shown is not None and shown == self.pk)
