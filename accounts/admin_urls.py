"""Below /admin/, in its namespace."""

from __future__ import annotations

from django.contrib.admin import AdminSite
from django.urls import URLPattern, path, re_path

from accounts.views import manage


def urls(site: AdminSite) -> list[URLPattern]:
    """The pages, behind the log-in of that admin."""
    key = "(?P<key>[0-9]{1,18})"
    return [
        re_path(
            rf"^people/person/{key}/account/$",
            site.admin_view(manage.person_account),
            name="person_account",
        ),
        path("accounts/invite/", site.admin_view(manage.invite), name="invite"),
        re_path(rf"^auth/user/{key}/close/$", site.admin_view(manage.close), name="close_account"),
    ]
