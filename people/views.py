"""The people of the group, and the page of each."""

from typing import Any

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
    marks = any(work.has_equal_contribution for work in works)
    if not found.has_profile:
        context = {"person": found, "works": works, "marks": marks}
        return render(request, "people/coauthor.html", context)
    context = {
        "works": works,
        "marks": marks,
        "news": NewsItem.objects.published().of_person(found).listed(),
        "talks": Talk.objects.published().of_person(found).listed(),
        "courses": Course.objects.published().of_person(found).listed(),
        "services": ServiceRole.objects.published().of_person(found).listed().by_role_and_year(),
    }
    context |= {"person": found, "contents": contents(found, context)}
    return render(request, "people/person.html", context)


def contents(person: Person, lists: dict[str, Any]) -> list[tuple[str, str]]:
    """(anchor, label) of the long sections of a profile; none if there is but one."""
    sections = [
        ("news", "News", lists["news"]),
        ("publications", "Publications", lists["works"]),
        ("talks", "Talks", lists["talks"]),
        ("teaching", "Teaching", lists["courses"]),
        ("services", "Services", lists["services"]),
        ("education", "Education", person.education.all()),
        ("positions", "Past positions", person.past_jobs),
        ("awards", "Awards", person.awards.all()),
        ("grants", "Grants", person.grants.all()),
        ("figures", "Figures", person.shown_metrics),
    ]
    found = [(anchor, label) for anchor, label, rows in sections if rows]
    return found if len(found) > 1 else []
