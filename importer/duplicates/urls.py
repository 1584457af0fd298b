"""Below /admin/importer/duplicates/, in the namespace of the admin."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.admin import AdminSite
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path, register_converter
from django.urls.converters import IntConverter

from importer.duplicates import split_views, views


class Key(IntConverter):
    """A number that a database can look for: SQLite takes 18 digits and more as an error."""

    regex = "[0-9]{1,18}"


register_converter(Key, "key")


def urls(site: AdminSite) -> list[URLPattern]:
    """The pages, behind the log-in of that admin."""
    pages: list[tuple[str, Callable[..., HttpResponseBase], str]] = [
        ("", views.front, "duplicates"),
        ("decided/", views.decided, "duplicates_decided"),
        ("decided/<key:key>/forget/", views.forget, "duplicates_forget"),
        ("merges/<key:key>/", views.unmerge, "duplicates_unmerge"),
        ("people/<key:key>/split/", split_views.split, "duplicates_split"),
        ("splits/<key:key>/", split_views.take_back, "duplicates_unsplit"),
        ("<slug:kind>/", views.inbox, "duplicates_inbox"),
        ("<slug:kind>/<key:one>/<key:other>/", views.compare, "duplicates_compare"),
    ]
    return [path(address, site.admin_view(view), name=name) for address, view, name in pages]
