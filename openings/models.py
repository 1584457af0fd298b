"""Recruitment: openings, and what prospective students send."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Prefetch, Q
from django.utils import timezone

from core.fields import PartialDateField, not_over
from core.published import Published, PublishedQuerySet
from core.rendered import HTMLField, Rendered
from core.text import markdown_html
from people.models import Person


class Audience(models.TextChoices):
    PHD = "phd", "PhD students"
    MASTER = "master", "Master's students"
    POSTDOC = "postdoc", "Postdocs"
    INTERN = "intern", "Interns"
    VISITOR = "visitor", "Visitors"
    STAFF = "staff", "Staff"
    ANY = "", "Anyone"


class OpeningQuerySet(PublishedQuerySet["Opening"]):
    def open(self) -> Self:
        """Not closed by an editor, and the deadline has not passed."""
        return self.filter(not_over("deadline"), is_closed=False)

    def listed(self) -> Self:
        """With the contact, if a visitor may see them, and their public addresses."""
        contacts = Person.objects.published().named().with_public_emails()
        return self.prefetch_related(Prefetch("contact", contacts))

    def of_leads(self) -> Self:
        """Those of the group's leads, and those in nobody's name."""
        return self.filter(Q(contact__in=Person.objects.leads()) | Q(contact__isnull=True))


class Opening(Rendered, Published):
    RENDERED = {"text": markdown_html}

    title = models.CharField(max_length=200, blank=True)
    contact = models.ForeignKey(
        Person,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="openings",
        help_text="Who recruits, or who knows more.",
    )
    institution = models.CharField("where", max_length=200, blank=True)
    audience = models.CharField(
        "for whom", max_length=8, choices=Audience, blank=True, default=Audience.ANY
    )
    text = models.TextField(help_text="Markdown.")
    text_html = HTMLField()
    start = PartialDateField()
    deadline = PartialDateField()
    is_closed = models.BooleanField("closed", default=False)

    objects = OpeningQuerySet.as_manager()

    class Meta:
        ordering = ["is_closed", "deadline", "pk"]

    def __str__(self) -> str:
        return self.heading

    @property
    def heading(self) -> str:
        """The title, or what the fields say: ``PhD students · Purdue University``."""
        audience = self.get_audience_display() if self.audience else "Opening"
        return self.title or " · ".join(p for p in (audience, self.institution) if p)


class InquiryState(models.TextChoices):
    NEW = "new", "New"
    READ = "read", "Read"
    TALK = "talk", "Talk to them"
    DECLINED = "declined", "Declined"
    ACCEPTED = "accepted", "Accepted"


class Inquiry(models.Model):
    """What a prospective student sent. Never shown to visitors."""

    opening = models.ForeignKey(
        Opening, models.SET_NULL, null=True, blank=True, related_name="inquiries"
    )
    name = models.CharField(max_length=160)
    email = models.EmailField("e-mail address")
    background = models.TextField(blank=True)
    message = models.TextField()
    received = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=8, choices=InquiryState, default=InquiryState.NEW)
    private_note = models.TextField(blank=True)

    class Meta:
        ordering = ["-received", "-pk"]
        verbose_name_plural = "inquiries"

    def __str__(self) -> str:
        return f"{self.name} ({self.received:%d %b %Y})"
