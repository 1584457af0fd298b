"""The admin's shared parts, and the forms for what core itself keeps."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from core.admin.lists import ModelAdmin
from core.admin.readonly import ReadOnlyAdmin
from core.models import FormerSlug, SiteSettings


@admin.register(SiteSettings)
class SiteSettingsAdmin(ModelAdmin):
    """The one row: the list leads straight to its form."""

    fieldsets = [
        (None, {"fields": ["name", "tagline", "introduction"]}),
        ("Foot of every page", {"fields": ["address", "contact_email", "footer"]}),
    ]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_object(self, request: HttpRequest, object_id: str, from_field: Any = None) -> Any:
        """The settings, also before anybody saved any."""
        found = super().get_object(request, object_id, from_field)
        return found or (SiteSettings(pk=1) if object_id == "1" else None)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        if not self.has_view_or_change_permission(request):
            return super().changelist_view(request, extra_context)  # which refuses
        return redirect("admin:core_sitesettings_change", 1)


@admin.register(FormerSlug)
class FormerSlugAdmin(ReadOnlyAdmin):
    """Where an old address leads."""

    list_display = ["slug", "content_type", "object_id"]
    list_filter = ["content_type"]
    list_select_related = ["content_type"]
    search_fields = ["slug"]
