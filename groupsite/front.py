"""The first screen of the admin: what people come for most."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format

from accounts.inviting import may_invite
from accounts.models import Invitation
from core.rights import allowed, may, may_some
from inquiries.inbox.readers import number_of_new
from inquiries.models import Inquiry
from news.models import NewsItem
from openings.models import Opening
from people.models import Person
from publications.models import Publication

FEW = 3  # names of a longer list


@dataclass(frozen=True, slots=True)
class Entry:
    name: str
    hint: str
    address: str


def most_wanted(user: Any) -> Iterator[Entry]:
    """A few entries, in the order in which they are wanted; a few queries at most."""
    if may_some(user, "view", Inquiry) and (number := number_of_new(user)):
        name = f"{number} new letter" if number == 1 else f"{number} new letters"
        address = reverse("admin:inquiries_inquiry_changelist") + "?state=new"
        yield Entry(name, "of people who would like to join", address)
    if may_some(user, "add", NewsItem):
        yield Entry("Add news", "a sentence and a date", reverse("admin:news_newsitem_add"))
    if may_some(user, "add", Publication):
        hint = "paste BibTeX, a DOI, an arXiv number or a citation"
        yield Entry("Add a work", hint, reverse("admin:publications_publication_paste"))
    page = Person.objects.named().filter(user=user.pk).first()
    if page and may(user, "change", page):
        address = reverse("admin:people_person_change", args=[page.pk])
        yield Entry("Update my page", page.name, address)


def waiting(user: Any) -> Iterator[Entry]:
    """What waits for the user: openings to confirm or about to lapse, and what is said of their
    own taking students; nothing where nothing does."""
    yield from _openings(user)
    yield from _invited(user)
    person = Person.objects.published().to_confirm().named().filter(user=user.pk).first()
    if person and may(user, "change", person):
        address = reverse("admin:people_person_change", args=[person.pk])
        hint = f"“{person.taking_said}” was not confirmed for half a year"
        yield Entry("Do you still take students?", hint, f"{address}#id_taking")


def _invited(user: Any) -> Iterator[Entry]:
    """Who was invited and has not come yet, for who invites."""
    found = list(Invitation.objects.waiting().select_related("person")) if may_invite(user) else []
    if found:
        name = f"{len(found)} invitation{'s' if len(found) > 1 else ''} not used yet"
        names = ", ".join(str(each.person) for each in found[:FEW])
        more = f" and {len(found) - FEW} more" if len(found) > FEW else ""
        yield Entry(name, names + more, reverse("admin:accounts_invitation_changelist"))


def _openings(user: Any) -> Iterator[Entry]:
    """Their own one by one, those of others as a number that leads to the list."""
    if not may_some(user, "change", Opening):
        return
    shown = allowed(user, "change", Opening.objects.published()).select_related("contact")
    for rows, slug, asks, what in (
        (shown.to_review(), "openings-to-review", "Does it still hold?", "to be confirmed"),
        (shown.lapsing(), "openings-lapsing", "Its deadline is near:", "about to close"),
    ):
        others = 0
        for opening in rows.order_by("deadline", "pk"):
            if opening.contact and opening.contact.user_id == user.pk:
                address = reverse("admin:openings_opening_change", args=[opening.pk])
                yield Entry(f"{asks} {opening}", _when(opening), address)
            else:
                others += 1
        if others:
            name = f"{others} opening{'s' if others > 1 else ''} of others"
            yield Entry(name, what, reverse("admin:health_check", args=[slug]))


def _when(opening: Opening) -> str:
    if opening.deadline:
        return f"deadline {opening.deadline}"
    day = opening.confirmed_on
    return f"last confirmed {date_format(day, 'j F Y')}" if day else "never confirmed"
