"""The parts that pages are made of, on one page for those who make them."""

from __future__ import annotations

from django.contrib.admin.views.decorators import staff_member_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from news.models import NewsItem
from people.models import Person
from publications.browse import Listing, Query
from publications.models import Publication
from talks.models import Talk

# As static/css/tokens.css names them, each with what it is for.
COLOURS = {
    "paper": "the ground of a page",
    "tint": "a ground set off: notices, code",
    "rule": "lines that part",
    "edge": "lines that bound what can be operated",
    "ink": "text",
    "quiet": "text beside the text: authors, dates",
    "accent": "links, and what is current",
    "accent-quiet": "the line below a link",
    "wrong": "what a form refuses",
}
SIZES = {
    "display": "the name of the site, on its home page",
    "title": "the title of a page",
    "large": "headings of sections, taglines",
    "text": "reading",
    "small": "dates, venues, links, menus: set in the sans face",
    "tiny": "code",
}
SPACES = ["s1", "s2", "s3", "s4", "s5", "s6", "s7", "s8"]


@staff_member_required
def styleguide(request: HttpRequest) -> HttpResponse:
    """Tokens and components, the latter with rows of the site where it has any."""
    context = {
        "colours": COLOURS.items(),
        "sizes": SIZES.items(),
        "spaces": SPACES,
        "listing": Listing(Publication.objects.published(), Query(), selected_first=False),
        "query": Query(),
        "works": Publication.objects.published().newest_first().listed()[:2],
        "people": Person.objects.published().profiles().with_roles()[:2],
        "news": NewsItem.objects.published().listed()[:2],
        "talks": Talk.objects.published().listed()[:1],
    }
    return render(request, "groupsite/styleguide.html", context)
