"""Service to the community: reviewing, organising, editing."""

from __future__ import annotations

from django.contrib import admin

from core.admin.published import VISIBILITY, PublishedAdmin, StateFilter
from services.models import ServiceRole


@admin.register(ServiceRole)
class ServiceRoleAdmin(PublishedAdmin):
    list_display = ["role", "for_what", "year", "person", "state"]
    list_filter = [StateFilter, "year"]
    list_select_related = ["person", "venue"]
    search_fields = [
        "role", "body", "venue__abbreviation", "venue__name", "person__given_name",
        "person__family_name",
    ]  # fmt: skip
    autocomplete_fields = ["person", "venue"]
    save_as = True
    fieldsets = [
        (None, {"fields": ["person", "role", ("venue", "body"), "year"]}),
        VISIBILITY,
        ("Note, order", {"fields": ["note", "position"], "classes": ["collapse"]}),
    ]
