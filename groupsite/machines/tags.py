"""Tags with which a page puts its data into its head."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import Any

from django.template import Library
from django.urls import reverse
from django.utils.safestring import SafeString

from groupsite import cards
from groupsite.addresses import absolute
from groupsite.machines import events, group, people, works
from groupsite.machines.data import script
from openings.models import Opening
from people.grouping import Group
from people.models import Person
from publications.models import Publication
from talks.models import Talk
from teaching.models import Course

register = Library()


def _under(section: str, label: str, name: str, path: str) -> Any:
    return group.way((label, reverse(f"{section}:{section}")), (name, path))


@register.inclusion_tag("parts/card.html", takes_context=True)
def card(context: Any, row: Publication | Person | None = None) -> dict[str, str]:
    """The picture that stands for the page of `row`, or for any page of the site."""
    site, name = context["site"], str(context["site_name"])
    if isinstance(row, Publication):
        found, path = cards.card_of_work(row, site, name), reverse("card-work", args=[row.slug])
    elif isinstance(row, Person):
        found, path = cards.card_of_person(row, site, name), reverse("card-person", args=[row.slug])
    else:
        found, path = cards.card_of_site(site, name), reverse("card")
    # Networks keep a picture by its address, so what changed has another.
    return {"address": f"{absolute(path)}?v={found.digest[:8]}", "alt": found.alt}


@register.simple_tag(takes_context=True)
def data_of_home(context: Any, groups: list[Group] | None) -> SafeString:
    """The group and its site; `groups` of people by role, where the page shows them."""
    members = list(chain.from_iterable(people for _, people in groups or ()))
    name = str(context["site_name"])
    return script([group.group(context["site"], name, members), group.website(name)])


@register.simple_tag
def data_of_work(work: Publication) -> SafeString:
    found = works.work(work)
    path = work.get_absolute_url()
    return script([found, _under("publications", "Publications", found["name"], path)])


@register.simple_tag
def data_of_person(person: Person) -> SafeString:
    found = people.person(person, bool(person.current_role), group.home_address())
    path = person.get_absolute_url()
    nodes = [people.profile_page(person, found), found]
    return script([*nodes, _under("people", "People", person.name, path)])


@register.simple_tag
def data_of_talks(talks: Iterable[Talk]) -> SafeString:
    return script(events.talk(talk) for talk in talks)


@register.simple_tag
def data_of_talk(talk: Talk) -> SafeString:
    path = talk.get_absolute_url()
    return script([events.talk(talk), _under("talks", "Talks", talk.shown_title, path)])


@register.simple_tag
def data_of_courses(groups: Iterable[tuple[str, list[Course]]]) -> SafeString:
    """`groups` of courses by institution, as the page shows them."""
    return script(events.course(course) for _, courses in groups for course in courses)


@register.simple_tag
def data_of_course(course: Course) -> SafeString:
    path = course.get_absolute_url()
    return script([events.course(course), _under("teaching", "Teaching", course.title, path)])


@register.simple_tag(takes_context=True)
def data_of_opening(context: Any, opening: Opening) -> SafeString:
    place = " ".join(context["site"].address.split())
    found = events.job(opening, str(context["site_name"]), place)
    path = opening.get_absolute_url()
    return script([found, _under("openings", "Join us", opening.heading, path)])
