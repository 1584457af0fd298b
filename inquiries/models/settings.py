"""What an administrator decides about all letters."""

from __future__ import annotations

import calendar
from datetime import date

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone

from core.ordered import Ordered
from core.single import Single
from inquiries.inbox.placeholders import no_control_characters, only_known
from openings.models.asked import is_asked, usual

KEEP_MONTHS = 12


def keep_until() -> date:
    """The day on which a letter of today is erased.

    It asks for one column alone: migrations call it, on a table that lacks the later ones.
    """
    found = InquirySettings.objects.filter(pk=1).values_list("keep_months", flat=True).first()
    return months_later(timezone.localdate(), found or KEEP_MONTHS)


def months_later(day: date, months: int) -> date:
    """The same day of a later month, or that month's last: 31 January and a month, 28 February."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


class InquirySettings(Single):
    """The one row of settings of the form and the inbox."""

    takes_general = models.BooleanField(
        "letters without an opening",
        default=True,
        help_text="Whether visitors may write to a lead of the group without naming an opening.",
    )
    asked = models.JSONField(
        "what these letters ask for", default=usual, blank=True, validators=[is_asked]
    )
    keep_months = models.PositiveSmallIntegerField(
        "months to keep letters",
        default=KEEP_MONTHS,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
        help_text="After that each letter is erased, with its file. The form says so.",
    )
    an_hour = models.PositiveSmallIntegerField(
        "letters an hour",
        default=5,
        validators=[MinValueValidator(1), MaxValueValidator(50)],
        help_text="The most from one address of the network, which a whole campus may share; in"
        " a day, four times as many.",
    )
    proof_of_work = models.BooleanField(
        default=False,
        help_text="Browsers compute for about a second before a letter is taken; without"
        " JavaScript the form then cannot be sent. Only if automatic letters become a burden.",
    )
    digest = models.BooleanField(
        "daily digest",
        default=True,
        help_text="Who has new letters gets a mail a day that says how many, and nothing of them.",
    )

    class Meta:
        app_label = "inquiries"
        verbose_name = verbose_name_plural = "settings of letters"

    def __str__(self) -> str:
        return "Settings of letters"


class ReplyTemplate(Ordered):
    """A text to answer with. Placeholders: {name}, {opening}, {group}, {sender}."""

    title = models.CharField(max_length=80, help_text="Only editors see this.")
    subject = models.CharField(max_length=200, validators=[only_known, no_control_characters])
    body = models.TextField(
        validators=[only_known],
        help_text="Plain text. {name}, {opening}, {group} and {sender} are filled in; to write"
        " such a word in braces as it is, double them: {{name}}.",
    )
    declines = models.BooleanField(
        default=False, help_text="Tick if who gets it is declined; offered for many at once."
    )

    class Meta(Ordered.Meta):
        app_label = "inquiries"
        verbose_name = "reply template"

    def __str__(self) -> str:
        return self.title


class Digest(models.Model):
    """When somebody was last told how many new letters there are."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    sent = models.DateTimeField()

    class Meta:
        app_label = "inquiries"

    def __str__(self) -> str:
        return f"Digest {self.pk}"
