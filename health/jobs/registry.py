"""All jobs that the settings name."""

from __future__ import annotations

from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

from health.jobs.base import Job


@cache
def jobs() -> tuple[Job, ...]:
    """Those of each path in PERIODIC_JOBS, in that order."""
    return tuple(job for path in settings.PERIODIC_JOBS for job in import_string(path))
