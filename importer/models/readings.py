"""Pages as they were last read, record by record."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Self

from django.db import models
from django.db.models import Prefetch, Q

from core.batches import batched
from importer.models.runs import ImportRun

DESCRIPTIONS = {
    "homepage": "the homepage",
    "aggregator": "a paper listing",
    "author-index": "an author index",
    "bibtex": "a bibliography",
}


class ImportedPageQuerySet(models.QuerySet["ImportedPage"]):
    def owners_among(self, names: Iterable[str]) -> set[str]:
        """Those of the names by which pages call their owners."""
        return {
            name
            for some in batched(sorted(set(names) - {""}))
            for name in self.filter(owner_name__in=some).values_list("owner_name", flat=True)
        }


class ImportedPage(models.Model):
    """A page as it was last read; reading it again replaces its records.

    The name is that of its file, and not unique: two people may each have an index.txt. `twin`
    tells it from one that has the name of its owner, too, and is another person's.
    """

    name = models.CharField(max_length=255, db_index=True)
    kind = models.CharField(max_length=40)
    owner_name = models.CharField(max_length=200, blank=True, db_index=True)
    owner = models.ForeignKey(
        "people.Person", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    last_run = models.ForeignKey(ImportRun, models.SET_NULL, null=True, related_name="pages")
    unread = models.JSONField(default=list, blank=True)
    lines = models.JSONField(default=list, blank=True)
    twin = models.CharField(max_length=16, blank=True)

    objects = ImportedPageQuerySet.as_manager()

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

    def on_owners(self, people: Iterable[int]) -> list[ImportedRecord]:
        """What pages of these people tell of them and of what they do, but for their works."""
        rows = self.accepted().exclude(type="publication").with_page()
        return [
            row
            for some in batched(sorted(set(people)))
            for row in rows.filter(page__owner__in=some)
        ]

    def with_page(self) -> Self:
        """With the page of each, but not with its text, which is long and would come once for
        every record."""
        pages = ImportedPage.objects.defer("lines", "unread")
        return self.prefetch_related(Prefetch("page", pages))


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

    def __str__(self) -> str:
        title = (
            self.payload.get("title") or self.payload.get("name") or self.payload.get("text", "")
        )
        return f"{self.page}, line {self.first_line}: {self.type} {title[:60]}"


class RecordKeyQuerySet(models.QuerySet["RecordKey"]):
    def bearers(self, keys: Iterable[str]) -> set[int]:
        """The records that have one of the keys."""
        return {
            record
            for batch in batched(sorted(set(keys)))
            for record in self.filter(key__in=batch).values_list("record", flat=True)
        }


class RecordKey(models.Model):
    """A blocking key: records that may be about one thing share one."""

    record = models.ForeignKey(ImportedRecord, models.CASCADE, related_name="keys")
    key = models.CharField(max_length=200, db_index=True)

    objects = RecordKeyQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["record", "key"], name="record_key_once")]

    def __str__(self) -> str:
        return self.key


class OfferQuerySet(models.QuerySet["Offer"]):
    def of_records(self, records: Collection[int]) -> Self:
        """Those of which either record is one of these, with both and their pages."""
        pages = ImportedPage.objects.defer("lines", "unread")
        return self.filter(Q(first__in=records) | Q(second__in=records)).prefetch_related(
            *("first", "second"), Prefetch("first__page", pages), Prefetch("second__page", pages)
        )


class Offer(models.Model):
    """Two records that may be one work; a person decides."""

    first = models.ForeignKey(ImportedRecord, models.CASCADE, related_name="+")
    second = models.ForeignKey(ImportedRecord, models.CASCADE, related_name="+")
    reason = models.CharField(max_length=300)

    objects = OfferQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["first", "second"], name="offer_once")]

    def __str__(self) -> str:
        return f"{self.first} / {self.second}"
