"""That letters were erased: how many, when and why, and nothing of whose."""

from __future__ import annotations

from django.db import models
from django.utils import timezone


class Erasure(models.Model):
    class Reason(models.TextChoices):
        DUE = "due", "Their time was over"
        WITHDRAWN = "withdrawn", "Withdrawn by the sender"
        ASKED = "asked", "Erased at the sender's request"
        BY_HAND = "hand", "Deleted in the inbox"
        BACK = "back", "Erased before; back with an old copy of the database"

    when = models.DateTimeField(default=timezone.now)
    reason = models.CharField(max_length=10, choices=Reason)
    letters = models.PositiveIntegerField()
    files = models.PositiveIntegerField(default=0)
    # The random keys of the letters: see inquiries.privacy.tombstones.
    keys = models.JSONField(default=list, editable=False)

    class Meta:
        app_label = "inquiries"
        ordering = ["-when", "-pk"]

    def __str__(self) -> str:
        return f"{self.letters} letters erased on {self.when:%d %b %Y}"
