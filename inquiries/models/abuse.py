"""What limits abuse of the form; nothing here lasts longer than a day or two."""

from __future__ import annotations

import secrets

from django.db import models

from inquiries.storage import private, private_path


def _key() -> str:
    return secrets.token_urlsafe(24)


class Attempt(models.Model):
    """How often somebody did something within a stretch of time. `who` is a keyed hash: neither
    an address of the network nor of mail can be read from it."""

    what = models.CharField(max_length=20)
    who = models.CharField(max_length=64)
    since = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        app_label = "inquiries"
        constraints = [
            models.UniqueConstraint(fields=["what", "who", "since"], name="attempt_once")
        ]
        indexes = [models.Index(fields=["since"])]

    def __str__(self) -> str:
        return f"{self.what}: {self.count}"


class WaitingFile(models.Model):
    """A CV that came with a form that has to be mended: it need not be uploaded again."""

    key = models.CharField(max_length=40, unique=True, default=_key, editable=False)
    file = models.FileField(storage=private, upload_to=private_path)
    name = models.CharField(max_length=200)
    until = models.DateTimeField(db_index=True)

    class Meta:
        app_label = "inquiries"

    def __str__(self) -> str:
        return f"Waiting file {self.pk}"
