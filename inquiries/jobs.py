"""Periodic jobs of letters."""

from __future__ import annotations

from datetime import datetime, timedelta

from health.jobs.base import Job
from inquiries.inbox.digest import send_digests
from inquiries.models import Attempt
from inquiries.privacy.retention import erase_due
from inquiries.sending import waiting

COUNTED = timedelta(days=2)  # longer than any limit looks back, and than a form lasts


def forget_attempts(now: datetime) -> str:
    """Counts of who asked how often, and files whose form never came back."""
    counts, _ = Attempt.objects.filter(since__lt=now - COUNTED).delete()
    files = waiting.forget(now)
    return f"{counts} counts and {files} files forgotten"


JOBS: tuple[Job, ...] = (
    # More than once a day, so that the day that a letter names is the day.
    Job("letters", "Erase letters whose time is over", timedelta(hours=4), erase_due),
    # Each reader is told once a day, however often it runs.
    Job("letters-digest", "Tell readers of new letters", timedelta(hours=6), send_digests),
    Job("attempts", "Forget who sent forms, files left over", timedelta(hours=6), forget_attempts),
)
