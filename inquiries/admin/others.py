"""What an administrator decides about all letters, and what became of those that are gone."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from core.admin.lists import PrefetchingAdmin
from core.admin.readonly import ReadOnlyAdmin
from core.admin.single import SingleAdmin
from inquiries.models import Erasure, InquirySettings, ReplyTemplate
from openings.forms import AskedField


class SettingsForm(forms.ModelForm):  # type: ignore[type-arg]
    asked = AskedField(
        label="What they ask for",
        help_text="Of letters without an opening; each opening has a choice of its own.",
    )


@admin.register(InquirySettings)
class InquirySettingsAdmin(SingleAdmin):
    form = SettingsForm
    fields = ["takes_general", "asked", "keep_months", "digest", "an_hour", "proof_of_work"]


@admin.register(ReplyTemplate)
class ReplyTemplateAdmin(PrefetchingAdmin):
    list_display = ["title", "subject", "declines", "position"]
    list_filter = ["declines"]
    search_fields = ["title", "subject", "body"]
    fields = ["title", "subject", "body", "declines", "position"]


@admin.register(Erasure)
class ErasureAdmin(ReadOnlyAdmin):
    """That there were letters is kept; whose they were is not."""

    list_display = ["when", "reason", "letters", "files"]
    list_filter = ["reason"]
    date_hierarchy = "when"

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
