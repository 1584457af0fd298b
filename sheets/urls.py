"""Below /admin/sheets/, in the namespace of the admin."""

from __future__ import annotations

from django.contrib.admin import AdminSite
from django.urls import URLPattern, path

from sheets import views


def urls(site: AdminSite) -> list[URLPattern]:
    return [
        path("<slug:slug>/", site.admin_view(views.sheet), name="sheet"),
        path("<slug:slug>.<slug:suffix>", site.admin_view(views.download), name="sheet_download"),
        path("<slug:slug>/<int:key>/", site.admin_view(views.preview), name="sheet_preview"),
    ]
