"""What a row of the inbox shows."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

from core.admin.lists import ModelAdmin
from inquiries.models import Inquiry, State


class ColumnsMixin(ModelAdmin):
    list_display = [
        "star", "who", "about", "programme", "came", "state", "assigned_to", "has_cv", "answer",
    ]  # fmt: skip
    list_display_links = ["who"]

    @admin.display(description="★", ordering="-is_starred")
    def star(self, row: Inquiry) -> SafeString:
        """A button of the form around the list, which goes to an address of its own."""
        return format_html(
            '<button type="submit" class="star" name="starred" value="{}" formaction="{}"'
            ' aria-pressed="{}" aria-label="Star on letter {}">{}</button>',
            "" if row.is_starred else "1",
            reverse("admin:inquiries_inquiry_star", args=[row.pk]),
            "true" if row.is_starred else "false",
            row.pk,
            "★" if row.is_starred else "☆",
        )

    @admin.display(description="from", ordering="name")
    def who(self, row: Any) -> SafeString:
        words = []
        if row.joined_number:
            words.append(f"{row.joined_number + 1} letters")
        if not row.confirmed:
            words.append("address not confirmed")
        name = format_html("<b>{}</b>" if row.state == State.NEW else "{}", row.name or "–")
        quiet = format_html(' <span class="quiet">{}</span>', ", ".join(words)) if words else ""
        return format_html("{}{}", name, quiet)

    @admin.display(description="for", ordering="opening")
    def about(self, row: Inquiry) -> str:
        return row.about

    @admin.display(description="received", ordering="received")
    def came(self, row: Inquiry) -> str:
        return _day(row.received)

    @admin.display(description="CV")
    def has_cv(self, row: Inquiry) -> str:
        return "CV" if row.cv else ""

    @admin.display(description="last answer", ordering="answered")
    def answer(self, row: Any) -> str:
        return _day(row.answered) if row.answered else ""


def _day(moment: Any) -> str:
    """14 May 2026, by the clocks of the site."""
    return date_format(timezone.localtime(moment), "j M Y")
