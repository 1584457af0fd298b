"""What was uploaded and waits for its preview to be confirmed."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone


class Upload(models.Model):
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    table = models.JSONField()
    received = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-received", "-pk"]
        verbose_name = "spreadsheet that waits"
        verbose_name_plural = "spreadsheets that wait"

    def __str__(self) -> str:
        return self.name
