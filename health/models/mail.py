"""Mails on their way, and a while after."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.utils import timezone


class MailQuerySet(models.QuerySet["Mail"]):
    def waiting(self) -> Self:
        return self.filter(state=Mail.State.WAITING)

    def due(self, now: datetime) -> Self:
        """Those to be tried now, the longest waiting first."""
        return self.waiting().filter(due__lte=now).order_by("due", "pk")


class Mail(models.Model):
    """A message as it was handed over. Its text goes when it is settled: it may hold a link that
    lets in whoever reads it."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        SENT = "sent", "Sent"
        FAILED = "failed", "Given up"
        EXPIRED = "expired", "Too old"

    subject = models.CharField(max_length=500)
    to = models.JSONField(default=list)
    body = models.TextField(blank=True)
    # Sender, copies, headers, other forms of the text.
    more = models.JSONField(default=dict)
    # What it is about, for whoever has to find it again; it stays when the text goes.
    about = models.CharField(max_length=60, blank=True, db_index=True)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=500, blank=True)
    written = models.DateTimeField(default=timezone.now)
    due = models.DateTimeField("next try", default=timezone.now)
    settled = models.DateTimeField(null=True, blank=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        ordering = ["-written", "-pk"]
        verbose_name = "mail"
        verbose_name_plural = "mails"
        indexes = [models.Index(fields=["state", "due"], name="mail_by_due")]

    def __str__(self) -> str:
        return f"{self.subject} ({', '.join(self.to)})"

    @property
    def has_text(self) -> bool:
        return bool(self.body)

    def settle(self, state: State, now: datetime, error: str = "") -> None:
        """It is sent, or never will be; what it said goes, unless it can be tried again."""
        self.state, self.settled, self.error = state, now, error[:500]
        if state != Mail.State.FAILED:
            self.body, self.more = "", {}
        self.keep()

    def keep(self) -> bool:
        """Save what became of it; one that was deleted meanwhile is not made again."""
        names = [field.attname for field in self._meta.concrete_fields if not field.primary_key]
        values = {name: getattr(self, name) for name in names}
        return bool(Mail.objects.filter(pk=self.pk).update(**values))
