"""The bin: what was deleted, by whom, and how long it stays."""

from __future__ import annotations

from typing import Any

from django.contrib.admin import site
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from history.bin import empty_bin
from history.models import DAYS_IN_BIN, Version
from history.records import by_label
from history.views.allowed import may_restore
from history.views.paging import allowed_models, page_of


def bin_view(request: HttpRequest) -> HttpResponse:
    """Deleted records that this user may restore, the newest first."""
    empty_bin()
    labels = allowed_models(request)
    if not labels:
        raise PermissionDenied
    rows = Version.objects.in_bin().filter(model__in=labels)
    page = page_of(rows, request, lambda versions: _restorable(request, versions))
    context = {
        **site.each_context(request),
        "title": "Bin",
        "entries": [
            (version, by_label()[version.model]._meta.verbose_name) for version in page.rows
        ],
        "page": page,
        "days": DAYS_IN_BIN,
    }
    return render(request, "admin/history/bin.html", context)


def _restorable(request: HttpRequest, versions: list[Any]) -> list[Any]:
    return [version for version in versions if may_restore(request.user, version)]
