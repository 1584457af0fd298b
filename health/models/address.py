"""Addresses on the web that the site links to, and how each answered."""

from __future__ import annotations

from typing import Self

from django.db import models

DEAD_AFTER = 2  # failures, on different days


class AddressQuerySet(models.QuerySet["Address"]):
    def dead(self) -> Self:
        return self.filter(failures__gte=DEAD_AFTER)


class Address(models.Model):
    url = models.URLField(max_length=500, unique=True)
    host = models.CharField(max_length=255, db_index=True)
    due = models.DateTimeField(db_index=True)
    checked = models.DateTimeField(null=True, blank=True)
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    told = models.CharField("what went wrong", max_length=200, blank=True)
    failures = models.PositiveSmallIntegerField(default=0)
    failed_first = models.DateTimeField(null=True, blank=True)

    objects = AddressQuerySet.as_manager()

    class Meta:
        ordering = ["due", "pk"]
        verbose_name_plural = "addresses"

    def __str__(self) -> str:
        return self.url

    @property
    def problem(self) -> str:
        """What a check says of a dead one."""
        since = f" since {self.failed_first:%d %b %Y}" if self.failed_first else ""
        return f"{self.told}{since}: {self.url}"
