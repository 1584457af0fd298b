"""What two apps share: links, figures, order, and what is said of the site as a whole."""

from __future__ import annotations

from typing import Any, Self

from django.db import models

from core.fields import AddressField
from core.former_files import FormerFile
from core.ordered import Ordered
from core.redirects import Redirect
from core.secret_links import SecretLink
from core.site import Affiliation, MenuEntry, Scheme, Section, SiteSettings
from core.slugs import FormerSlug
from core.touched import Touched

__all__ = [
    "Affiliation",
    "FormerFile",
    "FormerSlug",
    "LinkBase",
    "LinkQuerySet",
    "MenuEntry",
    "MetricBase",
    "Ordered",
    "Redirect",
    "Scheme",
    "SecretLink",
    "Section",
    "SiteSettings",
    "Touched",
]


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
