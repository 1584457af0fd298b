"""The group, its site, and the way from the home page to a page."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from core.models import SiteSettings
from core.text import plain_text
from groupsite.addresses import absolute
from groupsite.machines.data import Node, named, node
from groupsite.machines.people import person_ref
from people.models import Person

TERM = "{search_term_string}"


def home_address() -> str:
    return absolute(reverse("home"))


def group_ref() -> Node:
    return {"@id": home_address()}


def group(site: SiteSettings, name: str, members: list[Person]) -> Node:
    """The organisation; `members` with their roles, those who have left not among them."""
    present = [person for person in members if not person.former_role]
    leads = [person for person in present if person.current_role]
    logo = site.logo.picture
    return node(
        "ResearchOrganization",
        id=home_address(),
        name=name,
        url=home_address(),
        description=plain_text(site.introduction_html),
        slogan=site.tagline,
        logo=absolute(logo.url) if logo else "",
        address=" ".join(site.address.split()),
        email=site.contact_email,
        parentOrganization=[
            named("Organization", each.name, url=each.url) for each in _affiliations(site)
        ],
        member=[person_ref(person) for person in (leads or present)],
    )


def _affiliations(site: SiteSettings) -> list[Any]:
    return list(site.affiliations.all()) if site._state.db else []


def website(name: str) -> Node:
    return node(
        "WebSite",
        id=f"{home_address()}#site",
        url=home_address(),
        name=name,
        publisher=group_ref(),
        potentialAction=_search(),
    )


def _search() -> Node:
    """https://developers.google.com/search/docs/appearance/structured-data/sitelinks-searchbox"""
    address = absolute(reverse("search:search"))
    target = node("EntryPoint", urlTemplate=f"{address}?q={TERM}")
    return node("SearchAction", target=target) | {"query-input": "required name=search_term_string"}


def way(*steps: tuple[str, str]) -> Node:
    """(name, path) of each page on the way from the home page, the page itself the last."""
    return node(
        "BreadcrumbList",
        itemListElement=[
            node("ListItem", position=place, name=name, item=absolute(path))
            for place, (name, path) in enumerate(steps, 1)
        ],
    )
