"""What people said, and did not say for long, of their own pages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from core.models import SiteSettings
from health.checks.base import Check, Fix, Source
from health.freshness.ask import members
from health.models import Answer
from health.recruiting.answers import hold_taking
from people.models import Person

LONG = timedelta(days=365)


class Answers(Check):
    slug = "answers"
    owners = (Person,)
    title = "Answers of people that wait for an editor"
    why = "They said where they are now, or what their page says wrongly. Take it over, or decline."

    @property
    def page(self) -> str:
        return reverse("admin:health_answers")

    def sources(self) -> Sequence[Source]:
        rows = Answer.objects.waiting().select_related("person", "membership")
        return [
            Source(rows, "", lambda answer: f"{answer.get_kind_display()}: {answer.text}", "person")
        ]


class NotConfirmed(Check):
    """Only where members are asked at all: else every page would be on the list."""

    slug = "not-confirmed"
    owners = (Person,)
    title = "Pages that nobody confirmed for a year"
    why = "Their owners were asked and did not answer, or no address of theirs is known."

    @property
    def page(self) -> str:
        return reverse("admin:health_profiles")

    def sources(self) -> Sequence[Source]:
        rows = members().order_by("family_name", "given_name", "pk")
        if not SiteSettings.load().asks_in:
            return [Source(rows.none(), "", _last)]
        lately = Q(freshness__confirmed__gte=timezone.now() - LONG)
        return [Source(rows.exclude(lately), "", _last)]


class TakingStale(Check):
    slug = "taking-stale"
    owners = (Person,)
    title = "“Takes students” that nobody confirmed lately"
    why = "Whoever looks for a place goes by it. Say that it still holds, or change it."
    fixes = (
        Fix("hold", "Still holds", lambda p, by: hold_taking(p, by, timezone.localdate()),
            "confirmed as of today."),
    )  # fmt: skip

    def sources(self) -> Sequence[Source]:
        rows = Person.objects.published().to_confirm().named().order_by("taking_confirmed", "pk")
        return [Source(rows, "id_taking", _taking)]


def _taking(person: Person) -> str:
    day = person.taking_confirmed
    told = f"last confirmed {date_format(day, 'j F Y')}" if day else "never confirmed"
    return f"{person.taking_said}; {told}"


def _said(answer: Answer) -> str:
    return f"{answer.get_kind_display()}: {answer.text}"


def _last(person: Person) -> str:
    known = getattr(person, "freshness", None)
    return f"Last confirmed {known.confirmed:%d %b %Y}" if known and known.confirmed else "Never"
