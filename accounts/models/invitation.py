"""A link by which somebody gets an account that is joined to a person of the site."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone

from accounts.roles import Role
from people.models import Person

LASTS = timedelta(days=7)


def digest(token: str) -> str:
    """What is kept of a token: it cannot be guessed, so that a plain hash does."""
    return hashlib.sha256(token.encode()).hexdigest()


def in_a_week() -> datetime:
    return timezone.now() + LASTS


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def waiting(self) -> Self:
        """Those that can still be used."""
        return self.unsettled().filter(expires_at__gt=timezone.now())

    def unsettled(self) -> Self:
        """Those neither used nor revoked, expired ones among them."""
        return self.filter(used_at=None, revoked_at=None)

    def with_token(self, token: str) -> Invitation | None:
        """The invitation that the link means, in whatever state."""
        found = self.filter(token_digest=digest(token))
        return found.select_related("person__user", "invited_by").first()


class Invitation(models.Model):
    class State(models.TextChoices):
        WAITING = "waiting", "waiting"
        EXPIRED = "expired", "expired"
        REVOKED = "revoked", "revoked"
        USED = "used", "used"

    person = models.ForeignKey(Person, models.CASCADE, related_name="invitations")
    email = models.EmailField("e-mail address")
    role = models.CharField(max_length=20, choices=Role.choices, default=Role.MEMBER)
    token_digest = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    invited_at = models.DateTimeField("invited", default=timezone.now)
    expires_at = models.DateTimeField("valid until", default=in_a_week)
    used_at = models.DateTimeField("accepted", null=True, blank=True)
    revoked_at = models.DateTimeField("revoked", null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-invited_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(used_at=None, revoked_at=None),
                name="one_open_invitation_a_person",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} ({self.email})"

    @property
    def state(self) -> State:
        if self.used_at:
            return self.State.USED
        if self.revoked_at:
            return self.State.REVOKED
        is_over = self.expires_at <= timezone.now()
        return self.State.EXPIRED if is_over else self.State.WAITING

    def new_token(self) -> str:
        """Gives the invitation a token, which is kept nowhere: it can be told this once."""
        token = secrets.token_urlsafe(32)
        self.token_digest = digest(token)
        return token
