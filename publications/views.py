"""The list of works, the page of each, and its parts."""

from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from core.files import readable_name
from core.models import FormerFile, SiteSettings
from core.rights import visible_to
from core.slugs import get_or_redirect
from core.text import plain_text
from groupsite.media import stable
from news.models import NewsItem
from publications.browse import Listing, Query
from publications.distinctions import legend
from publications.models import Publication, PublicationFile
from publications.related import related
from publications.scholar import scholar_tags
from search.find import excerpt, marked, works_matching
from talks.models import Talk


def publications(request: HttpRequest) -> HttpResponse:
    query = Query.read(request.GET)
    works = works_matching(Publication.objects.published(), query.text)
    listing = Listing(works, query, SiteSettings.load().selected_first)
    for work in listing.shown if query.text else ():
        _add_passage(work, query.text)
    context = {"listing": listing, "query": listing.query, "looked_for": query.text}
    return render(request, "publications/publications.html", context)


def _add_passage(work: Publication, text: str) -> None:
    """Where the title does not show why the work was found, a piece of the abstract may."""
    if marked(work.title_html, text) == work.title_html:
        work.passage = excerpt(plain_text(work.abstract_html), text)


def publication(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_or_redirect(Publication.objects.published().detailed(), slug)
    if isinstance(found, HttpResponse):
        return found
    context = {
        "work": found,
        "summary": plain_text(found.abstract_html),
        "legend": legend([found]),
        "scholar": scholar_tags(found),
        "related": related(found),
        "news": NewsItem.objects.published().on(found).listed(),
        "talks": Talk.objects.published().on(found).listed(),
    }
    return render(request, "publications/publication.html", context)


def abstract(request: HttpRequest, slug: str) -> HttpResponse:
    """The abstract alone, for a list to open in place."""
    found = get_or_redirect(Publication.objects.published().exclude(abstract=""), slug)
    return _part(request, found, "publications/_abstract.html")


def authors(request: HttpRequest, slug: str) -> HttpResponse:
    """The authors alone, all of them."""
    found = get_or_redirect(Publication.objects.published().with_authors(), slug)
    return _part(request, found, "publications/_authors.html")


@require_safe
def file(request: HttpRequest, slug: str, stem: str) -> HttpResponseBase:
    """An upload of the work, below the address of its page; drafts' for who may see these."""
    works = visible_to(request.user, Publication.objects.all())
    found: Any = get_or_redirect(works.prefetch_related("files"), slug)
    name = f"{stem}.pdf"
    if isinstance(found, HttpResponseRedirect):
        found["Location"] += name
        return found
    files = {each.public_name: each for each in found.files.all()}
    if name in files:
        return stable(request, files[name].file.name)
    if successor := _successor(name, files.values()):
        return redirect(successor.get_absolute_url())
    raise Http404("There is no such file.")


def _successor(name: str, files: Iterable[PublicationFile]) -> PublicationFile | None:
    """The one of the work's files that took the place of one of that public name."""
    by_key = {each.pk: each for each in files}
    former = FormerFile.objects.of_rows(PublicationFile, by_key).order_by("-pk")
    names = ((each.object_id, PurePosixPath(each.name).name) for each in former)
    keys = (key for key, stored in names if name in (stored, readable_name(stored)))
    return by_key.get(next(keys, None))


def _part(request: HttpRequest, found: Any, template: str) -> HttpResponse:
    """A piece of a page; search engines shall find the page."""
    if isinstance(found, HttpResponse):
        return found
    response = render(request, template, {"work": found})
    response["X-Robots-Tag"] = "noindex"
    return response
