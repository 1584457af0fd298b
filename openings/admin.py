"""Openings, and what prospective students sent."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest

from core.admin.lists import PrefetchingAdmin
from core.admin.published import VISIBILITY, PublishedAdmin, StateFilter
from openings.models import Inquiry, Opening


@admin.register(Opening)
class OpeningAdmin(PublishedAdmin):
    list_display = ["heading", "contact", "start", "deadline", "is_closed", "state"]
    list_filter = ["is_closed", StateFilter, "audience"]
    list_select_related = ["contact"]
    list_defer = ["text", "text_html"]
    search_fields = ["title", "institution", "text", "contact__family_name"]
    autocomplete_fields = ["contact"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("audience", "institution"),
                    "text",
                    "contact",
                    ("start", "deadline", "is_closed"),
                    "title",
                ]
            },
        ),
        VISIBILITY,
    ]


@admin.register(Inquiry)
class InquiryAdmin(PrefetchingAdmin):
    """What was sent stays as it was sent; the state and a note are the editors'."""

    list_display = ["name", "email", "opening", "received", "state"]
    list_filter = ["state"]
    list_select_related = ["opening"]
    date_hierarchy = "received"
    search_fields = ["name", "email", "background", "message"]
    readonly_fields = ["received", "name", "email", "opening", "background", "message"]
    fields = ["state", "private_note", *readonly_fields]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False
