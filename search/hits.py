"""How a row that was found is shown: what it is, where it leads, and the words that were found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator

from core.text import line_html
from news.models import NewsItem
from openings.models import Opening
from pages.models import Page
from people.models import Person
from publications.models import Publication
from publications.templatetags.bylines import byline
from search.fold import text_of
from search.marks import excerpt, marked
from search.models import Kind
from services.models import ServiceRole
from talks.models import Talk
from teaching.models import Course

NOTHING = mark_safe("")


@dataclass(frozen=True)
class Hit:
    title: SafeString
    url: str
    details: SafeString = NOTHING
    when: Any = None  # a partial date
    where: str = ""
    excerpt: SafeString = NOTHING


def _person(person: Person, query: str) -> Hit:
    name = format_html("{} {}", marked(person.name, query), marked(person.native_name, query))
    role = person.current_role or person.former_role
    known = [role.get_role_display()] if role else []
    known += [str(job) for job in person.current_jobs]
    spelt = [name for name in person.other_names if "<mark>" in marked(name, query)]
    details = [*known, *(f"also {name}" for name in spelt[:2])]
    texts = (person.interests_html, person.bio_html) if person.has_profile else ()
    return Hit(
        SafeString(name.strip()),
        person.get_absolute_url(),
        marked(" · ".join(details if person.has_profile else ["Co-author", *details]), query),
        excerpt=_first_excerpt(query, *texts),
    )


def _work(work: Publication, query: str) -> Hit:
    form = work.record
    return Hit(
        marked(work.title_html, query),
        work.get_absolute_url(),
        marked(byline(work), query),
        work.date,
        form.where if form else "",
        _first_excerpt(query, work.abstract_html),
    )


def _news(item: NewsItem, query: str) -> Hit:
    text = _plain(item.text_html)
    shown = excerpt(text, query) or marked(Truncator(text).words(25), query)
    people = [*filter(None, [item.author]), *item.people.all()]
    names = ", ".join(dict.fromkeys(person.name for person in people))
    return Hit(shown, item.get_absolute_url(), marked(names, query), item.date)


def _talk(talk: Talk, query: str) -> Hit:
    speaker = [talk.speaker.name] if talk.speaker else []
    details = ", ".join([*speaker, *filter(None, [talk.where])])
    return Hit(
        marked(line_html(talk.shown_title), query),
        talk.get_absolute_url(),
        marked(details, query),
        talk.date,
        excerpt=_first_excerpt(query, talk.abstract_html),
    )


def _course(course: Course, query: str) -> Hit:
    staff = {r.person.name: None for _, roles in course.runs for r in roles}
    details = ", ".join([*filter(None, [course.institution]), *staff])
    return Hit(
        marked(str(course), query),
        course.get_absolute_url(),
        marked(details, query),
        excerpt=_first_excerpt(query, course.description_html),
    )


def _service(role: ServiceRole, query: str) -> Hit:
    what = ", ".join(filter(None, [role.role, role.for_what]))
    url = reverse("services:services")
    return Hit(marked(what, query), url, marked(role.person.name, query), role.year)


def _opening(opening: Opening, query: str) -> Hit:
    url = opening.get_absolute_url()
    contact = opening.contact.name if opening.contact else ""
    details = ", ".join(filter(None, [opening.institution, contact]))
    text = _first_excerpt(query, opening.text_html)
    return Hit(marked(opening.heading, query), url, marked(details, query), excerpt=text)


def _page(page: Page, query: str) -> Hit:
    text = _first_excerpt(query, page.text_html)
    return Hit(marked(page.title, query), page.get_absolute_url(), excerpt=text)


HITS: dict[Kind, Callable[[Any, str], Hit]] = {
    Kind.PERSON: _person,
    Kind.PUBLICATION: _work,
    Kind.NEWS: _news,
    Kind.TALK: _talk,
    Kind.COURSE: _course,
    Kind.SERVICE: _service,
    Kind.OPENING: _opening,
    Kind.PAGE: _page,
}


def _plain(markup: str) -> str:
    return " ".join(text_of(markup).split())


def _first_excerpt(query: str, *texts: str) -> SafeString:
    return next((found for text in texts if (found := excerpt(_plain(text), query))), NOTHING)
