"""Who is asked whether their page is true, or where they are now: each once, by mail."""

from __future__ import annotations

import calendar
from datetime import date, datetime, timedelta
from typing import Any

from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from core.models import SiteSettings
from core.partial_dates import PartialDate
from groupsite.addresses import absolute
from groupsite.context_processors import site_name
from health.freshness.links import address_of, token_for
from health.models import AskedNext, Freshness
from people.models import Membership, Person

LATELY = timedelta(days=60)  # who said so within these is not asked again
LEFT_LATELY = timedelta(days=90)  # who left before is not asked: imports bring alumni of decades


def members() -> QuerySet[Person]:
    """The current members with a page, with what a question to them needs."""
    current = Membership.objects.current().filter(person=OuterRef("pk"))
    people = Person.objects.profiles().filter(Exists(current))
    return people.select_related("user", "freshness").prefetch_related("emails")


def ask_term(now: datetime) -> str:
    """In a month in which members are asked: ask those who were not, this month or lately."""
    today = timezone.localdate(now)
    if today.month not in SiteSettings.load().asks_in:
        return "Nobody is asked this month."
    start = timezone.make_aware(datetime(today.year, today.month, 1))
    settled = (
        Q(freshness__asked__gte=start)
        | Q(freshness__confirmed__gte=start - LATELY)
        | Q(freshness__is_off=True)
    )
    asked = sum(ask(person, now) for person in members().exclude(settled))
    return f"{asked} asked"


def ask(person: Person, now: datetime) -> bool:
    """Send the question; False where no address of the person is known."""
    address = address_of(person)
    if not address:
        return False
    with transaction.atomic():
        Freshness.objects.update_or_create(person=person, defaults={"asked": now})
        _mail("still_true", person, address, {"shown": shown(person)})
    return True


def ask_leavers(now: datetime) -> str:
    """Ask people whose last role ended lately where they are now: once, and only if the site
    does not say so already."""
    asked = 0
    for role in leavers(timezone.localdate(now)):
        person = role.person
        address = address_of(person)
        if not address:
            continue
        with transaction.atomic():
            _, is_new = AskedNext.objects.get_or_create(membership=role, defaults={"asked": now})
            if is_new:
                _mail("now_at", person, address, {"role": role})
                asked += 1
    return f"{asked} asked where they are now"


def leavers(today: date) -> list[Membership]:
    """The roles that ended within LEFT_LATELY, of people who have no other role and were not yet
    asked where they went."""
    current = Membership.objects.current().filter(person=OuterRef("person"))
    rows = (
        Membership.objects.exclude(pk__in=Membership.objects.current().values("pk"))
        .exclude(Exists(current))
        .filter(
            person__has_profile=True,
            next_position="",
            asked_next=None,
            end__gte=str((today - LEFT_LATELY).year),
        )
        .exclude(person__freshness__is_off=True)
        .select_related("person__user")
        .prefetch_related("person__emails")
        .order_by("person", "-end", "pk")
    )
    found: dict[int, Membership] = {}
    for role in rows:
        if role.end and role.end.year and today - last_day(role.end) <= LEFT_LATELY:
            found.setdefault(role.person_id, role)
    return list(found.values())


def last_day(end: PartialDate) -> date:
    """The last day that a date with a year may mean: 2024 ends with December."""
    year, month = end.year or 1, end.month or 12
    return date(year, month, end.day or calendar.monthrange(year, month)[1])


def shown(person: Person) -> list[tuple[str, str]]:
    """(what, what the site says of it) as plain text, for the person to look through."""
    found = Person.objects.detailed().get(pk=person.pk)
    facts = [
        ("Name", found.name),
        ("In the group", "; ".join(str(role) for role in found.roles) or "nothing"),
        ("Position", "; ".join(str(job) for job in found.current_jobs)),
        ("Office", found.office),
        ("Public e-mail", ", ".join(str(email) for email in found.public_emails)),
        ("Photo", "there is one" if found.photo else "none"),
        *([("Takes students", found.taking_said)] if found.taking else []),
        ("Links", "; ".join(f"{k.label} {k.url}" for k in found.shown_links)),
        ("Interests", found.interests),
        ("Biography", found.bio),
    ]
    return [(label, value or "nothing") for label, value in facts]


def answer_path(person: Person, address: str) -> str:
    return reverse("still-true", args=[token_for(person, address)])


def _mail(template: str, person: Person, address: str, more: dict[str, Any]) -> None:
    site = SiteSettings.load()
    context = {
        "person": person,
        "site_name": site_name(site, Person.objects.head()),
        "page": absolute(person.get_absolute_url()) if person.public_url else "",
        "link": absolute(answer_path(person, address)),
        **more,
    }
    text = render_to_string(f"health/mail/{template}.txt", context)
    subject, _, body = text.partition("\n")
    reply_to = [site.contact_email] if site.contact_email else None
    EmailMessage(subject.strip(), body.lstrip(), None, [address], reply_to=reply_to).send()
