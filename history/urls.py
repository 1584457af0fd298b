"""Below /admin/, in the namespace of the admin."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.admin import AdminSite
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path

from history.views.bin import bin_view
from history.views.changes import changes
from history.views.form import discard
from history.views.version import version_view


def urls(site: AdminSite) -> list[URLPattern]:
    """The pages, behind the log-in of that admin."""
    pages: list[tuple[str, Callable[..., HttpResponseBase], str]] = [
        ("bin/", bin_view, "bin"),
        ("changes/", changes, "changes"),
        ("history/<key:key>/", version_view, "history_version"),
        ("history/kept/<key:key>/discard/", discard, "history_discard"),
    ]
    return [path(address, site.admin_view(view), name=name) for address, view, name in pages]
