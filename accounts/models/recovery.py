"""Codes for the day on which the phone is lost: each opens the log-in once."""

from __future__ import annotations

import secrets
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

NUMBER = 10
# Neither 0 and o nor 1, i and l: they are copied by hand.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
LENGTH = 10


def digest(code: str) -> str:
    """What is kept of a code; spaces, dashes and capitals make no difference."""
    letters = "".join(filter(str.isalnum, code.casefold()))
    return salted_hmac("accounts.recovery", letters, algorithm="sha256").hexdigest()


def new_code() -> str:
    letters = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    return f"{letters[: LENGTH // 2]}-{letters[LENGTH // 2 :]}"


class RecoveryCodeQuerySet(models.QuerySet["RecoveryCode"]):
    def left(self, user: Any) -> int:
        return self.filter(user=user, used_at=None).count()

    @transaction.atomic
    def renew(self, user: Any) -> list[str]:
        """New codes in place of all former ones; they can be told this once."""
        self.filter(user=user).delete()
        codes = [new_code() for _ in range(NUMBER)]
        self.bulk_create(RecoveryCode(user=user, digest=digest(code)) for code in codes)
        return codes

    def use(self, user: Any, code: str) -> bool:
        """Whether `code` is one of the user's; it is not, from now on."""
        found = self.filter(user=user, digest=digest(code), used_at=None)
        return found.update(used_at=timezone.now()) > 0


class RecoveryCode(models.Model):
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="recovery_codes"
    )
    digest = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True, blank=True)

    objects = RecoveryCodeQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["user", "digest"])]

    def __str__(self) -> str:
        return f"recovery code {self.pk}"
