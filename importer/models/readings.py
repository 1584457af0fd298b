"""Pages as they were last read, record by record."""

from __future__ import annotations

from typing import Self

from django.db import models

from importer.models.runs import ImportRun

DESCRIPTIONS = {
    "homepage": "the homepage",
    "aggregator": "a paper listing",
    "author-index": "an author index",
    "bibtex": "a bibliography",
}


class ImportedPage(models.Model):
    """A page as it was last read; reading it again replaces its records.

    The name is that of its file, and not unique: two people may each have an index.txt. `twin`
    tells it from one that has the name of its owner, too, and is another person's.
    """

    name = models.CharField(max_length=255, db_index=True)
    kind = models.CharField(max_length=40)
    owner_name = models.CharField(max_length=200, blank=True)
    owner = models.ForeignKey(
        "people.Person", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    last_run = models.ForeignKey(ImportRun, models.SET_NULL, null=True, related_name="pages")
    unread = models.JSONField(default=list, blank=True)
    lines = models.JSONField(default=list, blank=True)
    twin = models.CharField(max_length=16, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def described(self) -> str:
        """What visitors read of where a figure stands: a file name would tell them nothing."""
        return DESCRIPTIONS.get(self.kind, "an imported page")

    @property
    def key(self) -> str:
        """Unlike that of any other page, and the same whatever was imported first."""
        told = (self.name, self.kind, self.owner_name, *([self.twin] if self.twin else []))
        return "|".join(told)


class ImportedRecordQuerySet(models.QuerySet["ImportedRecord"]):
    def accepted(self) -> Self:
        """Those that tell something of the site: all but what a person left out."""
        return self.filter(is_rejected=False)


class ImportedRecord(models.Model):
    """A record of a page; it keeps its row when the page is read again with small changes.

    `payload` is what holds; where a person corrected it, `as_read` is what the page says.
    `is_added` marks a record that a person made of lines that nobody read.
    """

    page = models.ForeignKey(ImportedPage, models.CASCADE, related_name="records")
    type = models.CharField(max_length=20)
    position = models.PositiveIntegerField()
    first_line = models.PositiveIntegerField()
    last_line = models.PositiveIntegerField()
    confidence = models.FloatField(default=1.0)
    payload = models.JSONField()
    as_read = models.JSONField(null=True, blank=True)
    is_rejected = models.BooleanField("left out", default=False)
    is_added = models.BooleanField("assigned by hand", default=False)
    run = models.ForeignKey(ImportRun, models.SET_NULL, null=True, related_name="records")
    decision = models.CharField(max_length=12, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    objects = ImportedRecordQuerySet.as_manager()

    class Meta:
        ordering = ["page", "position", "pk"]
        indexes = [models.Index(fields=["type"])]

    def __str__(self) -> str:
        title = (
            self.payload.get("title") or self.payload.get("name") or self.payload.get("text", "")
        )
        return f"{self.page}, line {self.first_line}: {self.type} {title[:60]}"


class RecordKey(models.Model):
    """A blocking key: records that may be about one thing share one."""

    record = models.ForeignKey(ImportedRecord, models.CASCADE, related_name="keys")
    key = models.CharField(max_length=200, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["record", "key"], name="record_key_once")]

    def __str__(self) -> str:
        return self.key


class Offer(models.Model):
    """Two records that may be one work; a person decides."""

    first = models.ForeignKey(ImportedRecord, models.CASCADE, related_name="+")
    second = models.ForeignKey(ImportedRecord, models.CASCADE, related_name="+")
    reason = models.CharField(max_length=300)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["first", "second"], name="offer_once")]

    def __str__(self) -> str:
        return f"{self.first} / {self.second}"
