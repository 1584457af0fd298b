"""The sitemap: every page that a visitor may find, under the public address, and when it last
changed. What is not known is left out: a date that is not true makes all others worth nothing.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps import views as sitemaps
from django.core.paginator import Paginator
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import cached_property

from core.models import SiteSettings, Touched
from core.touched import last_change, with_changes
from groupsite.addresses import absolute
from groupsite.menu import SECTIONS, filled_sections, section_rows
from news.models import NewsItem
from openings.models import Board, Opening
from pages.models import Page
from people.models import Person
from publications.models import Publication
from talks.models import Talk
from teaching.models import Course


def with_works(people: QuerySet[Person]) -> QuerySet[Person]:
    """People whose `changed` is that of the newest among them and their published works."""
    theirs = Publication.objects.published().filter(authorships__person=OuterRef("pk"))
    newest = with_changes(theirs).order_by(F("changed").desc(nulls_last=True))
    work = Subquery(newest.values("changed")[:1])
    both = with_changes(people).annotate(work_changed=work)
    parts = (Greatest("changed", "work_changed"), F("changed"), F("work_changed"))
    return both.annotate(page_changed=Coalesce(*parts))


class SiteSitemap(Sitemap):
    limit = 50_000  # of the protocol: https://www.sitemaps.org/protocol.html

    @cached_property
    def paginator(self) -> Paginator[Any]:
        """Django makes one whenever it is asked, and counts the rows again."""
        return Paginator(self.items(), self.limit)

    def get_domain(self, site: Any = None) -> str:
        return urlsplit(settings.SITE_URL).netloc

    def get_protocol(self, protocol: str | None = None) -> str:
        return urlsplit(settings.SITE_URL).scheme

    def lastmod(self, item: Any) -> datetime | None:
        return item.changed


class SectionSitemap(SiteSitemap):
    """The home page and the sections that have something to show."""

    def items(self) -> list[tuple[str, datetime | None]]:
        filled, rows = filled_sections(), section_rows()
        dates = {key: last_change(rows[key]) for key in SECTIONS if key in filled}
        if "openings" in dates:  # the page says what else there is, too
            board = Touched.objects.of(Board).values_list("at", flat=True).first()
            said = [dates["openings"], board, last_change(Person.objects.published().telling())]
            dates["openings"] = max((at for at in said if at), default=None)
        settings_changed = Touched.objects.of(SiteSettings).values_list("at", flat=True).first()
        known = [at for at in (*dates.values(), settings_changed) if at]
        home = ("home", max(known, default=None))
        return [home, *((SECTIONS[key], at) for key, at in dates.items())]

    def location(self, item: tuple[str, datetime | None]) -> str:
        return reverse(item[0])

    def lastmod(self, item: tuple[str, datetime | None]) -> datetime | None:
        return item[1]


class PeopleSitemap(SiteSitemap):
    def items(self) -> QuerySet[Person]:
        return with_works(Person.objects.published().profiles().named())

    def lastmod(self, item: Any) -> datetime | None:
        return item.page_changed


class PublicationSitemap(SiteSitemap):
    def items(self) -> QuerySet[Any]:
        works = Publication.objects.published().newest_first()
        return with_changes(works).only("slug")


class NewsSitemap(SiteSitemap):
    def items(self) -> QuerySet[Any]:
        return with_changes(NewsItem.objects.published()).defer("text", "text_html")


class TalkSitemap(SiteSitemap):
    def items(self) -> QuerySet[Any]:
        return with_changes(Talk.objects.published()).defer("abstract", "abstract_html")


class CourseSitemap(SiteSitemap):
    def items(self) -> QuerySet[Any]:
        courses = Course.objects.published().order_by("pk")
        return with_changes(courses).defer("description", "description_html")


class OpeningSitemap(SiteSitemap):
    """Those for which one can apply: the pages of others say that they are over."""

    def items(self) -> QuerySet[Any]:
        return with_changes(Opening.objects.published().open()).defer("text", "text_html")


class PageSitemap(SiteSitemap):
    def items(self) -> QuerySet[Any]:
        return with_changes(Page.objects.published()).defer("text", "text_html")


SITEMAPS = {
    "sections": SectionSitemap,
    "people": PeopleSitemap,
    "publications": PublicationSitemap,
    "news": NewsSitemap,
    "talks": TalkSitemap,
    "courses": CourseSitemap,
    "openings": OpeningSitemap,
    "pages": PageSitemap,
}


def sitemap(request: HttpRequest) -> HttpResponse:
    """All addresses in one file or, where they are too many for one, the list of the files."""
    kinds = {key: kind() for key, kind in SITEMAPS.items()}
    if sum(kind.paginator.count for kind in kinds.values()) <= SiteSitemap.limit:
        return sitemaps.sitemap(request, kinds)
    files = [
        {"location": absolute(reverse("sitemap-part", args=[key])) + (f"?p={n}" if n > 1 else "")}
        for key, kind in kinds.items()
        for n in kind.paginator.page_range
    ]
    context = {"sitemaps": files}
    return render(request, "sitemap_index.xml", context, content_type="application/xml")


def sitemap_part(request: HttpRequest, section: str) -> HttpResponse:
    """The addresses of one kind; Http404 where there is no such kind or no such page of it."""
    return sitemaps.sitemap(request, SITEMAPS, section=section)
