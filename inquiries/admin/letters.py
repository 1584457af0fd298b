"""The inbox: the list of letters, and the way to all that is done with them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.actions import delete_selected
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.views.decorators.http import require_POST

from core.admin.lists import PrefetchingAdmin
from core.rights import allowed, may_all
from inquiries.admin import acts, bulk, files
from inquiries.admin.columns import ColumnsMixin
from inquiries.admin.filters import (
    AddressFilter,
    MineFilter,
    OpeningFilter,
    StarredFilter,
    StateFilter,
)
from inquiries.admin.lists import InboxList, counts, forget
from inquiries.admin.reading import page
from inquiries.inbox import applicants
from inquiries.inbox.answers import Draft, Writer
from inquiries.models import Erasure, Inquiry, State
from inquiries.privacy.erase import erase


@admin.register(Inquiry)
class InquiryAdmin(ColumnsMixin, PrefetchingAdmin):
    """What was sent stays as it was sent; the rest is the readers'."""

    list_filter = [StateFilter, OpeningFilter, StarredFilter, MineFilter, AddressFilter]
    search_fields = ["name", "email", "programme", "background", "papers", "message", "links"]
    list_defer = ["background", "papers", "message", "links"]
    fields = ["state"]
    actions = [
        "star_all", "unstar_all", "mark_read", "assign_all", "decline_all", "export_all",
        "delete_selected",
    ]  # fmt: skip
    change_list_template = "admin/inquiries/list.html"

    class Media:
        css = {"all": ["admin/css/inbox.css"]}

    # ---- whose

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Inquiry | None = None) -> bool:
        return super().has_view_permission(request, obj) and self._has_inbox(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Inquiry | None = None) -> bool:
        return super().has_change_permission(request, obj) and self._has_inbox(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Inquiry | None = None) -> bool:
        return super().has_delete_permission(request, obj) and self._has_inbox(request, obj)

    def _has_inbox(self, request: HttpRequest, obj: Inquiry | None) -> bool:
        """There is none for members to whom nobody wrote. Asked once for each request."""
        if obj:
            return True
        known: bool | None = getattr(request, "_has_inbox", None)
        if known is None:
            known = (
                may_all(request.user, "view", Inquiry)
                or allowed(request.user, "view", Inquiry.objects.all()).exists()
            )
            request._has_inbox = known  # type: ignore[attr-defined]
        return known

    # ---- pages

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows: Any = super().get_queryset(request)
        found: QuerySet[Any] = rows.listed()
        return found

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[InboxList]:
        return InboxList

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        forget(request)
        shown = request.GET.get("state", "")
        more = {
            "title": "Letters",
            "counts": counts(self, request),
            "shown_state": shown,
            "is_nav_sidebar_enabled": False,  # the list needs the width
        }
        answer = super().changelist_view(request, {**more, **(extra_context or {})})
        answer["Cache-Control"] = "private, no-store"
        return answer

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """The letter to be read; posted, its state."""
        letter = self.get_object(request, unquote(object_id))
        if letter is None:
            missing: HttpResponse = self._get_obj_does_not_exist_redirect(  # type: ignore[attr-defined]
                request, self.opts, object_id
            )
            return missing
        if request.method != "POST":
            answer = page(self, request, letter)
        elif not self.has_change_permission(request, letter):
            raise PermissionDenied
        else:
            answer = acts.set_state(request, letter)
        answer["Cache-Control"] = "private, no-store"
        return answer

    def reply_view(self, request: HttpRequest, key: int) -> HttpResponse:
        """Sends an answer; shows it again where it cannot be sent as it stands."""
        letter = acts.letter_of(request, key)
        if request.method != "POST":
            return HttpResponseRedirect(acts.address(request, key))
        form, writer = acts.ReplyForm(request.POST), Writer(request.user)
        if form.is_valid() and not writer.address:
            form.add_error(None, "Your account has no e-mail address to answer to: add one first.")
        if not form.is_valid():
            return page(self, request, letter, form)
        said = form.cleaned_data
        state = said["state"]
        writer.send(letter, Draft(said["subject"], said["body"]), state)
        then = f" Its state is “{State(state).label}” now." if state else ""
        self.log_change(request, letter, f"Answered.{then}")
        messages.success(request, f"The answer to {letter} is on its way.{then}")
        return HttpResponseRedirect(acts.address(request, key) + "#timeline")

    def get_urls(self) -> list[URLPattern]:
        def to(
            address: str, view: Callable[..., HttpResponseBase], name: str, *args: Any
        ) -> URLPattern:
            wrapped: Any = self.admin_site.admin_view(view)
            made: URLPattern = path(address, wrapped, name=f"inquiries_inquiry_{name}")
            return made

        return [
            to("<int:key>/cv/", files.download, "cv"),
            to("<int:key>/cv/picture/", files.picture, "cv_picture"),
            to("<int:key>/cv/text/", files.words, "cv_text"),
            to("<int:key>/star/", acts.star, "star"),
            to("<int:key>/note/", acts.note, "note"),
            to("<int:key>/note/<int:number>/delete/", acts.delete_note, "note_delete"),
            to("<int:key>/reply/", self.reply_view, "reply"),
            to("<int:key>/assign/", acts.assign, "assign"),
            to("<int:key>/join/", acts.join, "join"),
            to("<int:key>/separate/", acts.separate, "separate"),
            to("assign/", require_POST(self.bulk_assign_view), "bulk_assign"),
            to("decline/", require_POST(self.bulk_decline_view), "bulk_decline"),
            to("export/", self.export_view, "export"),
            *super().get_urls(),
        ]

    # ---- deleting

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """Asks first, and says which letters of the same applicant stay."""
        letter = self.get_object(request, unquote(object_id))
        group = applicants.group(request.user, letter) if letter else []
        more = {"stay": [each for each in group if each != letter]}
        return super().delete_view(request, object_id, {**more, **(extra_context or {})})

    def delete_model(self, request: HttpRequest, obj: Inquiry) -> None:
        """For good, with files, mails, and what the log of the admin says of it."""
        erase(Inquiry.objects.filter(pk=obj.pk), Erasure.Reason.BY_HAND)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        keys = list(queryset.order_by().values_list("pk", flat=True))
        erase(Inquiry.objects.filter(pk__in=keys), Erasure.Reason.BY_HAND)

    # ---- many at once

    @admin.action(permissions=["change"], description="Star")
    def star_all(self, request: HttpRequest, rows: QuerySet[Any]) -> None:
        number = self.mine(request, "change", rows).count()
        bulk.with_joined(rows, request.user).update(is_starred=True)
        messages.success(request, f"{number} starred.")

    @admin.action(permissions=["change"], description="Take the star off")
    def unstar_all(self, request: HttpRequest, rows: QuerySet[Any]) -> None:
        number = self.mine(request, "change", rows).count()
        bulk.with_joined(rows, request.user).update(is_starred=False)
        messages.success(request, f"{number} without a star.")

    @admin.action(permissions=["change"], description="Mark as read")
    def mark_read(self, request: HttpRequest, rows: QuerySet[Any]) -> None:
        """Those that are new; what somebody decided on stays as it is."""
        mine = bulk.with_joined(rows, request.user)
        number = mine.filter(state=State.NEW).update(state=State.READ)
        messages.success(request, f"{number} marked as read.")

    @admin.action(permissions=["change"], description="Assign to a colleague…")
    def assign_all(self, request: HttpRequest, rows: QuerySet[Any]) -> HttpResponse:
        return bulk.assigning(self, request, rows.values_list("pk", flat=True))

    @admin.action(permissions=["change"], description="Decline politely, by mail…")
    def decline_all(self, request: HttpRequest, rows: QuerySet[Any]) -> HttpResponse:
        return bulk.declining(self, request, rows.values_list("pk", flat=True))

    @admin.action(permissions=["view"], description="Export…")
    def export_all(self, request: HttpRequest, rows: QuerySet[Any]) -> HttpResponse:
        return bulk.exporting(self, request, rows.values_list("pk", flat=True))

    @admin.action(permissions=["delete"], description="Delete for good…")
    def delete_selected(self, request: HttpRequest, rows: QuerySet[Any]) -> HttpResponse | None:
        """With what is joined to them, as that stands in the same row of the list."""
        mine = bulk.with_joined(self.mine(request, "delete", rows), request.user, "delete")
        return delete_selected(self, request, mine) if mine else None

    def bulk_assign_view(self, request: HttpRequest) -> HttpResponse:
        return bulk.assign(self, request)

    def bulk_decline_view(self, request: HttpRequest) -> HttpResponse:
        return bulk.decline(self, request)

    def export_view(self, request: HttpRequest) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        return bulk.export(self, request)
