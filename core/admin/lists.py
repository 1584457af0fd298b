"""Lists of rows that ask the database a fixed number of questions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.contrib.admin.widgets import AdminIntegerFieldWidget
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest

from core.admin.moments import MomentField
from core.admin.rights import RightsAdmin
from core.admin.stamped import StampedRows
from core.images import Percent
from history.admin import HistoryMixin

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Any]
else:
    ModelAdmin = admin.ModelAdmin

FIELDS: dict[Any, dict[str, Any]] = {
    # “example.org”, typed without a scheme, is meant as https.
    models.URLField: {"assume_scheme": "https"},
    # Years and places: SQLite would keep what PostgreSQL refuses with an error.
    models.PositiveSmallIntegerField: {"max_value": 9999, "widget": AdminIntegerFieldWidget},
    Percent: {"max_value": 100, "widget": AdminIntegerFieldWidget},
    models.DateTimeField: {"form_class": MomentField},
}


class PrefetchingChangeList(ChangeList):
    """Prefetches what the columns show: on the list alone, not for each form."""

    model_admin: PrefetchingAdmin

    def get_queryset(self, request: HttpRequest, *args: Any, **kwargs: Any) -> QuerySet[Any]:
        return self.model_admin.for_list(super().get_queryset(request, *args, **kwargs))


class PrefetchingAdmin(HistoryMixin, RightsAdmin):
    """What every admin of the project's derives from."""

    formfield_overrides = FIELDS
    list_per_page = 100
    show_full_result_count = False
    list_prefetch: Sequence[Any] = ()
    list_defer: Sequence[str] = ()

    def for_list(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """`rows` with what the columns need, and without the long texts that they do not."""
        return rows.prefetch_related(*self.list_prefetch).defer(*self.list_defer)

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return PrefetchingChangeList

    def get_changelist_formset(self, request: HttpRequest, **kwargs: Any) -> Any:
        """Rows edited in the list: what somebody else saved since it was opened is not undone."""
        return super().get_changelist_formset(request, **{"formset": StampedRows, **kwargs})
