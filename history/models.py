"""Records as they were, and text that waits for somebody who was logged out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Max
from django.utils import timezone

from core.batches import batched

DAYS_IN_BIN = 90


class VersionQuerySet(models.QuerySet["Version"]):
    def of(self, label: str, key: int) -> Self:
        """Those of one record, the newest first."""
        return self.filter(model=label, object_id=key).order_by("-pk")

    def latest_of(self, label: str, keys: Iterable[int]) -> dict[int, Version]:
        """{key: the newest version} of those records of a model that have one."""
        found: dict[int, Version] = {}
        for batch in batched(sorted(set(keys))):
            rows = self.filter(object_id__in=batch, model=label).order_by()
            newest = rows.values("object_id").annotate(newest=Max("pk")).values("newest")
            found |= {each.object_id: each for each in self.filter(pk__in=newest)}
        return found

    def in_bin(self) -> Self:
        """Deletions that can be taken back, the newest first."""
        since = timezone.now() - timedelta(days=DAYS_IN_BIN)
        return self.filter(is_in_bin=True, at__gt=since).order_by("-pk")

    def over(self) -> Self:
        """Deletions whose time in the bin is over."""
        since = timezone.now() - timedelta(days=DAYS_IN_BIN)
        return self.filter(is_in_bin=True, at__lte=since).order_by("pk")


class Version(models.Model):
    """A record as somebody left it, with all its rows.

    Where a record was changed by a program, or was there before its history began, the version
    before an edit says how the edit found it. Of a deletion, `state` is what went, and `pointers`
    says what rows of other records lost: [label, key, {column: [before, after]}].
    """

    class How(models.TextChoices):
        FOUND = "found", "as an edit found it"
        ADD = "add", "added"
        EDIT = "edit", "edited"
        LIST = "list", "changed in a list"
        TODO = "todo", "filled in from a to-do list"
        TAKE = "take", "taken from a page"
        BACK = "back", "taken back to an earlier version"
        DELETE = "delete", "deleted"
        RESTORE = "restore", "restored from the bin"

    model = models.CharField(max_length=100)
    object_id = models.PositiveBigIntegerField()
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    who = models.CharField(max_length=150, blank=True)
    how = models.CharField(max_length=10, choices=How)
    note = models.CharField(max_length=300, blank=True)
    title = models.CharField(max_length=300)
    state = models.JSONField()
    pointers = models.JSONField(default=list)
    is_in_bin = models.BooleanField(default=False)

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        # The key first: an index that begins with few values is a trap on SQLite.
        indexes = [
            models.Index(fields=["object_id", "model"], name="version_of_record"),
            models.Index(fields=["at"], name="version_by_time"),
            models.Index(fields=["at"], condition=models.Q(is_in_bin=True), name="version_in_bin"),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.get_how_display()}"

    @property
    def until(self) -> object:
        """How long what was deleted stays in the bin."""
        return self.at + timedelta(days=DAYS_IN_BIN)


class HeldFile(models.Model):
    """A file that a version names: it stays on the disk as long as the version."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="files")
    model = models.CharField(max_length=100)
    field = models.CharField(max_length=60)
    name = models.CharField(max_length=255, db_index=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class KeptForm(models.Model):
    """What somebody sent from a form of the admin when nobody was logged in any more."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    path = models.CharField(max_length=500)
    data = models.TextField()
    files = models.JSONField(default=list)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["user", "path"], name="kept_form_once")]

    def __str__(self) -> str:
        return f"{self.path} of {self.at:%d %b %Y, %H:%M}"
