"""Atom feeds of news and of publications."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.text import Truncator

from core.models import SiteSettings
from core.partial_dates import PartialDate
from core.text import plain_text
from groupsite.addresses import absolute
from groupsite.context_processors import site_name
from news.models import NewsItem
from people.models import Person
from publications.models import Publication

LATEST = 50


def moment(date: PartialDate) -> datetime:
    """The earliest moment that `date`, whose year is known, may mean."""
    return datetime(date.year or 1, date.month or 1, date.day or 1, tzinfo=UTC)


class SiteFeed(Feed):
    """The latest rows with a known year, as Atom wants a date of each."""

    feed_type = Atom1Feed
    section = ""

    def title(self) -> str:
        name = site_name(SiteSettings.load(), Person.objects.head())
        return f"{name}: {self.section}"

    def link(self) -> str:
        return absolute(reverse(f"{self.section}:{self.section}"))

    def feed_url(self) -> str:
        return absolute(reverse(f"feed-{self.section}"))

    def item_link(self, item: Any) -> str:
        return absolute(item.get_absolute_url())

    def item_updateddate(self, item: Any) -> datetime:
        return moment(item.date)

    def item_pubdate(self, item: Any) -> datetime:
        return moment(item.date)


class NewsFeed(SiteFeed):
    section = "news"

    def items(self) -> QuerySet[NewsItem]:
        return NewsItem.objects.published().dated().listed()[:LATEST]

    def item_title(self, item: NewsItem) -> str:
        return Truncator(plain_text(item.text_html)).chars(90)

    def item_description(self, item: NewsItem) -> str:
        return item.text_html

    def item_author_name(self, item: NewsItem) -> str | None:
        return item.author.name if item.author else None


class PublicationsFeed(SiteFeed):
    section = "publications"

    def items(self) -> QuerySet[Publication]:
        return Publication.objects.published().dated().newest_first().listed()[:LATEST]

    def item_title(self, item: Publication) -> str:
        return item.title

    def item_description(self, item: Publication) -> str:
        authors = ", ".join(author.name for author in item.printed_authors)
        et_al = ", et al." if item.authors_truncated else ""
        where = item.record.venue_text if item.record else ""
        return ". ".join(part for part in (authors + et_al, where, str(item.date)) if part)
