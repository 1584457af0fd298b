"""The words of news, talks, courses, services, openings and free pages."""

from __future__ import annotations

from collections.abc import Sequence

from news.models import NewsItem
from openings.models import Audience, Opening
from pages.models import Page
from search.contents.words import Words, markdown, names_of
from services.models import ServiceRole
from talks.models import Talk
from teaching.models import Course, Offering, TeachingRole


def news(keys: Sequence[int]) -> dict[int, Words]:
    rows = list(NewsItem.objects.filter(pk__in=keys).values_list("pk", "text", "date", "author"))
    told = NewsItem.people.through.objects.filter(newsitem__in=keys).order_by("pk")
    people = [(item, person) for item, _, _, person in rows]
    people += told.values_list("newsitem", "person")
    known = names_of(person for _, person in people)
    found = {
        key: Words(about=[str(date or "")], text=[markdown(text)]) for key, text, date, _ in rows
    }
    for item, person in people:
        if item in found:
            found[item].names += known.get(person, ())
    return found


def talks(keys: Sequence[int]) -> dict[int, Words]:
    fields = ("pk", "title", "speaker", "event", "place", "date", "note", "abstract")
    rows = list(Talk.objects.filter(pk__in=keys).values_list(*fields))
    known = names_of(speaker for _, _, speaker, *_ in rows)
    return {
        key: Words(
            [title],
            known.get(speaker, []),
            [event, place, str(date or "")],
            [note, markdown(abstract)],
        )
        for key, title, speaker, event, place, date, note, abstract in rows
    }


def courses(keys: Sequence[int]) -> dict[int, Words]:
    rows = Course.objects.filter(pk__in=keys).values_list(
        "pk", "code", "title", "institution", "description"
    )
    found = {
        key: Words([code, title], about=[where], text=[markdown(text)])
        for key, code, title, where, text in rows
    }
    for offering in Offering.objects.filter(course__in=keys):
        if offering.course_id in found:
            found[offering.course_id].about += [offering.term, offering.printed]
    roles = TeachingRole.objects.filter(offering__course__in=keys)
    staff = list(roles.values_list("offering__course", "person", "role"))
    known = names_of(person for _, person, _ in staff)
    for course, person, role in staff:
        if course in found and person in known:
            found[course].names += known[person]
            found[course].about.append(role)
    return found


def services(keys: Sequence[int]) -> dict[int, Words]:
    rows = list(ServiceRole.objects.filter(pk__in=keys).select_related("venue"))
    known = names_of(row.person_id for row in rows)
    return {
        row.pk: Words(
            [row.role, row.body, row.venue.full if row.venue else ""],
            known.get(row.person_id, []),
            [str(row.year or "")],
            [row.note],
        )
        for row in rows
    }


def openings(keys: Sequence[int]) -> dict[int, Words]:
    fields = ("pk", "title", "contact", "institution", "audience", "text")
    rows = list(Opening.objects.filter(pk__in=keys).values_list(*fields))
    known = names_of(contact for _, _, contact, *_ in rows)
    labels = dict(Audience.choices)
    return {
        key: Words(
            [title], known.get(contact, []), [where, str(labels.get(whom, ""))], [markdown(text)]
        )
        for key, title, contact, where, whom, text in rows
    }


def pages(keys: Sequence[int]) -> dict[int, Words]:
    rows = Page.objects.filter(pk__in=keys).values_list("pk", "title", "text")
    return {key: Words([title], text=[markdown(text)]) for key, title, text in rows}
