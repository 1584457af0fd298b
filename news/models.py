"""News: what happened, when, and the works and people it is about."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import CharField, Prefetch, Q
from django.db.models.functions import Cast, Left
from django.urls import reverse
from django.utils.text import Truncator

from core.fields import PartialDateField
from core.models import LinkBase
from core.published import Published, PublishedQuerySet
from core.rendered import HTMLField, Rendered
from core.text import markdown_html, plain_text, unmarked
from people.models import Person
from publications.models import Publication


class NewsQuerySet(PublishedQuerySet["NewsItem"]):
    def listed(self) -> Self:
        """With author, works, people and links, each only if a visitor may see it."""
        people = Person.objects.published().named()
        return self.prefetch_related(
            Prefetch("author", people),
            Prefetch("people", people),
            Prefetch("publications", Publication.objects.published().defer("abstract")),
            "links",
        )

    def of_person(self, person: Person) -> Self:
        """Their own news, and what mentions them."""
        return self.filter(Q(author=person) | Q(people=person)).distinct()

    def owned_by(self, person: Person | None) -> Self:
        """The person's own news; what only mentions them is the group's."""
        return self.filter(author=person) if person else self.none()

    def on(self, publication: Publication) -> Self:
        return self.filter(publications=publication)

    def dated(self) -> Self:
        """Those of a known year."""
        return self.filter(date__gte="1000")

    def years(self) -> list[str]:
        """The years that have news, latest first."""
        # The cast keeps them text: a PartialDateField would parse the shortened date.
        year = Left(Cast("date", CharField()), 4)
        found = self.dated().annotate(year_of=year).order_by("-year_of")
        return list(found.values_list("year_of", flat=True).distinct())

    def of_year(self, year: str) -> Self:
        return self.filter(date__startswith=year)


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

    @property
    def year(self) -> int | None:
        return self.date.year if self.date else None

    @property
    def shown_links(self) -> list[tuple[str, str]]:
        """(label, address) of the links whose address is known."""
        return [(link.label, link.url) for link in self.links.all() if link.url]

    @property
    def headline(self) -> str:
        """Its first words, for where a title is wanted."""
        return Truncator(plain_text(self.text_html)).chars(90)

    def get_absolute_url(self) -> str:
        return reverse("news:item", args=[self.pk])

    def __str__(self) -> str:
        short = Truncator(unmarked(self.text)).chars(80)
        return f"{self.date}: {short}" if self.date else short


class NewsLink(LinkBase):
    news = models.ForeignKey(NewsItem, models.CASCADE, related_name="links")
