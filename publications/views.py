"""The list of works, and the page of each."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.slugs import get_or_redirect
from core.text import plain_text
from news.models import NewsItem
from publications.bibtex import entry
from publications.models import Publication
from publications.scholar import scholar_tags
from talks.models import Talk

PAGE = 100


def publications(request: HttpRequest) -> HttpResponse:
    works = Publication.objects.published().newest_first().listed()
    shown = Paginator(works, PAGE).get_page(request.GET.get("page"))
    context = {"works": shown, "marks": any(work.has_equal_contribution for work in shown)}
    return render(request, "publications/publications.html", context)


def publication(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_or_redirect(Publication.objects.published().detailed(), slug)
    if isinstance(found, HttpResponse):
        return found
    context = {
        "work": found,
        "summary": plain_text(found.abstract_html),
        "bibtex": entry(found),
        "scholar": scholar_tags(found),
        "news": NewsItem.objects.published().on(found).listed(),
        "talks": Talk.objects.published().on(found).listed(),
    }
    return render(request, "publications/publication.html", context)


def bibtex(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_or_redirect(Publication.objects.published().listed(), slug)
    if isinstance(found, HttpResponse):
        return found
    return HttpResponse(entry(found), content_type="application/x-bibtex; charset=utf-8")
