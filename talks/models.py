"""Talks that members gave or will give."""

from __future__ import annotations

from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Prefetch

from core.fields import PartialDateField
from core.files import document_validators, upload_path
from core.models import LinkBase
from core.published import Published, PublishedQuerySet
from people.models import Person
from publications.models import Publication


class TalkQuerySet(PublishedQuerySet["Talk"]):
    def listed(self) -> Self:
        """With speaker, links and works, each only if a visitor may see it."""
        return self.prefetch_related(
            Prefetch("speaker", Person.objects.published().named()),
            Prefetch("publications", Publication.objects.published().defer("abstract")),
            "links",
        )

    def of_person(self, person: Person) -> Self:
        return self.filter(speaker=person)

    def on(self, publication: Publication) -> Self:
        return self.filter(publications=publication)


class Talk(Published):
    title = models.CharField(
        max_length=300, blank=True, help_text="Empty if only the event is known."
    )
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
        return f"{self.shown_title} ({self.date})" if self.date else self.shown_title

    def clean(self) -> None:
        if not self.shown_title:
            raise ValidationError({"title": "Enter the title of the talk, or its event."})

    @property
    def shown_title(self) -> str:
        """The title, or the event of a talk whose title is not told."""
        return self.title or self.event

    @property
    def year(self) -> int | None:
        return self.date.year if self.date else None

    @property
    def where(self) -> str:
        """Event and place, but for an event that stands in place of the title."""
        event = self.event if self.title else ""
        return ", ".join(part for part in (event, self.place) if part)

    @property
    def shown_links(self) -> list[tuple[str, str]]:
        """(label, address) of the slides and of the links whose address is known."""
        slides = [("slides", self.slides.url)] if self.slides else []
        return slides + [(link.label, link.url) for link in self.links.all() if link.url]


class TalkLink(LinkBase):
    """Slides, a video, the page of the event."""

    talk = models.ForeignKey(Talk, models.CASCADE, related_name="links")
