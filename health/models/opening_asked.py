"""When the owner of an opening was asked whether it still holds."""

from __future__ import annotations

from django.db import models

from openings.models import Opening


class OpeningAsked(models.Model):
    """`review` is the day of review for which they were asked, empty for an opening that nobody
    ever confirmed; `times`, how often they were asked for it."""

    opening = models.OneToOneField(Opening, models.CASCADE, related_name="asked_owner")
    review = models.DateField(null=True, blank=True)
    asked = models.DateTimeField()
    times = models.PositiveSmallIntegerField(default=1)

    class Meta:
        verbose_name = "question about an opening"
        verbose_name_plural = "questions about openings"

    def __str__(self) -> str:
        return f"{self.opening}, {self.asked:%d %b %Y}"
