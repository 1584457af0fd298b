"""Where works come out, and what they are about."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.functions import Lower

from core.fields import AddressField


class VenueKind(models.TextChoices):
    CONFERENCE = "conference", "Conference"
    WORKSHOP = "workshop", "Workshop"
    JOURNAL = "journal", "Journal"
    PUBLISHER = "publisher", "Publisher"
    REPOSITORY = "repository", "Repository"
    OTHER = "other", "Other"


class VenueQuerySet(models.QuerySet["Venue"]):
    """Names are compared whatever their case, by the indexes on their small letters."""

    def named(self, name: str) -> Self:
        """Those of the name or with such an alias; none for no name. The oldest first."""
        if not name:
            return self.none()
        alias = VenueAlias.objects.named(name).values("venue")
        small = self.alias(small=Lower("name"))
        return small.filter(Q(small=Lower(Value(name))) | Q(pk__in=alias)).order_by("pk")

    def of_works(self, works: models.QuerySet[Any]) -> Self:
        """Those where some form of one of the works came out."""
        return self.filter(Exists(works.filter(appearances__venue=OuterRef("pk"))))

    def abbreviated(self, abbreviation: str) -> Self:
        small = self.exclude(abbreviation="").alias(small=Lower("abbreviation"))
        return small.filter(small=Lower(Value(abbreviation)))


class Venue(models.Model):
    abbreviation = models.CharField(max_length=40, blank=True, help_text="Such as NeurIPS.")
    name = models.CharField(max_length=250, blank=True, help_text="The full name.")
    kind = models.CharField(max_length=12, choices=VenueKind, default=VenueKind.OTHER)
    url = AddressField("website", blank=True)

    objects = VenueQuerySet.as_manager()

    class Meta:
        ordering = ["abbreviation", "name", "pk"]
        indexes = [models.Index(Lower("name"), name="venue_by_name")]
        constraints = [
            models.UniqueConstraint(
                Lower("abbreviation"),
                condition=~models.Q(abbreviation=""),
                name="venue_abbreviation_once",
                violation_error_message="There is a venue with this abbreviation already.",
            ),
            models.CheckConstraint(
                condition=~models.Q(abbreviation="", name=""),
                name="venue_has_a_name",
                violation_error_message="Give the venue an abbreviation or a name.",
            ),
        ]

    def __str__(self) -> str:
        return self.abbreviation or self.name

    @property
    def full(self) -> str:
        """``Neural Information Processing Systems (NeurIPS)``, or what there is of it."""
        if self.name and self.abbreviation:
            return f"{self.name} ({self.abbreviation})"
        return self.name or self.abbreviation


class VenueAliasQuerySet(models.QuerySet["VenueAlias"]):
    def named(self, name: str) -> Self:
        """Those of the name, whatever its case."""
        return self.alias(small=Lower("name")).filter(small=Lower(Value(name)))


class VenueAlias(models.Model):
    """Another spelling under which pages print the venue."""

    venue = models.ForeignKey(Venue, models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=250)

    objects = VenueAliasQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name_plural = "venue aliases"
        constraints = [models.UniqueConstraint(Lower("name"), name="venue_alias_once")]

    def __str__(self) -> str:
        return self.name


class TopicQuerySet(models.QuerySet["Topic"]):
    def of_works(self, works: models.QuerySet[Any]) -> Self:
        return self.filter(Exists(works.filter(topics=OuterRef("pk"))))


class Topic(models.Model):
    name = models.CharField(max_length=120, unique=True)
    arxiv_category = models.CharField(
        "arXiv category", max_length=30, unique=True, null=True, blank=True, help_text="cs.LG"
    )

    objects = TopicQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return f"{self.name} ({self.arxiv_category})" if self.arxiv_category else self.name
