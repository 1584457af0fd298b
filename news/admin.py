"""News: a date, a text, and what it is about."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone

from accounts.proposable import ProposableMixin
from core.admin.inlines import LinkRows, OrderedInlinesMixin
from core.admin.published import VISIBILITY, PublishedAdmin, StateFilter
from core.text import unmarked
from news.models import NewsItem, NewsLink


class LinkInline(LinkRows):
    model = NewsLink


@admin.register(NewsItem)
class NewsAdmin(ProposableMixin, OrderedInlinesMixin, PublishedAdmin):
    list_display = ["start_of_text", "date", "author", "state"]
    list_filter = [StateFilter]
    list_select_related = ["author"]
    list_defer = ["text_html"]
    search_fields = ["text", "author__given_name", "author__family_name"]
    autocomplete_fields = ["author", "publications", "people"]
    fieldsets = [
        (None, {"fields": ["date", "text", "author"]}),
        VISIBILITY,
        (
            "Works and people it is about, order",
            {"fields": ["publications", "people", "position"], "classes": ["collapse"]},
        ),
    ]
    inlines = [LinkInline]

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """News are mostly of today."""
        return {
            "date": timezone.localdate().isoformat(),
            **super().get_changeform_initial_data(request),
        }

    @admin.display(description="text")
    def start_of_text(self, item: NewsItem) -> str:
        text = unmarked(item.text)
        return text if len(text) <= 100 else f"{text[:100].rsplit(' ', 1)[0]} …"
