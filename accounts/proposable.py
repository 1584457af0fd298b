"""Forms of rows that members propose: they say how the proposal stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from accounts.models import Proposal
from core.rights import may_all

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Any]
else:
    ModelAdmin = admin.ModelAdmin


class ProposableMixin(ModelAdmin):
    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return [*super().get_readonly_fields(request, obj), "proposal"]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None and not may_all(request.user, "add", self.model):
            told = "It stays a draft until an editor has looked at it and published it."
            return [("A proposal", {"fields": [], "description": told}), *fieldsets]
        if obj is None or (found := self._of(obj)) is None:
            return fieldsets
        options: dict[str, Any] = {"fields": ["proposal"]}
        if found.is_open and may_all(request.user, "change", Proposal):
            address = reverse("admin:proposal", args=[found.pk])
            options["description"] = format_html('<a href="{}">Decide on it</a>', address)
        return [("Proposed", options), *fieldsets]

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if not change and not may_all(request.user, "add", self.model):
            told = "It waits for an editor. You can still change it, and take it back."
            self.message_user(request, told, messages.INFO)

    @admin.display(description="how it stands")
    def proposal(self, row: Any) -> SafeString:
        found = self._of(row)
        return render_to_string("admin/proposals/state.html", {"proposal": found})

    def _of(self, row: Any) -> Proposal | None:
        """Of a row that is no draft, nobody need know who proposed it."""
        if not row.is_draft:
            return None
        if not hasattr(row, "_proposal"):
            row._proposal = Proposal.objects.on(row).select_related("by__person").first()
        found: Proposal | None = row._proposal
        return found
