"""Talks that members gave or will give."""

from __future__ import annotations

from typing import Self

from django.db import models

from core.fields import PartialDateField
from core.files import document_validators, upload_path
from core.models import LinkBase
from core.published import Published, PublishedQuerySet
from people.models import Person
from publications.models import Publication


class TalkQuerySet(PublishedQuerySet):
    def listed(self) -> Self:
        return self.select_related("speaker").prefetch_related("links")


class Talk(Published):
    title = models.CharField(max_length=300)
    speaker = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="talks"
    )
    event = models.CharField(max_length=300, blank=True, help_text="Seminar or conference.")
    place = models.CharField(max_length=200, blank=True)
    date = PartialDateField()
    publications = models.ManyToManyField(Publication, blank=True, related_name="talks")
    slides = models.FileField(
        upload_to=upload_path, blank=True, validators=document_validators, help_text="PDF."
    )
    note = models.CharField(max_length=300, blank=True)
    position = models.PositiveIntegerField(
        "place on its page", null=True, blank=True, help_text="Orders talks of one date."
    )

    objects = TalkQuerySet.as_manager()

    class Meta:
        ordering = ["-date", models.F("position").asc(nulls_last=True), "pk"]

    def __str__(self) -> str:
        return f"{self.title} ({self.date})" if self.date else self.title


class TalkLink(LinkBase):
    """Slides, a video, the page of the event."""

    talk = models.ForeignKey(Talk, models.CASCADE, related_name="links")
