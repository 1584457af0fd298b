"""The people of the group, and the page of each."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.rights import visible_to
from core.slugs import get_or_redirect
from groupsite.media import stable
from news.models import NewsItem
from openings.models import Opening
from people.chart import chart
from people.grouping import Group, alumni_by_role, by_role
from people.models import Person
from people.works import ALL_UP_TO, SHOWN, grouped
from publications.models import Authorship, Publication
from publications.tally import tally
from services.models import ServiceRole
from talks.models import Talk
from teaching.models import Course

COAUTHORS = 12


def people(request: HttpRequest) -> HttpResponse:
    theses = Prefetch("authorships", Authorship.objects.of_theses(), to_attr="theses")
    found = Person.objects.published().profiles().named().with_roles()
    present, former = by_role(list(found.prefetch_related("links", theses)))
    alumni = alumni_by_role(former)
    context = {"groups": present, "alumni": alumni, "number_of_alumni": len(former)}
    context["jumps"] = jumps(present, len(former))
    return render(request, "people/people.html", context)


def jumps(groups: list[Group], alumni: int) -> list[tuple[str, str, int]]:
    """(anchor, heading, number of people) of the parts of the list; none if there are few."""
    found = [(group.anchor, group.heading, len(group.people)) for group in groups]
    found += [("alumni", "Alumni", alumni)] if alumni else []
    return found if len(found) > 2 else []


def person(request: HttpRequest, slug: str) -> HttpResponse:
    """A profile; for a co-author without one, a quiet page with the joint works."""
    found = get_or_redirect(Person.objects.published().detailed(), slug)
    if isinstance(found, HttpResponse):
        return found
    context = {"person": found, **works_of(found)}
    if not found.has_profile:
        return render(request, "people/coauthor.html", context)
    context |= {
        "news": NewsItem.objects.published().of_person(found).listed(),
        "talks": Talk.objects.published().of_person(found).listed(),
        "courses": Course.objects.published().of_person(found).listed(),
        "recruits": Opening.objects.published().open().filter(contact=found).for_board(),
        "services": ServiceRole.objects.published().of_person(found).listed().by_role_and_year(),
    }
    context["contents"] = contents(found, context)
    return render(request, "people/person.html", context)


@require_safe
def file(request: HttpRequest, slug: str, stem: str) -> HttpResponseBase:
    """A file of the person's by the name that its label gives; drafts' for who may see these."""
    people = visible_to(request.user, Person.objects.all())
    found: Any = get_or_redirect(people.prefetch_related("files"), slug)
    name = f"{stem}.pdf"
    if isinstance(found, HttpResponseRedirect):
        found["Location"] += name
        return found
    files = {each.public_name: each.file.name for each in found.files.all()}
    if name not in files:
        raise Http404("There is no such file.")
    return stable(request, files[name])


def works_of(person: Person) -> dict[str, Any]:
    """Their works, or of many the selected and the newest; figures; whom they wrote them with."""
    works = Publication.objects.published().of_person(person)
    figures = tally(works)
    is_long = figures.total > ALL_UP_TO
    ordered = works.selected_then_by_year()[:SHOWN] if is_long else works.newest_first()
    shown = list(ordered.listed())
    coauthors = Person.objects.published().named().writing(works).exclude(pk=person.pk)
    if not person.has_profile:
        coauthors = coauthors.profiles()
    return {
        "works": grouped(shown, selected_apart=is_long),
        "tally": figures,
        "is_long": is_long,
        "chart": chart(figures.years),
        "marks": any(work.has_equal_contribution for work in shown),
        "coauthors": coauthors[:COAUTHORS],
    }


def contents(person: Person, lists: dict[str, Any]) -> list[tuple[str, str]]:
    """(anchor, label) of the long sections of a profile; none if there is but one."""
    sections = [
        ("news", "News", lists["news"]),
        ("publications", "Publications", lists["works"]),
        ("coauthors", "Co-authors", lists["coauthors"]),
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
