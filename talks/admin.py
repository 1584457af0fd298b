"""Talks with their links."""

from __future__ import annotations

from django.contrib import admin

from core.admin.inlines import LinkRows, OrderedInlinesMixin
from core.admin.published import VISIBILITY, PublishedAdmin, StateFilter
from talks.models import Talk, TalkLink


class LinkInline(LinkRows):
    model = TalkLink
    verbose_name_plural = "Links (video, page of the event)"


@admin.register(Talk)
class TalkAdmin(OrderedInlinesMixin, PublishedAdmin):
    list_display = ["shown_title", "speaker", "event", "place", "date", "state"]
    list_filter = [StateFilter]
    list_select_related = ["speaker"]
    list_defer = ["abstract", "abstract_html"]
    search_fields = ["title", "event", "place", "speaker__given_name", "speaker__family_name"]
    autocomplete_fields = ["speaker", "publications"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "title",
                    "speaker",
                    ("event", "place"),
                    ("date", "start_time", "time_zone"),
                    "abstract",
                    "slides",
                ]
            },
        ),
        VISIBILITY,
        (
            "Works, note, order",
            {"fields": ["publications", "note", "position"], "classes": ["collapse"]},
        ),
    ]
    inlines = [LinkInline]
