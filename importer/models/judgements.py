"""What people said of pairs: that they are one, or that they are not."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from importer.models.journal import Journal


class Subject(models.TextChoices):
    WORK = "work", "Works"
    PERSON = "person", "People"


class Judgement(models.Model):
    """What a person said of two works or two people, for good.

    `one` and `other` are marks (importer.match.judged), not rows: a page that is read again, or
    after it was taken back, has others. `journal` is what was written to make one row two; it
    takes that back, and the judgement with it.
    """

    subject = models.CharField(max_length=8, choices=Subject)
    is_same = models.BooleanField()
    one = models.JSONField(default=list)
    other = models.JSONField(default=list)
    one_title = models.CharField(max_length=500)
    other_title = models.CharField(max_length=500)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    made = models.DateTimeField(auto_now_add=True)
    journal = models.OneToOneField(
        Journal, models.SET_NULL, null=True, blank=True, related_name="judgement"
    )

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.one_title} {'=' if self.is_same else '≠'} {self.other_title}"


class Merge(models.Model):
    """Two rows that a person made one; its journal takes it back."""

    journal = models.OneToOneField(Journal, models.PROTECT, related_name="merge")
    subject = models.CharField(max_length=8, choices=Subject)
    kept = models.PositiveBigIntegerField()
    kept_title = models.CharField(max_length=500)
    gone = models.PositiveBigIntegerField()
    gone_title = models.CharField(max_length=500)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"“{self.gone_title}” into “{self.kept_title}”"
