"""Talks with their links."""

from __future__ import annotations

from django.contrib import admin

from core.admin.inlines import OrderedInlinesMixin, Rows
from core.admin.published import VISIBILITY, PublishedAdmin, StateFilter
from talks.models import Talk, TalkLink


class LinkInline(Rows):
    model = TalkLink
    fields = ["position", "label", "url"]
    verbose_name = "link"
    verbose_name_plural = "Links (video, page of the event)"


@admin.register(Talk)
class TalkAdmin(OrderedInlinesMixin, PublishedAdmin):
    list_display = ["shown_title", "speaker", "event", "place", "date", "state"]
    list_filter = [StateFilter]
    list_select_related = ["speaker"]
    search_fields = ["title", "event", "place", "speaker__given_name", "speaker__family_name"]
    autocomplete_fields = ["speaker", "publications"]
    fieldsets = [
        (None, {"fields": ["title", "speaker", ("event", "place", "date"), "slides"]}),
        VISIBILITY,
        (
            "Works, note, order",
            {"fields": ["publications", "note", "position"], "classes": ["collapse"]},
        ),
    ]
    inlines = [LinkInline]
