"""Drafts and published rows in the admin: a column, a filter, two actions, one fieldset."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.db.models import Q, QuerySet
from django.db.models.functions import Now
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from core import touched
from core.admin.lists import PrefetchingAdmin
from core.admin.texts import TextsMixin
from core.preview import editors_address
from core.rights import limits, may
from history.admin import recorded

VISIBILITY = ("Who sees it", {"fields": [("is_draft", "publish_at")]})
ADDRESS = (
    "Address",
    {"fields": ["slug"], "classes": ["collapse"]},
)


class StateFilter(admin.SimpleListFilter):
    title = "state"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("published", "Published"), ("scheduled", "Scheduled"), ("draft", "Draft")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        wanted = {
            "published": Q(is_draft=False) & (Q(publish_at=None) | Q(publish_at__lte=Now())),
            "scheduled": Q(is_draft=False, publish_at__gt=Now()),
            "draft": Q(is_draft=True),
        }.get(self.value() or "")
        return queryset.filter(wanted) if wanted else queryset


class PublishedAdmin(TextsMixin, PrefetchingAdmin):
    """For models that mix in core.published.Published."""

    actions = ["publish", "make_draft"]
    save_on_top = True

    @admin.display(description="state", ordering="is_draft")
    def state(self, row: Any) -> str:
        if row.is_draft:
            return "Draft"
        if row.publish_at and row.publish_at > timezone.now():
            moment = date_format(timezone.localtime(row.publish_at), "j M Y, H:i T")
            return f"From {moment}"
        return "Published"

    def view_on_site(self, row: Any) -> str | None:
        """The page that shows `row`; none for one that visitors cannot see."""
        if type(row)._default_manager.published().filter(pk=row.pk).exists():
            return self.public_address(row)
        return None

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """With the ways to see a row that visitors do not see yet."""
        row = context.get("original")
        if row and not row.is_published:
            context["preview_url"] = editors_address(row)
            if may(request.user, "change", row):
                key = [row._meta.label_lower, row.pk]
                context["secret_link_url"] = reverse("admin:secret_link", args=key)
        return super().render_change_form(request, context, *args, **kwargs)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        if "_preview" in request.POST:
            address = self.view_on_site(obj) if obj.is_published else editors_address(obj)
            return HttpResponseRedirect(address or request.get_full_path())
        return super().response_change(request, obj)

    def save_form(self, request: HttpRequest, form: Any, change: bool) -> Any:
        """A moment that nobody touched stays to the microsecond, and in its hour of two."""
        row = super().save_form(request, form, change)
        if change and "publish_at" in form.fields and "publish_at" not in form.changed_data:
            row.publish_at = form.initial.get("publish_at")
        return row

    def public_address(self, row: Any) -> str | None:
        """The row's own page; that of its section where it has none."""
        if hasattr(row, "get_absolute_url"):
            return str(row.get_absolute_url())
        section = row._meta.app_label
        return reverse(f"{section}:{section}")

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Without those for who has no say in what visitors see."""
        actions = super().get_actions(request)
        if "is_draft" in limits(request.user, self.model):
            return {name: a for name, a in actions.items() if name not in ("publish", "make_draft")}
        return actions

    @admin.action(description="Publish the ticked rows now", permissions=["change"])
    def publish(self, request: HttpRequest, rows: QuerySet[Any]) -> None:
        self._set(request, rows, "Published.", is_draft=False, publish_at=None)

    @admin.action(description="Make the ticked rows drafts", permissions=["change"])
    def make_draft(self, request: HttpRequest, rows: QuerySet[Any]) -> None:
        self._set(request, rows, "Made a draft.", is_draft=True)

    def _set(self, request: HttpRequest, rows: QuerySet[Any], message: str, **values: Any) -> None:
        """Writes `values` to `rows`, and the change into the history of each."""
        chosen = list(self.mine(request, "change", rows))
        LogEntry.objects.log_actions(request.user.pk or 0, chosen, CHANGE, message)
        changed = self.model._default_manager.filter(pk__in=[row.pk for row in chosen])
        with recorded(chosen, request.user, "list"):
            number = changed.update(**values)
        touched.note((self.model, row.pk, {}) for row in chosen)
        name = self.opts.verbose_name if number == 1 else self.opts.verbose_name_plural
        self.message_user(request, f"{number} {name}: {message[0].lower()}{message[1:]}",
                          messages.SUCCESS)  # fmt: skip
