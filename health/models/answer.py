"""What people answered without an account: for an editor to take over, or not."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone

from people.models import Membership, Person


class AnswerQuerySet(models.QuerySet["Answer"]):
    def waiting(self) -> Self:
        return self.filter(state=Answer.State.WAITING).order_by("received", "pk")


class Answer(models.Model):
    class Kind(models.TextChoices):
        NEXT = "next", "Next position"
        CHANGE = "change", "What is not true"

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        TAKEN = "taken", "Taken over"
        DECLINED = "declined", "Declined"

    person = models.ForeignKey(Person, models.CASCADE, related_name="answers")
    membership = models.ForeignKey(
        Membership, models.CASCADE, null=True, blank=True, related_name="answers"
    )
    kind = models.CharField(max_length=8, choices=Kind)
    text = models.TextField()
    received = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    decided = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = AnswerQuerySet.as_manager()

    class Meta:
        ordering = ["-received", "-pk"]

    def __str__(self) -> str:
        return f"{self.person}: {self.text[:80]}"
