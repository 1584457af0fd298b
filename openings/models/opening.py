"""An opening: for whom, by whom, until when, and how to apply."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import Any, Self
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, Prefetch, Q, When
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator

from core.fields import AddressField, PartialDateField, is_over, not_over
from core.published import Published, PublishedQuerySet
from core.rendered import HTMLField, Rendered
from core.text import markdown_html, plain_text
from openings.models.asked import is_asked, usual
from people.models import Person
from publications.models import Topic

REVIEWED = timedelta(days=180)  # how long a note is taken for true when nobody set a date
SHORT, CUT = 45, 35  # words: what a list shows whole, and what it shows of the rest
NEAR = timedelta(days=14)  # a deadline within these is near


class Audience(models.TextChoices):
    PHD = "phd", "PhD students"
    MASTER = "master", "Master's students"
    POSTDOC = "postdoc", "Postdocs"
    INTERN = "intern", "Interns"
    VISITOR = "visitor", "Visitors"
    STAFF = "staff", "Staff"
    ANY = "", "Anyone"


class Status(models.TextChoices):
    OPEN = "open", "Open"
    ROLLING = "rolling", "Open, applications at any time"
    MAYBE = "maybe", "Maybe"
    CLOSED = "closed", "Closed"


class Standing(models.TextChoices):
    """How an opening stands on a day, as readers are told."""

    OPEN = "open", "Open"
    ROLLING = "rolling", "Open, apply at any time"
    MAYBE = "maybe", "Maybe"
    CLOSED = "closed", "Closed"
    LAPSED = "lapsed", "Deadline passed"


class Way(models.TextChoices):
    """How to apply."""

    HERE = "here", "By a letter on this site"
    PORTAL = "portal", "On another site, such as the department's"
    MAIL = "mail", "By e-mail"


class OpeningQuerySet(PublishedQuerySet["Opening"]):
    def open(self) -> Self:
        """Not closed by an editor, and the deadline has not passed."""
        return self.filter(not_over("deadline")).exclude(status=Status.CLOSED)

    def listed(self) -> Self:
        """With contact and topics, and the contact's public addresses, as visitors may see them."""
        contacts = Person.objects.published().named().with_public_emails()
        return self.prefetch_related(Prefetch("contact", contacts), "topics")

    def shut(self) -> Self:
        """The others: closed, or lapsed by their deadline."""
        return self.exclude(pk__in=self.model.objects.open().values("pk"))

    def lapsing(self, on: date | None = None) -> Self:
        """Open ones whose deadline is given to the day and near on that day."""
        day = on or timezone.localdate()
        near = {"deadline__gte": day.isoformat(), "deadline__lte": (day + NEAR).isoformat()}
        return self.open().filter(deadline__length=10, **near)

    def owned_by(self, person: Person | None) -> Self:
        """Those for which the person recruits."""
        return self.filter(contact=person) if person else self.none()

    def for_board(self) -> Self:
        """Those that are sure before those that may be; the nearest deadline first."""
        unsure = Case(When(status=Status.MAYBE, then=1), default=0)
        undated = Case(When(deadline="", then=1), default=0)
        return self.order_by(unsure, undated, "deadline", "pk")

    def of_leads(self) -> Self:
        """Those of the group's leads, and those in nobody's name."""
        return self.filter(Q(contact__in=Person.objects.leads()) | Q(contact__isnull=True))

    def to_review(self, on: date | None = None) -> Self:
        """Open ones that nobody confirmed, or that are past their review date on that day."""
        day = on or timezone.localdate()
        due = Q(review_on__isnull=True) | Q(review_on__lte=day)
        return self.open().filter(due)


class Opening(Rendered, Published):
    RENDERED = {"text": markdown_html}

    title = models.CharField(
        max_length=200,
        blank=True,
        help_text="Empty: “PhD students” and where. Give one where two would be called the same.",
    )
    contact = models.ForeignKey(
        Person,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="openings",
        verbose_name="who recruits",
        help_text="They read the letters, and are asked whether the opening still holds.",
    )
    institution = models.CharField("where", max_length=200, blank=True)
    audience = models.CharField(
        "for whom", max_length=8, choices=Audience, blank=True, default=Audience.ANY
    )
    topics = models.ManyToManyField(Topic, blank=True, related_name="openings")
    text = models.TextField(
        help_text="What they would work on, with whom, and what they should bring. Markdown."
    )
    text_html = HTMLField()
    start = models.CharField(max_length=60, blank=True, help_text="Such as Fall 2027.")
    places = models.PositiveSmallIntegerField("number of places", null=True, blank=True)
    funding = models.CharField(
        max_length=200, blank=True, help_text="Such as “fully funded for four years”."
    )
    deadline = PartialDateField()
    afterwards = models.CharField(
        "after the deadline",
        max_length=300,
        blank=True,
        help_text="What happens then, such as “interviews in February, answers by 15 March”.",
    )
    status = models.CharField(
        max_length=8,
        choices=Status,
        default=Status.OPEN,
        help_text="It closes by itself when the deadline has passed.",
    )
    way = models.CharField("how to apply", max_length=8, choices=Way, default=Way.HERE)
    portal = AddressField(
        "address of the other site", max_length=500, blank=True, help_text="Where to apply."
    )
    asked = models.JSONField(
        "what the letter asks for", default=usual, blank=True, validators=[is_asked]
    )
    confirmed_on = models.DateField(
        "last confirmed",
        null=True,
        blank=True,
        help_text="When somebody last said how it stands.",
    )
    review_on = models.DateField(
        "review on",
        null=True,
        blank=True,
        help_text="When to ask whether it still holds. Empty: half a year after it is confirmed.",
    )
    posted_on = models.DateField("first shown", null=True, blank=True, editable=False)

    objects = OpeningQuerySet.as_manager()

    class Meta:
        app_label = "openings"
        ordering = ["deadline", "pk"]

    def __str__(self) -> str:
        return self.heading

    @property
    def heading(self) -> str:
        """The title, or what the fields say: ``PhD students · Purdue University``."""
        parts = (self.whom or "Opening", self.institution)
        return self.title or " · ".join(part for part in parts if part)

    def get_absolute_url(self) -> str:
        return reverse("openings:opening", args=[self.pk])

    @property
    def is_open(self) -> bool:
        """As `open()` of the queryset."""
        return self.standing not in (Standing.CLOSED, Standing.LAPSED)

    @property
    def standing(self) -> Standing:
        """What its status says, unless the deadline has passed."""
        if self.status != Status.CLOSED and is_over(self.deadline):
            return Standing.LAPSED
        return Standing(self.status)

    @property
    def needs_review(self) -> bool:
        """As `to_review()` of the queryset."""
        due = self.review_on is None or self.review_on <= timezone.localdate()
        return self.is_open and due

    @property
    def last_day(self) -> date | None:
        """The last day of which the deadline may mean that one can apply: 2027 ends in December."""
        year = self.deadline.year if self.deadline else None
        if not self.deadline or not year:
            return None
        month = self.deadline.month or 12
        return date(year, month, self.deadline.day or calendar.monthrange(year, month)[1])

    @property
    def shown_since(self) -> date | None:
        """The first day on which visitors could see it, if known."""
        if self.publish_at:
            return timezone.localdate(self.publish_at)
        return self.posted_on

    @property
    def lead(self) -> str:
        """The first paragraph of a long text, plain, or its beginning; empty where the text is
        short enough for a list."""
        if len(plain_text(self.text_html).split()) <= SHORT:
            return ""
        first = plain_text(self.text_html.partition("</p>")[0])
        return f"{Truncator(first).words(CUT, truncate='')} …"

    @property
    def portal_host(self) -> str:
        return urlsplit(self.portal).hostname or ""

    @property
    def whom(self) -> str:
        """For whom, in words: “PhD students”; empty where anybody may apply."""
        return self.get_audience_display() if self.audience else ""

    def clean(self) -> None:
        super().clean()
        if self.way == Way.PORTAL and not self.portal:
            raise ValidationError({"portal": "Give the address where to apply."})
        if self.deadline and not self.deadline.year:
            raise ValidationError({"deadline": "Give the year, too: without one it never passes."})

    def confirm(self, on: date) -> None:
        """Note, unsaved, that the opening holds on that day."""
        self.confirmed_on, self.review_on = on, on + REVIEWED

    def close(self, on: date) -> None:
        """Note, unsaved, that somebody closed it on that day."""
        self.status, self.confirmed_on = Status.CLOSED, on

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.confirmed_on and not self.review_on:
            self.review_on = self.confirmed_on + REVIEWED
        if self._state.adding and self.is_published:
            self.posted_on = self.posted_on or timezone.localdate()
        super().save(*args, **kwargs)
