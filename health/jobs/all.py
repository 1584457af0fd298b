"""The jobs of this app; those of others are named in the settings beside it."""

from __future__ import annotations

from datetime import timedelta

from health.addresses.round import check_some
from health.freshness.ask import ask_leavers, ask_term
from health.jobs.base import Job
from health.outbox.send import send_due, tidy
from health.recruiting.ask import ask_owners

JOBS: tuple[Job, ...] = (
    Job("mails", "Send mails", timedelta(minutes=1), send_due),
    Job("still-true", "Ask members whether their page is true", timedelta(hours=12), ask_term),
    Job("now-at", "Ask who left where they are now", timedelta(hours=12), ask_leavers),
    Job("still-open", "Ask whether openings still hold", timedelta(hours=12), ask_owners),
    Job("links", "Ask whether links lead somewhere", timedelta(minutes=10), check_some),
    Job("old-mails", "Forget old mails", timedelta(days=1), tidy),
)
