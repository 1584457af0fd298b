"""Lists of rows that ask the database a fixed number of questions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest

# “example.org”, typed without a scheme, is meant as https.
FIELDS: dict[Any, dict[str, Any]] = {models.URLField: {"assume_scheme": "https"}}


class PrefetchingChangeList(ChangeList):
    """Prefetches what the columns show: on the list alone, not for each form."""

    def get_queryset(self, request: HttpRequest, *args: Any, **kwargs: Any) -> QuerySet[Any]:
        rows = super().get_queryset(request, *args, **kwargs)
        return self.model_admin.for_list(rows)


class PrefetchingAdmin(admin.ModelAdmin):
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
