"""Imports, and the pages and records of those that wait for decisions."""

from __future__ import annotations

from typing import Any

from django.db import models

from importer.models.journal import Journal


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
