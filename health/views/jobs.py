"""The periodic jobs: when each ran, what it did, when it will run again."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.admin import site
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from core.rights import may, may_some
from health.jobs.registry import jobs
from health.models import JobState

LATE = timedelta(days=1)


@require_safe
def periodic(request: HttpRequest) -> HttpResponse:
    if not may_some(request.user, "view", JobState):
        raise PermissionDenied
    states = {state.slug: state for state in JobState.objects.all()}
    now = timezone.now()
    context: dict[str, Any] = {
        **site.each_context(request),
        "title": "Periodic jobs",
        "jobs": [
            (job, state, bool(state and may(request.user, "change", state)))
            for job in jobs()
            for state in [states.get(job.slug)]
        ],
        "is_late": any(state.next_run < now - LATE for state in states.values()),
        "by_cron": not settings.RUN_JOBS,
        "now": now,
    }
    return render(request, "admin/health/jobs.html", context)


@require_POST
def run_soon(request: HttpRequest, slug: str) -> HttpResponse:
    """Make the job due; whoever looks next for what is due runs it."""
    state = JobState.objects.filter(slug=slug).first()
    if state is None:
        raise Http404("There is no such job, or it has never run.")
    if not may(request.user, "change", state):
        raise PermissionDenied
    state.next_run = timezone.now()
    state.save(update_fields=["next_run"])
    messages.success(request, "It will be run within a minute or two: load this page again then.")
    return HttpResponseRedirect(reverse("admin:health_jobs"))
