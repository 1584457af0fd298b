"""The home page, and the file that tells robots where the sitemap is."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from groupsite.addresses import absolute
from news.models import NewsItem
from openings.models import Opening
from people.grouping import by_role
from people.models import Person
from publications.models import Publication

NEWS = 6
WORKS = 6


def home(request: HttpRequest) -> HttpResponse:
    """Who, what, whether they recruit, what is new, what they wrote."""
    works = Publication.objects.published().newest_first().listed()
    people = list(Person.objects.published().profiles().with_roles())
    present, _ = by_role(people)
    head = Person.objects.head()
    context = {
        "lead": next((person for person in people if head and person.pk == head.pk), None),
        "openings": Opening.objects.published().open().of_leads().listed(),
        "news": NewsItem.objects.published().listed()[:NEWS],
        "selected": works.selected(),
        "recent": works.filter(is_selected=False)[:WORKS],
        "groups": present,
    }
    return render(request, "groupsite/home.html", context)


def robots(request: HttpRequest) -> HttpResponse:
    lines = [
        "User-agent: *",
        f"Disallow: {reverse('admin:index')}",
        "",
        f"Sitemap: {absolute(reverse('sitemap'))}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
