"""Whose openings are past their day of review: each owner is asked by mail, and reminded once."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format

from core.models import SiteSettings
from core.text import plain_text
from groupsite.addresses import absolute
from groupsite.context_processors import site_name
from health.freshness.links import address_of
from health.models import OpeningAsked
from health.recruiting.links import answer_path
from openings.models import Opening
from people.models import Person

AGAIN = timedelta(days=30)
MOST = 2  # mails for one review: who answers neither is on the list of what needs care


def ask_owners(now: datetime) -> str:
    """Ask the owner of each opening that is due: once for a review, and again after AGAIN."""
    asked = sum(ask(opening, now) for opening in due(now))
    return f"{asked} asked"


def due(now: datetime) -> QuerySet[Opening]:
    """Openings that readers see, that nobody confirmed in time, and whose owner can be asked."""
    same = Q(asked_owner__review=F("review_on"))
    same |= Q(asked_owner__review=None, review_on=None)
    lately = Q(asked_owner__asked__gt=now - AGAIN) | Q(asked_owner__times__gte=MOST)
    settled = Opening.objects.filter(same & lately, asked_owner__isnull=False)
    rows = Opening.objects.published(now).to_review(timezone.localdate(now))
    rows = rows.filter(contact__isnull=False).exclude(pk__in=settled.order_by().values("pk"))
    return rows.select_related("contact__user", "asked_owner").prefetch_related("contact__emails")


def ask(opening: Opening, now: datetime) -> bool:
    """Send the question; False where nobody recruits by name, or no address of theirs is known."""
    address = address_of(opening.contact) if opening.contact else ""
    if not address:
        return False
    before = getattr(opening, "asked_owner", None)
    is_again = before is not None and before.review == opening.review_on
    times = before.times + 1 if before and is_again else 1
    with transaction.atomic():
        OpeningAsked.objects.update_or_create(
            opening=opening,
            defaults={"review": opening.review_on, "asked": now, "times": times},
        )
        _mail(opening, address, is_last=times >= MOST)
    return True


def facts(opening: Opening) -> list[tuple[str, str]]:
    """(what, what the site says of it) as plain text."""
    told = [
        ("For", opening.whom or "Anyone"),
        ("Where", opening.institution),
        ("Readers see", opening.standing.label),
        ("Start", opening.start),
        ("Places", str(opening.places or "")),
        ("Funding", opening.funding),
        ("Deadline", str(opening.deadline or "")),
        ("After the deadline", opening.afterwards),
        ("How to apply", opening.get_way_display()),
        ("Text", plain_text(opening.text_html)),
        ("Last confirmed", _day(opening.confirmed_on) or "never"),
    ]
    return [(label, value) for label, value in told if value]


def _day(day: date | None) -> str:
    return date_format(day, "j F Y") if day else ""


def _mail(opening: Opening, address: str, is_last: bool) -> None:
    site = SiteSettings.load()
    context = {
        "person": opening.contact,
        "opening": opening,
        "facts": facts(opening),
        "site_name": site_name(site, Person.objects.head()),
        "page": absolute(opening.get_absolute_url()),
        "link": absolute(answer_path(opening, address)),
        "is_last": is_last,
        "days": AGAIN.days,
    }
    text = render_to_string("health/mail/still_open.txt", context)
    subject, _, body = text.partition("\n")
    reply_to = [site.contact_email] if site.contact_email else None
    subject = " ".join(subject.split())  # a title may hold what no header can
    EmailMessage(subject, body.lstrip(), None, [address], reply_to=reply_to).send()
