"""Below /admin/importer/duplicates/, in the namespace of the admin."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.admin import AdminSite
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path

from importer.duplicates import views


def urls(site: AdminSite) -> list[URLPattern]:
    """The pages, behind the log-in of that admin."""
    pages: list[tuple[str, Callable[..., HttpResponseBase], str]] = [
        ("", views.front, "duplicates"),
        ("decided/", views.decided, "duplicates_decided"),
        ("decided/<int:key>/forget/", views.forget, "duplicates_forget"),
        ("merges/<int:key>/", views.unmerge, "duplicates_unmerge"),
        ("<slug:kind>/", views.inbox, "duplicates_inbox"),
        ("<slug:kind>/<int:one>/<int:other>/", views.compare, "duplicates_compare"),
    ]
    return [path(address, site.admin_view(view), name=name) for address, view, name in pages]
