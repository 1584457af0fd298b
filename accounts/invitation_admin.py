"""The list of invitations: what was sent, and what became of it."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from accounts import inviting
from accounts.models import Invitation
from accounts.views.manage import invite_all
from core.admin.lists import PrefetchingAdmin

State = Invitation.State


class StateFilter(admin.SimpleListFilter):
    title = "state"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(state.value, state.label.capitalize()) for state in State]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        open_ones = Q(used_at=None, revoked_at=None)
        wanted = {
            State.WAITING: open_ones & Q(expires_at__gt=timezone.now()),
            State.EXPIRED: open_ones & Q(expires_at__lte=timezone.now()),
            State.REVOKED: Q(used_at=None, revoked_at__isnull=False),
            State.USED: Q(used_at__isnull=False),
        }.get(self.value())
        return queryset.filter(wanted) if wanted else queryset


class InvitationAdmin(PrefetchingAdmin):
    """Invitations are sent from the people."""

    list_display = ["who", "email", "role", "state", "invited_at", "expires_at", "invited_by"]
    list_display_links = None
    list_filter = [StateFilter, "role"]
    list_select_related = ["person", "invited_by"]
    search_fields = ["email", "person__given_name", "person__family_name"]
    search_help_text = "Name or e-mail address"
    fields = ["person", "email", "role", "invited_by", "invited_at", "expires_at", "used_at",
              "revoked_at"]  # fmt: skip
    actions = ["send_again", "take_back"]

    @admin.display(description="person", ordering="person__family_name")
    def who(self, invitation: Invitation) -> str:
        address = reverse("admin:person_account", args=[invitation.person_id])
        return format_html('<a href="{}">{}</a>', address, invitation.person)

    @admin.display(description="state")
    def state(self, invitation: Invitation) -> str:
        return invitation.state.label

    @admin.action(description="Send the ticked ones again", permissions=["invite"])
    def send_again(self, request: HttpRequest, rows: QuerySet[Invitation]) -> HttpResponse:
        """To each person the last of the ticked ones: a later one makes the former void."""
        latest = {row.person_id: row for row in rows.select_related("person").order_by("pk")}
        return invite_all(request, [(row.person, row.email, row.role) for row in latest.values()])

    @admin.action(description="Take the ticked ones back", permissions=["invite"])
    def take_back(self, request: HttpRequest, rows: QuerySet[Invitation]) -> None:
        open_ones = Invitation.objects.unsettled().filter(pk__in=rows.values("pk"))
        number = open_ones.update(revoked_at=timezone.now())
        self.message_user(request, f"Taken back: {number}.")

    def has_invite_permission(self, request: HttpRequest) -> bool:
        return inviting.may_invite(request.user)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return inviting.may_invite(request.user)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return inviting.may_invite(request.user)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Asked for a person who is to be deleted, too: what they were sent goes with them."""
        return inviting.may_invite(request.user)
