"""The pages of health that a user finds on the front page of the admin."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from core.rights import may_some
from health.models import JobState
from health.registry import checks
from health.views.outbox import may_read_mails
from people.models import Person


def pages(user: Any) -> Iterator[tuple[str, str, str]]:
    """(key, name, address) of those that the user may see; asks the database nothing itself."""
    if any(check.is_open_to(user) for check in checks()):
        yield "Health", "What needs care", reverse("admin:health")
    if may_some(user, "change", Person):
        yield "Profiles", "When pages were confirmed", reverse("admin:health_profiles")
    if may_read_mails(user):
        yield "Outbox", "Outbox", reverse("admin:outbox")
    if may_some(user, "view", JobState):
        yield "Jobs", "Periodic jobs", reverse("admin:health_jobs")
