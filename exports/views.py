"""Works for reference managers and LaTeX, talks for calendars."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from core.models import SiteSettings
from core.slugs import get_or_redirect
from core.touched import with_changes
from exports.formats import FORMATS
from exports.icalendar import calendar
from exports.references import reference
from groupsite.context_processors import site_name
from people.models import Person
from publications.browse import Listing, Query
from publications.models import Publication
from search.find import works_matching
from talks.models import Talk


def works(request: HttpRequest, suffix: str) -> HttpResponse:
    """All works, or those to which the query of the address narrows the list on its page."""
    return _written(listing(request).found.newest_first().cited(), suffix)


def listing(request: HttpRequest) -> Listing:
    """What the page of the list has for the query of this address, in no order."""
    query = Query.read(request.GET)
    works = works_matching(Publication.objects.published(), query.text)
    return Listing(works, query, selected_first=False)


def work(request: HttpRequest, slug: str, suffix: str) -> HttpResponse:
    rows = Publication.objects.published().cited()
    found = get_or_redirect(
        rows, slug, lambda row: reverse("exports:work", args=[row.slug, suffix])
    )
    return found if isinstance(found, HttpResponse) else _written([found], suffix)


def person(request: HttpRequest, slug: str, suffix: str) -> HttpResponse:
    """The works of a person."""
    rows = Person.objects.published().named()
    found = get_or_redirect(
        rows, slug, lambda row: reverse("exports:person", args=[row.slug, suffix])
    )
    if isinstance(found, HttpResponse):
        return found
    by_them = Publication.objects.published().of_person(found)
    return _written(by_them.newest_first().cited(), suffix)


def talks(request: HttpRequest) -> HttpResponse:
    return _calendar(with_changes(Talk.objects.published().on_a_day()))


def talk(request: HttpRequest, pk: int) -> HttpResponse:
    """One talk; a 404 as long as its day is not known, as a calendar has no place for it."""
    return _calendar([get_object_or_404(with_changes(Talk.objects.published().on_a_day()), pk=pk)])


def _written(found: Iterable[Publication], suffix: str) -> HttpResponse:
    form = FORMATS[suffix]
    text = form.write(reference(row) for row in found)
    return HttpResponse(text, content_type=f"{form.media_type}; charset=utf-8")


def _calendar(found: Iterable[Talk]) -> HttpResponse:
    name = site_name(SiteSettings.load(), Person.objects.head())
    text = calendar(found, f"{name}: talks")
    return HttpResponse(text, content_type=f"{FORMATS['ics'].media_type}; charset=utf-8")
