"""All checks that the settings name, wherever they are defined."""

from __future__ import annotations

from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

from health.checks.base import Check


@cache
def checks() -> tuple[Check, ...]:
    """Those of each path in HEALTH_CHECKS, in that order."""
    return tuple(check for path in settings.HEALTH_CHECKS for check in import_string(path))


def check_of(slug: str) -> Check | None:
    return next((check for check in checks() if check.slug == slug), None)
