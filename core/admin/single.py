"""Models of one row, which can be edited and neither added nor deleted."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from core.admin.lists import PrefetchingAdmin


class SingleAdmin(PrefetchingAdmin):
    """The list leads straight to the form of the one row."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_object(self, request: HttpRequest, object_id: str, from_field: Any = None) -> Any:
        """The row, also before anybody saved it."""
        found = super().get_object(request, object_id, from_field)
        return found or (self.model(pk=1) if object_id == "1" else None)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        if not self.has_view_or_change_permission(request):
            return super().changelist_view(request, extra_context)  # which refuses
        return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", 1)
