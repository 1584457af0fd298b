"""What two apps share: links, figures, order, and the settings of the site."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import F

from core.fields import AddressField
from core.rendered import HTMLField, Rendered
from core.slugs import FormerSlug
from core.text import markdown_html

__all__ = ["FormerSlug", "LinkBase", "LinkQuerySet", "MetricBase", "Ordered", "SiteSettings"]


class Ordered(models.Model):
    """Rows in an editor's order; ties and rows without a place keep the order they came in.

    `position` is not unique: SQLite checks uniqueness row by row, and swapping two rows would
    fail half-way.
    """

    position = models.PositiveIntegerField(
        "place", null=True, blank=True, help_text="Leave empty to put it last."
    )

    class Meta:
        abstract = True
        ordering = [F("position").asc(nulls_last=True), "pk"]


class LinkQuerySet(models.QuerySet[Any]):
    def missing(self) -> Self:
        """Labels whose address nobody knows."""
        return self.filter(url="")


class LinkBase(Ordered):
    label = models.CharField(max_length=80, help_text="What the link says, such as “slides”.")
    url = AddressField(
        "address",
        max_length=500,
        blank=True,
        help_text="Leave empty if it is not known yet: visitors do not see the link until then.",
    )

    objects = LinkQuerySet.as_manager()

    class Meta(Ordered.Meta):
        abstract = True

    def __str__(self) -> str:
        return f"{self.label}: {self.url or 'address missing'}"

    @property
    def target(self) -> str:
        """The address to link to; empty where nobody knows it."""
        return str(self.url)


class MetricBase(models.Model):
    """A figure that some site states about a person or a work, as it stood on one day."""

    name = models.CharField(max_length=80, help_text="Such as h-index or citations.")
    value = models.CharField(max_length=40)
    unit = models.CharField(max_length=20, blank=True, help_text="Such as %.")
    source = models.CharField(max_length=200, blank=True, help_text="The page that states it.")
    read_on = models.DateField(null=True, blank=True, help_text="The day it was read there.")
    is_public = models.BooleanField(
        "public", default=True, help_text="Untick for a figure that means little to visitors."
    )

    class Meta:
        abstract = True
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.name}: {self.value}{self.unit}"

    @property
    def provenance(self) -> str:
        """``Some Index, read on 30 May 2026``, as far as known."""
        read = f"read on {self.read_on.day} {self.read_on:%B %Y}" if self.read_on else ""
        return ", ".join(part for part in (self.source, read) if part)


class SiteSettings(Rendered):
    """The one row of settings that an editor can change."""

    RENDERED = {"introduction": markdown_html}

    name = models.CharField(
        max_length=120,
        blank=True,
        help_text="The name of the group. Empty: the site says whose group it is.",
    )
    tagline = models.CharField(max_length=200, blank=True, help_text="One line under the name.")
    introduction = models.TextField(blank=True, help_text="Opens the home page. Markdown.")
    introduction_html = HTMLField()
    address = models.TextField(blank=True, help_text="Postal address, shown in the footer.")
    contact_email = models.EmailField(blank=True, help_text="Public; shown in the footer.")
    footer = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "site settings"

    def __str__(self) -> str:
        return self.name or "Site settings"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.pk = 1
        kwargs.pop("force_insert", None)
        super().save(*args, **kwargs)

    @classmethod
    def load(cls) -> Self:
        """The settings, with defaults where nobody saved any."""
        return cls.objects.filter(pk=1).first() or cls()
