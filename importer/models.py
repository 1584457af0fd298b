"""What was read, from which lines of which page, what was decided, what was written."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models

DESCRIPTIONS = {
    "homepage": "the homepage",
    "aggregator": "a paper listing",
    "author-index": "an author index",
    "bibtex": "a bibliography",
}


class Journal(models.Model):
    """What one import or merge wrote: as long as it has changes it can be taken back."""

    made = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    undone = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    kept = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        if run := getattr(self, "run", None):
            return str(run)
        merge = getattr(self, "merge", None)
        return f"Merge {merge or ''} of {self.made:%d %b %Y, %H:%M}".replace("  ", " ")


class Change(models.Model):
    """A row before and after: the columns that differ. Nothing before: the row was made;
    nothing after: it was deleted."""

    journal = models.ForeignKey(Journal, models.CASCADE, related_name="changes")
    model = models.CharField(max_length=100)
    object_id = models.PositiveBigIntegerField()
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["model", "object_id"], name="change_of_row")]

    def __str__(self) -> str:
        done = "made" if self.before is None else "deleted" if self.after is None else "changed"
        return f"{self.model} {self.object_id} {done}"


class ImportRun(models.Model):
    """One call of the importer: the pages it was given and what came of them.

    One that begins in the admin goes through its states; one from the command line is saved at
    once. `beat` is when a worker last said how far it is: `done` of `total`.
    """

    class State(models.TextChoices):
        READING = "reading", "being read"
        COMPARING = "comparing", "being compared with the site"
        REVIEW = "review", "waits for decisions"
        SAVING = "saving", "being saved"
        SAVED = "saved", "saved"
        DISCARDED = "discarded", "discarded"
        FAILED = "failed", "failed"

    AT_WORK = (State.READING, State.COMPARING, State.SAVING)

    state = models.CharField(max_length=10, choices=State.choices, default=State.SAVED)
    journal = models.OneToOneField(Journal, models.PROTECT, null=True, related_name="run")
    owner = models.CharField(
        "whose pages", max_length=200, blank=True, help_text="Where the pages do not say it."
    )
    beat = models.DateTimeField(null=True, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    error = models.TextField(blank=True)
    started = models.DateTimeField(auto_now_add=True)
    finished = models.DateTimeField(null=True, blank=True)
    report = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"Import {self.pk} of {self.started:%d %b %Y, %H:%M}"


class GivenPage(models.Model):
    """A page as it was given to an import that waits for decisions; it goes when that is saved."""

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="given")
    name = models.CharField(max_length=255)
    content = models.BinaryField()
    kind = models.CharField(max_length=40, blank=True)
    lines = models.JSONField(default=list)
    unread = models.JSONField(default=list)
    error = models.TextField(blank=True)
    is_read = models.BooleanField(default=False)
    is_saved = models.BooleanField(default=False)
    report = models.JSONField(default=dict)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class Proposal(models.Model):
    """A record of a given page: what would come of it, and what a person decided."""

    class Verdict(models.TextChoices):
        ACCEPT = "accept", "Accept"
        REJECT = "reject", "Leave out"

    page = models.ForeignKey(GivenPage, models.CASCADE, related_name="proposals")
    position = models.PositiveIntegerField()
    type = models.CharField(max_length=20)
    payload = models.JSONField()
    edited = models.JSONField(null=True)
    first_line = models.PositiveIntegerField()
    last_line = models.PositiveIntegerField()
    confidence = models.FloatField(default=1.0)
    is_added = models.BooleanField(default=False)
    verdict = models.CharField(max_length=6, choices=Verdict.choices, default=Verdict.ACCEPT)
    decision = models.CharField(max_length=12, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    effects = models.JSONField(default=list)
    candidates = models.JSONField(default=list)

    class Meta:
        ordering = ["page", "position"]
        constraints = [
            models.UniqueConstraint(fields=["page", "position"], name="proposal_of_place_once")
        ]

    def __str__(self) -> str:
        return f"{self.page}, line {self.first_line}: {self.type}"

    @property
    def says(self) -> dict[str, Any]:
        """The values that hold: as corrected, or as read."""
        found: dict[str, Any] = self.edited if self.edited is not None else self.payload
        return found


class ImportedPage(models.Model):
    """A page as it was last read; reading it again replaces its records.

    The name is that of its file, and not unique: two people may each have an index.txt.
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
        return f"{self.name}|{self.kind}|{self.owner_name}"


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


class ImportedRow(models.Model):
    """A row that the importer wrote: what each field was last set to, and what waits.

    `base` is what a three-way merge compares with. The row stays when a person deletes what it
    tells of, so that the next import does not bring it back.
    """

    content_type = models.ForeignKey(ContentType, models.CASCADE)
    object_id = models.PositiveBigIntegerField()
    row = GenericForeignKey("content_type", "object_id")
    identity = models.CharField(max_length=250, db_index=True)
    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="children"
    )
    created_it = models.BooleanField(default=True)
    base = models.JSONField(default=dict)
    sources = models.JSONField(default=dict)
    proposals = models.JSONField(default=dict, blank=True)
    records = models.ManyToManyField(ImportedRecord, blank=True, related_name="rows")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["content_type", "object_id"], name="imported_row_once")
        ]

    def __str__(self) -> str:
        return f"{self.content_type.model} {self.object_id}"


class Subject(models.TextChoices):
    WORK = "work", "Works"
    PERSON = "person", "People"


class Judgement(models.Model):
    """What a person said of two works or two people, for good.

    `one` and `other` are marks (importer.match.judged), not rows: a page that is read again, or
    after it was taken back, has others.
    """

    subject = models.CharField(max_length=8, choices=Subject)
    is_same = models.BooleanField()
    one = models.JSONField(default=list)
    other = models.JSONField(default=list)
    one_title = models.CharField(max_length=500)
    other_title = models.CharField(max_length=500)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    made = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.one_title} {'=' if self.is_same else '≠'} {self.other_title}"


class Merge(models.Model):
    """Two rows that a person made one; its journal takes it back."""

    journal = models.OneToOneField(Journal, models.PROTECT, related_name="merge")
    subject = models.CharField(max_length=8, choices=Subject)
    kept = models.PositiveBigIntegerField()
    kept_title = models.CharField(max_length=500)
    gone = models.PositiveBigIntegerField()
    gone_title = models.CharField(max_length=500)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"“{self.gone_title}” into “{self.kept_title}”"
