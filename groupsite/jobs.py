"""Periodic jobs of apps that know nothing of jobs."""

from __future__ import annotations

from datetime import datetime, timedelta

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.sessions.models import Session

from accounts.proposal_mails import EVERY, tell_editors
from health.jobs.base import Job
from history.bin import empty_bin
from history.kept import forget_old


def empty_the_bin(now: datetime) -> str:
    """What has been in the bin for its time goes, and texts of forms that nobody came back to."""
    gone = empty_bin()
    forget_old()
    return f"{len(gone)} gone for good"


LOGGED = timedelta(days=30)  # log-ins, with network addresses: docs/privacy.md says so


def forget_log_ins(now: datetime) -> str:
    """Sessions that have ended, and log-ins and failed ones of long ago."""
    ended, _ = Session.objects.filter(expire_date__lt=now).delete()
    old = 0
    for model in (AccessAttempt, AccessFailureLog, AccessLog):
        old += model.objects.filter(attempt_time__lt=now - LOGGED).delete()[0]
    return f"{ended} ended sessions and {old} log-ins forgotten"


JOBS: tuple[Job, ...] = (
    Job("bin", "Empty the bin", timedelta(hours=12), empty_the_bin),
    Job("log-ins", "Forget old log-ins", timedelta(hours=12), forget_log_ins),
    Job("proposals", "Tell editors of proposals", EVERY, tell_editors),
)
