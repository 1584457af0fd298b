"""Pairs that may be one, kept so that nobody waits for them to be found.

All three tables are derived: importer.duplicates.kept makes them of the rows as they are.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

from django.db import models

from core.batches import SIZE, batched
from importer.models.judgements import Subject


class PossiblePairQuerySet(models.QuerySet["PossiblePair"]):
    def on(self, subject: str) -> Self:
        return self.filter(subject=subject)

    def forget(self, subject: str, rows: Iterable[int]) -> None:
        """Delete the pairs that one of the rows is in."""
        for some in batched(sorted(rows)):
            self.on(subject).filter(one__in=some).delete()
            self.on(subject).filter(other__in=some).delete()


class PossiblePair(models.Model):
    """Two works, or two people, that may be one; `one` has the smaller key."""

    subject = models.CharField(max_length=8, choices=Subject)
    one = models.PositiveBigIntegerField()
    other = models.PositiveBigIntegerField()
    strength = models.FloatField()
    reasons = models.JSONField(default=list)

    objects = PossiblePairQuerySet.as_manager()

    class Meta:
        ordering = ["-strength", "one", "other"]
        constraints = [
            models.UniqueConstraint(fields=["subject", "one", "other"], name="possible_pair_once")
        ]
        indexes = [models.Index(fields=["subject", "other"])]

    def __str__(self) -> str:
        return f"{self.subject} {self.one} / {self.other}"


class RowKeyQuerySet(models.QuerySet["RowKey"]):
    def of(self, subject: str, rows: Iterable[int]) -> dict[int, set[str]]:
        """{row: its keys} of those that have any."""
        found: dict[int, set[str]] = {}
        for some in batched(sorted(rows)):
            keys = self.filter(subject=subject, object_id__in=some)
            for row, key in keys.values_list("object_id", "key"):
                found.setdefault(row, set()).add(key)
        return found

    def bearers(self, subject: str, keys: Iterable[str]) -> set[int]:
        """The rows that have one of the keys."""
        return {
            row
            for some in batched(sorted(set(keys)))
            for row in self.filter(subject=subject, key__in=some).values_list(
                "object_id", flat=True
            )
        }


class RowKey(models.Model):
    """A blocking key of a work or a person as the site has them: what may be one shares one."""

    subject = models.CharField(max_length=8, choices=Subject)
    object_id = models.PositiveBigIntegerField()
    key = models.CharField(max_length=200)

    objects = RowKeyQuerySet.as_manager()

    class Meta:
        # No index begins with the subject: SQLite would go through all keys of it.
        constraints = [
            models.UniqueConstraint(fields=["object_id", "subject", "key"], name="row_key_once")
        ]
        indexes = [models.Index(fields=["key"])]

    def __str__(self) -> str:
        return f"{self.subject} {self.object_id}: {self.key}"


class ChangedRowQuerySet(models.QuerySet["ChangedRow"]):
    def of(self, subject: str) -> set[int]:
        """The rows that changed: what is kept of these may be wrong."""
        return set(self.filter(subject=subject).values_list("object_id", flat=True))

    def note(self, rows: Iterable[tuple[str, int]]) -> None:
        """Remember (subject, key) of rows that are made, changed or gone.

        What is noted already is written again: so it stays locked until this transaction is
        through, and nobody takes it for done who cannot see yet what changed.
        """
        self.bulk_create(
            [ChangedRow(subject=subject, object_id=key) for subject, key in sorted(set(rows))],
            batch_size=SIZE,
            update_conflicts=True,
            unique_fields=["subject", "object_id"],
            update_fields=["object_id"],
        )


class ChangedRow(models.Model):
    """A work or a person that changed since pairs were looked for."""

    subject = models.CharField(max_length=8, choices=Subject)
    object_id = models.PositiveBigIntegerField()

    objects = ChangedRowQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["subject", "object_id"], name="changed_row_once")
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.object_id}"
