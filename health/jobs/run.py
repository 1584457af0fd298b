"""Running what is due: each job by one process at a time, whatever happens to that process."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from health.jobs.base import Job
from health.jobs.registry import jobs
from health.models import JobState

LEASE = timedelta(minutes=15)  # longer than any job takes
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outcome:
    job: Job
    told: str
    error: str = ""


def run_due(now: datetime | None = None) -> list[Outcome]:
    """Run each job whose time has come and that no other process runs."""
    moment = now or timezone.now()
    states = {state.slug: state for state in JobState.objects.all()}
    due = [job for job in jobs() if job.slug not in states or states[job.slug].next_run <= moment]
    return run(due, moment)


def run(chosen: Iterable[Job], now: datetime, at_once: bool = False) -> list[Outcome]:
    """Run these, `at_once` also before their time; what another process runs is left out."""
    return [_run(job, now) for job in chosen if _take(job, now, at_once)]


def _take(job: Job, now: datetime, at_once: bool) -> bool:
    """Whether the lease is ours: one statement, so that of two processes one gets it."""
    JobState.objects.get_or_create(slug=job.slug, defaults={"next_run": now})
    free = Q(leased_until=None) | Q(leased_until__lt=now)
    rows = JobState.objects.filter(free, slug=job.slug)
    if not at_once:
        rows = rows.filter(next_run__lte=now)
    return rows.update(leased_until=now + LEASE, last_start=now) == 1


def _run(job: Job, now: datetime) -> Outcome:
    told = error = ""
    try:
        told = job.run(now)
    except Exception as mistake:
        log.exception("The job “%s” stopped.", job.slug)
        error = f"{type(mistake).__name__}: {mistake}"[:500]
    after = {"leased_until": None, "next_run": now + job.every}
    if error:
        after |= {"error": error, "failed_at": now}
    else:
        after |= {"told": told[:500], "last_end": timezone.now()}
    JobState.objects.filter(slug=job.slug).update(**after)
    return Outcome(job, told, error)
