"""Models of one row, such as the settings of the site."""

from __future__ import annotations

from typing import Any, Self

from django.db import models


class Always(models.QuerySet[Any]):
    def published(self) -> Self:
        """All: what belongs to the site itself has no drafts."""
        return self.all()


class Single(models.Model):
    """The row has the key 1, whoever makes it."""

    objects = Always.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.pk = 1
        kwargs.pop("force_insert", None)
        super().save(*args, **kwargs)

    @classmethod
    def load(cls) -> Self:
        """The row; with defaults, and not saved, where nobody saved any."""
        return cls.objects.filter(pk=1).first() or cls()
