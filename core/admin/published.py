"""Drafts and published rows in the admin: a column, a filter, two actions, one fieldset."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.db.models import Q, QuerySet
from django.db.models.functions import Now
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from core.admin.lists import PrefetchingAdmin

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


class PublishedAdmin(PrefetchingAdmin):
    """For models that mix in core.published.Published."""

    actions = ["publish", "make_draft"]
    save_on_top = True

    @admin.display(description="state", ordering="is_draft")
    def state(self, row: Any) -> str:
        if row.is_draft:
            return "Draft"
        if row.publish_at and row.publish_at > timezone.now():
            moment = date_format(timezone.localtime(row.publish_at), "j M Y, H:i")
            return f"From {moment}"
        return "Published"

    def view_on_site(self, row: Any) -> str | None:
        """The page that shows `row`; none for one that visitors cannot see."""
        if type(row)._default_manager.published().filter(pk=row.pk).exists():
            return self.public_address(row)
        return None

    def public_address(self, row: Any) -> str | None:
        """The row's own page; that of its section where it has none."""
        if hasattr(row, "get_absolute_url"):
            return str(row.get_absolute_url())
        section = row._meta.app_label
        return reverse(f"{section}:{section}")

    @admin.action(description="Publish the ticked rows now", permissions=["change"])
    def publish(self, request: HttpRequest, rows: QuerySet[Any]) -> None:
        self._set(request, rows, "Published.", is_draft=False, publish_at=None)

    @admin.action(description="Make the ticked rows drafts", permissions=["change"])
    def make_draft(self, request: HttpRequest, rows: QuerySet[Any]) -> None:
        self._set(request, rows, "Made a draft.", is_draft=True)

    def _set(self, request: HttpRequest, rows: QuerySet[Any], message: str, **values: Any) -> None:
        """Writes `values` to `rows`, and the change into the history of each."""
        chosen = list(rows)
        LogEntry.objects.log_actions(request.user.pk or 0, chosen, CHANGE, message)
        changed = self.model._default_manager.filter(pk__in=[row.pk for row in chosen])
        number = changed.update(**values)
        name = self.opts.verbose_name if number == 1 else self.opts.verbose_name_plural
        self.message_user(request, f"{number} {name}: {message[0].lower()}{message[1:]}",
                          messages.SUCCESS)  # fmt: skip
