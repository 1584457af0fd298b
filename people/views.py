"""The people of the group, and the page of each."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.slugs import get_or_redirect
from news.models import NewsItem
from people.grouping import by_role
from people.models import Person
from publications.models import Publication
from services.models import ServiceRole
from talks.models import Talk
from teaching.models import Course


def people(request: HttpRequest) -> HttpResponse:
    present, alumni = by_role(list(Person.objects.published().profiles().named().with_roles()))
    return render(request, "people/people.html", {"groups": present, "alumni": alumni})


def person(request: HttpRequest, slug: str) -> HttpResponse:
    """A profile; for a co-author without one, a quiet page with the joint works."""
    found = get_or_redirect(Person.objects.published().detailed(), slug)
    if isinstance(found, HttpResponse):
        return found
    works = Publication.objects.published().of_person(found).newest_first().listed()
    if not found.has_profile:
        return render(request, "people/coauthor.html", {"person": found, "works": works})
    services = ServiceRole.objects.published().listed().filter(person=found)
    context = {
        "person": found,
        "works": works,
        "news": NewsItem.objects.published().of_person(found).listed(),
        "talks": Talk.objects.published().listed().filter(speaker=found),
        "courses": Course.objects.published().of_person(found).listed(),
        "services": services.by_role_and_year(),
    }
    return render(request, "people/person.html", context)
