"""Atom feeds of news and of publications, of the site and of each person."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse

from core.models import SiteSettings
from core.partial_dates import PartialDate
from core.slugs import get_or_redirect
from core.touched import with_changes
from exports.atom import NEVER, Atom, clean, tag
from exports.views import listing
from groupsite.addresses import absolute
from groupsite.context_processors import site_name
from news.models import NewsItem
from openings.models import Opening
from people.models import Person
from publications.browse import Listing
from publications.models import Publication

LATEST = 50


def moment(date: PartialDate) -> datetime:
    """The earliest moment that `date`, whose year is known, may mean."""
    return datetime(date.year or 1, date.month or 1, date.day or 1, tzinfo=UTC)


@dataclass(frozen=True)
class Owner:
    """Whose feed it is: a person's, or the site's; and to what that of works is narrowed."""

    name: str
    person: Person | None = None
    listing: Listing | None = None

    @property
    def query(self) -> str:
        """As it ends an address."""
        narrowing = self.listing.query.narrowing if self.listing else ""
        return f"?{narrowing}" if narrowing else ""


class SiteFeed(Feed):
    """The latest rows with a known year, as Atom wants a date of each."""

    feed_type = Atom
    item_description = None
    section = ""  # the app whose rows it has
    address = ""  # the name of its own address

    def get_object(self, request: HttpRequest) -> Owner:
        return Owner(clean(site_name(SiteSettings.load(), Person.objects.head())))

    def title(self, owner: Owner) -> str:
        return f"{owner.name}: {self.section}"

    def author_name(self, owner: Owner) -> str:
        return owner.name

    def link(self, owner: Owner) -> str:
        its_page = owner.person.get_absolute_url() if owner.person else None
        return absolute(its_page or reverse(f"{self.section}:{self.section}")) + owner.query

    def feed_url(self, owner: Owner) -> str:
        slug = [owner.person.slug] if owner.person else []
        return absolute(reverse(self.address, args=slug)) + owner.query

    def feed_guid(self, owner: Owner) -> str:
        return f"{tag(owner.person)}/{self.section}" if owner.person else self.feed_url(owner)

    def rows(self, owner: Owner) -> QuerySet[Any]:
        """Those of the site or of the person, the latest first."""
        raise NotImplementedError

    def authors(self, item: Any) -> list[str]:
        raise NotImplementedError

    def content(self, item: Any) -> str:
        """As HTML."""
        raise NotImplementedError

    def items(self, owner: Owner) -> QuerySet[Any]:
        return with_changes(self.rows(owner))[:LATEST]

    def item_link(self, item: Any) -> str:
        return absolute(item.get_absolute_url())

    def item_guid(self, item: Any) -> str:
        return tag(item)

    def item_updateddate(self, item: Any) -> datetime:
        return item.changed or moment(item.date)

    def item_pubdate(self, item: Any) -> datetime:
        return moment(item.date)

    def item_extra_kwargs(self, item: Any) -> dict[str, Any]:
        return {"authors": self.authors(item), "content": self.content(item)}


class OfPerson(SiteFeed):
    """A feed of a person's: redirects from their former addresses."""

    def __call__(self, request: HttpRequest, slug: str) -> HttpResponse:
        def address(row: Person) -> str:
            return reverse(self.address, args=[row.slug])

        found = get_or_redirect(Person.objects.published().named(), slug, address)
        return found if isinstance(found, HttpResponse) else super().__call__(request, found)

    def get_object(self, request: HttpRequest, person: Person) -> Owner:
        return Owner(clean(person.name), person)


class NewsFeed(SiteFeed):
    section, address = "news", "feed-news"

    def rows(self, owner: Owner) -> QuerySet[NewsItem]:
        rows = NewsItem.objects.published().dated().listed()
        return rows.of_person(owner.person) if owner.person else rows

    def item_title(self, item: NewsItem) -> str:
        return clean(item.headline)

    def authors(self, item: NewsItem) -> list[str]:
        return [item.author.name] if item.author else []

    def content(self, item: NewsItem) -> str:
        return item.text_html


class PublicationsFeed(SiteFeed):
    """All works, or those to which the query of the address narrows the list on its page."""

    section, address = "publications", "feed-publications"

    def get_object(self, request: HttpRequest) -> Owner:
        return replace(super().get_object(request), listing=listing(request))

    def title(self, owner: Owner) -> str:
        chosen = ", ".join(choice.label for choice in owner.listing.active) if owner.listing else ""
        return clean(super().title(owner) + (f" ({chosen})" if chosen else ""))

    def rows(self, owner: Owner) -> QuerySet[Publication]:
        rows = owner.listing.found if owner.listing else Publication.objects.published()
        rows = rows.of_person(owner.person) if owner.person else rows
        return rows.dated().newest_first().detailed()

    def item_title(self, item: Publication) -> str:
        return clean(item.title)

    def authors(self, item: Publication) -> list[str]:
        return [author.name for author in item.authorships.all() if author.name]

    def content(self, item: Publication) -> str:
        return render_to_string("exports/work.html", {"work": item})


class OpeningsFeed(SiteFeed):
    """What one can apply for now."""

    section, address = "openings", "feed-openings"

    def rows(self, owner: Owner) -> QuerySet[Opening]:
        return Opening.objects.published().open().listed().order_by("-pk")

    def item_title(self, item: Opening) -> str:
        return clean(f"{item.heading} ({item.standing.label.lower()})")

    def item_updateddate(self, item: Any) -> datetime:
        return item.changed or self.item_pubdate(item) or NEVER

    def item_pubdate(self, item: Any) -> datetime | None:  # type: ignore[override]
        """The day on which it was first shown; nothing where nobody knows it."""
        day = item.shown_since
        return datetime(day.year, day.month, day.day, tzinfo=UTC) if day else None

    def authors(self, item: Opening) -> list[str]:
        return [item.contact.name] if item.contact else []

    def content(self, item: Opening) -> str:
        return render_to_string("exports/opening.html", {"opening": item})


class NewsOfPersonFeed(OfPerson, NewsFeed):
    """Their own news, and what mentions them."""

    address = "exports:news-of-person-feed"


class WorksOfPersonFeed(OfPerson, PublicationsFeed):
    address = "exports:works-of-person-feed"
