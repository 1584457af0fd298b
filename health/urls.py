"""Below /admin/health/ and /admin/outbox/, in the namespace of the admin."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.admin import AdminSite
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path

from health.views import checks, jobs, outbox, profiles


def urls(site: AdminSite) -> list[URLPattern]:
    """The pages, behind the log-in of that admin."""
    pages: list[tuple[str, Callable[..., HttpResponseBase], str]] = [
        ("health/", checks.health, "health"),
        ("health/jobs/", jobs.periodic, "health_jobs"),
        ("health/jobs/<slug:slug>/", jobs.run_soon, "health_run"),
        ("health/profiles/", profiles.profiles, "health_profiles"),
        ("health/profiles/<int:key>/", profiles.do, "health_profile"),
        ("health/answers/", profiles.waiting, "health_answers"),
        ("health/answers/<int:key>/", profiles.decide, "health_answer"),
        ("health/<slug:slug>/", checks.findings, "health_check"),
        ("outbox/", outbox.outbox, "outbox"),
        ("outbox/<int:key>/", outbox.settle, "outbox_settle"),
    ]
    return [path(address, site.admin_view(view), name=name) for address, view, name in pages]
