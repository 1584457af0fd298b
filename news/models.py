"""News: what happened, when, and the works and people it is about."""

from __future__ import annotations

from typing import Self

from django.db import models

from core.fields import PartialDateField
from core.models import LinkBase
from core.published import Published, PublishedQuerySet
from core.rendered import HTMLField, Rendered
from core.text import markdown_html
from people.models import Person
from publications.models import Publication


class NewsQuerySet(PublishedQuerySet):
    def listed(self) -> Self:
        return self.select_related("author").prefetch_related("links", "publications")


class NewsItem(Rendered, Published):
    RENDERED = {"text": markdown_html}

    date = PartialDateField()
    text = models.TextField(help_text="Markdown; $…$ for mathematics.")
    text_html = HTMLField()
    author = models.ForeignKey(
        Person,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="news",
        help_text="Whose news it is; empty for the group's.",
    )
    publications = models.ManyToManyField(Publication, blank=True, related_name="news")
    people = models.ManyToManyField(
        Person, blank=True, related_name="mentioned_in", help_text="Others it is about."
    )
    position = models.PositiveIntegerField(
        "place on its page", null=True, blank=True, help_text="Orders items of one date."
    )

    objects = NewsQuerySet.as_manager()

    class Meta:
        ordering = ["-date", models.F("position").asc(nulls_last=True), "pk"]
        verbose_name_plural = "news"

    def __str__(self) -> str:
        text = " ".join(self.text.split())
        return f"{self.date}: {text[:80]}" if self.date else text[:80]


class NewsLink(LinkBase):
    news = models.ForeignKey(NewsItem, models.CASCADE, related_name="links")
