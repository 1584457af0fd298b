"""Free pages and their place in the menu."""

from __future__ import annotations

from django.contrib import admin

from core.admin.published import ADDRESS, VISIBILITY, PublishedAdmin, StateFilter
from pages.models import Page


@admin.register(Page)
class PageAdmin(PublishedAdmin):
    list_display = ["title", "slug", "menu_position", "state"]
    list_filter = [StateFilter]
    list_defer = ["text", "text_html"]
    search_fields = ["title", "text"]
    fieldsets = [
        (None, {"fields": ["title", "text", "menu_position"]}),
        VISIBILITY,
        ADDRESS,
    ]
