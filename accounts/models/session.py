"""Where somebody is logged in: as little of it as they need to recognise it."""

from __future__ import annotations

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac


class LoginSession(models.Model):
    """Goes with the session itself, however that ends."""

    session = models.OneToOneField(Session, models.CASCADE, primary_key=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="login_sessions"
    )
    browser = models.CharField(max_length=60)
    begun_at = models.DateTimeField("begun", default=timezone.now)
    used_at = models.DateTimeField("last used", default=timezone.now)

    class Meta:
        ordering = ["-used_at"]

    def __str__(self) -> str:
        return self.browser

    @property
    def mark(self) -> str:
        """What names the session in a form: its key would open it."""
        return salted_hmac("accounts.session", self.pk, algorithm="sha256").hexdigest()[:16]
