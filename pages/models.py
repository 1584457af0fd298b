"""Free pages, such as “About” or “How to find us”."""

from __future__ import annotations

from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F
from django.urls import reverse

from core.published import Published, PublishedQuerySet
from core.rendered import HTMLField, Rendered
from core.slugs import Slugged
from core.text import markdown_html

# First parts of addresses that the site itself uses.
RESERVED = {
    "admin", "people", "publications", "news", "talks", "teaching", "services", "openings",
    "static", "media", "feed", "search", "accounts", "exports", "sitemap", "robots", "pages",
}  # fmt: skip


class PageQuerySet(PublishedQuerySet["Page"]):
    def in_menu(self) -> Self:
        return self.filter(menu_position__isnull=False).order_by("menu_position", "title", "pk")


class Page(Slugged, Rendered, Published):
    RENDERED = {"text": markdown_html}

    title = models.CharField(max_length=120)
    text = models.TextField(blank=True, help_text="Markdown; $…$ for mathematics.")
    text_html = HTMLField()
    menu_position = models.PositiveSmallIntegerField(
        "place in the menu", null=True, blank=True, help_text="Empty: not in the menu."
    )

    objects = PageQuerySet.as_manager()

    class Meta:
        ordering = [F("menu_position").asc(nulls_last=True), "title", "pk"]

    def __str__(self) -> str:
        return self.title

    def slug_source(self) -> str:
        return f"{self.title} page" if self.title.casefold() in RESERVED else self.title

    def clean(self) -> None:
        if self.slug in RESERVED:
            raise ValidationError({"slug": f"/{self.slug}/ is an address of the site's own."})

    def get_absolute_url(self) -> str:
        return reverse("pages:page", args=[self.slug])
