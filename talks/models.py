"""Talks that members gave or will give."""

from __future__ import annotations

from datetime import date, datetime
from typing import Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Prefetch, Q
from django.urls import reverse
from django.utils import timezone

from core.fields import PartialDateField
from core.files import document_validators, upload_path
from core.models import LinkBase
from core.published import Published, PublishedQuerySet
from core.rendered import HTMLField, Rendered
from core.text import markdown_html
from people.models import Person
from publications.models import Publication


def ahead(on: date | None = None) -> Q:
    """Talks on that day (by the site's time zone, today) or later; of a month until it ends.

    A year alone counts only before it begins: lists give it to talks long held.
    """
    day = (on or timezone.localdate()).isoformat()
    this_month = Q(date__length=7, date__gte=day[:7])
    return this_month | Q(date__length=10, date__gte=day) | Q(date__length=4, date__gt=day[:4])


def is_time_zone(name: str) -> None:
    """Raises ValidationError unless the IANA database of time zones has the name."""
    if name not in available_timezones():
        raise ValidationError(f"“{name}” is no time zone. Write it as in Europe/Berlin.")


class TalkQuerySet(PublishedQuerySet["Talk"]):
    def listed(self) -> Self:
        """With speaker, links and works, each only if a visitor may see it."""
        works = Publication.objects.published().defer("abstract")
        return self._with(works).defer("abstract", "abstract_html")

    def detailed(self) -> Self:
        """With all that the talk's page says, in a fixed number of queries."""
        return self._with(Publication.objects.published().newest_first().listed())

    def _with(self, works: models.QuerySet[Publication]) -> Self:
        speakers = Person.objects.published().named()
        return self.prefetch_related(
            Prefetch("speaker", speakers), Prefetch("publications", works), "links"
        )

    def upcoming(self, on: date | None = None) -> Self:
        """Soonest first."""
        soonest = ("date", F("start_time").asc(nulls_first=True), "position", "pk")
        return self.filter(ahead(on)).order_by(*soonest)

    def past(self, on: date | None = None) -> Self:
        """Latest first, and those of which nobody knows when."""
        return self.exclude(ahead(on))

    def on_a_day(self) -> Self:
        """Those of a known day, as a calendar shows them: with a speaker whom visitors may see."""
        speakers = Person.objects.published().named()
        return self.filter(date__length=10).prefetch_related(Prefetch("speaker", speakers))

    def of_person(self, person: Person) -> Self:
        return self.filter(speaker=person)

    def owned_by(self, person: Person | None) -> Self:
        return self.filter(speaker=person) if person else self.none()

    def on(self, publication: Publication) -> Self:
        return self.filter(publications=publication)


class Talk(Rendered, Published):
    RENDERED = {"abstract": markdown_html}

    title = models.CharField(
        max_length=300, blank=True, help_text="Empty if only the event is known."
    )
    speaker = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="talks"
    )
    event = models.CharField(max_length=300, blank=True, help_text="Seminar or conference.")
    place = models.CharField(max_length=200, blank=True)
    date = PartialDateField()
    start_time = models.TimeField(null=True, blank=True, help_text="Such as 15:00.")
    time_zone = models.CharField(
        max_length=64,
        blank=True,
        validators=[is_time_zone],
        help_text="Of the place, such as Asia/Tokyo. Empty: that of this site.",
    )
    abstract = models.TextField(blank=True, help_text="Markdown; $…$ for mathematics.")
    abstract_html = HTMLField()
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
        if self.start_time and not self._day:
            raise ValidationError({"date": "A start time needs the day, such as 2024-05-14."})

    def get_absolute_url(self) -> str:
        """By number alone: titles change, and an import makes many talks at once."""
        return reverse("talks:talk", args=[self.pk])

    @property
    def shown_title(self) -> str:
        """The title, or the event of a talk whose title is not told."""
        return self.title or self.event

    @property
    def year(self) -> int | None:
        return self.date.year if self.date else None

    @property
    def starts(self) -> datetime | None:
        """The moment at which it starts, in its own time zone; None where not known."""
        if not (self._day and self.start_time):
            return None
        try:
            zone = ZoneInfo(self.time_zone) if self.time_zone else timezone.get_default_timezone()
        except (ZoneInfoNotFoundError, ValueError):  # names leave the database of time zones, too
            return None
        return datetime.combine(self._day, self.start_time, tzinfo=zone)

    @property
    def is_on_a_day(self) -> bool:
        """Whether a calendar has a place for it."""
        return self._day is not None

    @property
    def _day(self) -> date | None:
        """The whole date, if it is known to the day."""
        is_whole = self.date and self.date.precision == 3
        return date.fromisoformat(self.date.isoformat()) if is_whole else None

    @property
    def time(self) -> str:
        """``15:00 JST``; empty where not known."""
        return f"{self.starts:%H:%M} {self.starts.tzname()}" if self.starts else ""

    @property
    def where(self) -> str:
        """Event and place, but for an event that stands in place of the title."""
        event = self.event if self.title else ""
        return ", ".join(part for part in (event, self.place) if part)

    @property
    def slides_url(self) -> str:
        """An address that stays when the slides are replaced."""
        return reverse("talks:slides", args=[self.pk])

    @property
    def shown_links(self) -> list[tuple[str, str]]:
        """(label, address) of the slides and of the links whose address is known."""
        slides = [("slides", self.slides_url)] if self.slides else []
        return slides + [(link.label, link.url) for link in self.links.all() if link.url]


class TalkLink(LinkBase):
    """Slides, a video, the page of the event."""

    talk = models.ForeignKey(Talk, models.CASCADE, related_name="links")
