"""Secret links: they show one row, before it is published, to whoever has them.

The row of the database holds a random key, the link that key and the site's signature of it. So a
link can be shown again to be copied, and a copy of the database alone opens none.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Any, Self

from django.contrib.contenttypes.models import ContentType
from django.core.signing import BadSignature, Signer
from django.db import models
from django.utils import timezone

LASTS = timedelta(days=14)
KEY_BYTES = 18


def _key() -> str:
    return secrets.token_urlsafe(KEY_BYTES)


def _until() -> datetime:
    return timezone.now() + LASTS


def _signer() -> Signer:
    return Signer(salt="core.secret_links", sep=".")


class SecretLinkQuerySet(models.QuerySet["SecretLink"]):
    def lasting(self) -> Self:
        return self.filter(until__gt=timezone.now())

    def to(self, row: models.Model) -> Self:
        kind = ContentType.objects.get_for_model(row)
        return self.filter(object_id=row.pk, content_type=kind)

    def make(self, row: models.Model) -> SecretLink:
        """The link to `row` that works, or a new one; one that has ended goes."""
        if link := self.to(row).lasting().first():
            return link
        self.to(row).delete()
        kind = ContentType.objects.get_for_model(row)
        return self.get_or_create(object_id=row.pk, content_type=kind)[0]

    def of_token(self, token: str) -> SecretLink | None:
        """The link that has the token, if it is one of ours and has not ended."""
        try:
            key = _signer().unsign(token)
        except BadSignature:
            return None
        return self.lasting().filter(key=key).first()


class SecretLink(models.Model):
    content_type = models.ForeignKey(ContentType, models.CASCADE)
    object_id = models.PositiveBigIntegerField()
    key = models.CharField(max_length=40, unique=True, default=_key, editable=False)
    until = models.DateTimeField(default=_until)

    objects = SecretLinkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["object_id", "content_type"], name="secret_link_once")
        ]

    def __str__(self) -> str:
        return f"Secret link to {self.content_type} {self.object_id}"

    @property
    def token(self) -> str:
        """What stands in the address."""
        return _signer().sign(self.key)

    @property
    def row(self) -> Any:
        """The row it shows; None if that is gone."""
        model = self.content_type.model_class()
        return model._base_manager.filter(pk=self.object_id).first() if model else None
