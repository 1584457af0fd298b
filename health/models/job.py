"""When periodic jobs ran, and when they will."""

from __future__ import annotations

from django.db import models


class JobState(models.Model):
    """What is remembered of a job of health.jobs; `leased_until` keeps two from running at once."""

    slug = models.SlugField(unique=True)
    next_run = models.DateTimeField()
    leased_until = models.DateTimeField(null=True, blank=True)
    last_start = models.DateTimeField(null=True, blank=True)
    last_end = models.DateTimeField(null=True, blank=True)
    told = models.CharField("what it did", max_length=500, blank=True)
    error = models.CharField("last error", max_length=500, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["slug"]
        verbose_name = "periodic job"

    def __str__(self) -> str:
        return self.slug
