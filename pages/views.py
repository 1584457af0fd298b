"""A free page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.slugs import get_or_redirect
from pages.models import Page


def page(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_or_redirect(Page.objects.published(), slug)
    if isinstance(found, HttpResponse):
        return found
    return render(request, "pages/page.html", {"page": found})
