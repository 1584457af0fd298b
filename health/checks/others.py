"""What the calendar has overtaken: openings and news."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format

from core.fields import not_over
from health.checks.base import Check, Fix, Source
from health.recruiting.answers import close, hold
from news.models import NewsItem
from openings.models import Opening, Status
from pages.models import HomeBlock, Kind


def _hold(opening: Opening, by: Any) -> None:
    hold(opening, by, timezone.localdate())


def _close(opening: Opening, by: Any) -> None:
    close(opening, by, timezone.localdate())


HOLDS = Fix("hold", "Still holds", _hold, "confirmed as of today.")
CLOSE = Fix("close", "Close", _close, "closed.")


class OpeningsToReview(Check):
    slug = "openings-to-review"
    owners = (Opening,)
    title = "Openings that nobody confirmed lately"
    why = "Readers are told so, and hesitate to apply. Say that it still holds, or close it."
    fixes = (HOLDS, CLOSE)

    def sources(self) -> Sequence[Source]:
        rows = Opening.objects.published().to_review().select_related("contact")
        return [Source(rows.order_by("review_on", "pk"), "id_status", _confirmed)]


class OpeningsLapsing(Check):
    slug = "openings-lapsing"
    owners = (Opening,)
    title = "Openings whose deadline is near"
    why = "They close by themselves the day after. Set a later deadline where you go on looking."
    fixes = (CLOSE,)

    def sources(self) -> Sequence[Source]:
        rows = Opening.objects.published().lapsing().select_related("contact")
        return [Source(rows, "id_deadline", lambda opening: f"Deadline {opening.deadline}")]


def _confirmed(opening: Opening) -> str:
    who = f", {opening.contact} recruits" if opening.contact else ", in nobody’s name"
    day = opening.confirmed_on
    told = f"Last confirmed {date_format(day, 'j F Y')}" if day else "Never confirmed"
    return f"{told}{who}"


class OpeningsOver(Check):
    slug = "openings-over"
    owners = (Opening,)
    title = "Openings past their deadline"
    why = "Readers see them as over. Set a new deadline, or close them to have them settled."
    fixes = (CLOSE,)

    def sources(self) -> Sequence[Source]:
        rows = Opening.objects.exclude(not_over("deadline")).filter(is_draft=False)
        rows = rows.exclude(status=Status.CLOSED)
        return [Source(rows, "id_deadline", lambda opening: f"Deadline {opening.deadline}")]


class OldNews(Check):
    slug = "old-news"
    owners = (NewsItem,)
    title = "News older than a year on the home page"
    why = "The home page then looks as if nobody were there. Write what is new, or hide the block."

    def sources(self) -> Sequence[Source]:
        today = timezone.localdate()
        year_ago = f"{today.year - 1}{today.isoformat()[4:]}"
        shown = [b for b in HomeBlock.objects.arrangement() if b.kind == Kind.NEWS]
        limit = shown[0].limit if shown else 0
        first = list(NewsItem.objects.published()[:limit].values_list("pk", flat=True))
        # A year alone is old when a whole year lies between: 2024 in 2026.
        rows = NewsItem.objects.filter(pk__in=first, date__gte="1000", date__lt=year_ago)
        rows = rows.exclude(date__length=4, date__gte=year_ago[:4])
        rows = rows.exclude(date__length=7, date__gte=year_ago[:7])
        return [Source(rows, "id_date", lambda item: f"Of {item.date}")]
