"""The sitemap: every page that a visitor may find, under the public address."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.urls import reverse

from groupsite.menu import SECTIONS, filled_sections
from pages.models import Page
from people.models import Person
from publications.models import Publication


class SiteSitemap(Sitemap):
    def get_domain(self, site: Any = None) -> str:
        return urlsplit(settings.SITE_URL).netloc

    def get_protocol(self, protocol: str | None = None) -> str:
        return urlsplit(settings.SITE_URL).scheme


class SectionSitemap(SiteSitemap):
    """The home page and the sections that have something to show."""

    def items(self) -> list[str]:
        filled = filled_sections()
        return ["home", *(url for key, (_, url) in SECTIONS.items() if key in filled)]

    def location(self, item: str) -> str:
        return reverse(item)


class PeopleSitemap(SiteSitemap):
    def items(self) -> QuerySet[Person]:
        return Person.objects.published().profiles().named()


class PublicationSitemap(SiteSitemap):
    def items(self) -> QuerySet[Publication]:
        return Publication.objects.published().newest_first().defer("abstract", "abstract_html")


class PageSitemap(SiteSitemap):
    def items(self) -> QuerySet[Page]:
        return Page.objects.published().defer("text", "text_html")


SITEMAPS = {
    "sections": SectionSitemap,
    "people": PeopleSitemap,
    "publications": PublicationSitemap,
    "pages": PageSitemap,
}
