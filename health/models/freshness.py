"""When somebody last said that a person's page is true, and when they were asked."""

from __future__ import annotations

from django.db import models

from people.models import Membership, Person


class Freshness(models.Model):
    person = models.OneToOneField(Person, models.CASCADE, related_name="freshness")
    confirmed = models.DateTimeField(null=True, blank=True)
    asked = models.DateTimeField(null=True, blank=True)
    is_off = models.BooleanField("not to be asked", default=False)

    class Meta:
        verbose_name = "freshness of a page"
        verbose_name_plural = "freshness of pages"

    def __str__(self) -> str:
        told = f"confirmed {self.confirmed:%d %b %Y}" if self.confirmed else "never confirmed"
        return f"{self.person}: {told}"


class AskedNext(models.Model):
    """That a person whose role ended was asked where they went: it is done once."""

    membership = models.OneToOneField(Membership, models.CASCADE, related_name="asked_next")
    asked = models.DateTimeField()

    class Meta:
        verbose_name = "question about the next position"
        verbose_name_plural = "questions about the next position"

    def __str__(self) -> str:
        return f"{self.membership}, {self.asked:%d %b %Y}"
