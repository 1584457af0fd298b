"""Free pages, such as “About” or “How to find us”."""

from __future__ import annotations

from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F
from django.urls import reverse
from django.utils.text import Truncator

from core.published import Published, PublishedQuerySet
from core.rendered import HTMLField, Rendered
from core.slugs import Slugged
from core.text import markdown_html, plain_text

# First parts of addresses that the site itself uses.
RESERVED = {
    "admin", "people", "publications", "news", "talks", "teaching", "services", "openings",
    "static", "media", "feed", "search", "account", "accounts", "exports", "sitemap", "robots",
    "pages", "scheme", "styleguide", "preview",
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
        "place in the menu",
        null=True,
        blank=True,
        help_text="Empty: not in the menu. Sections have 10 (People) to 70 (Join us), unless the"
        " site settings say otherwise; 100 comes after them.",
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

    @property
    def summary(self) -> str:
        """How its text begins, for those who only see a link to it."""
        return Truncator(plain_text(self.text_html)).chars(200)

    def get_absolute_url(self) -> str:
        return reverse("pages:page", args=[self.slug])
