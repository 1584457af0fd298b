"""Periodic jobs of the site as a whole."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.sessions.models import Session
from django.utils import timezone

from groupsite.jobs import forget_log_ins

pytestmark = pytest.mark.django_db


def test_sessions_that_have_ended_and_old_log_ins_are_forgotten() -> None:
    now = timezone.now()
    for days in (-1, 1):
        Session.objects.create(session_key=f"k{days}", expire_date=now + timedelta(days=days))
    for model in (AccessAttempt, AccessFailureLog, AccessLog):
        common: dict[str, Any] = {"username": "ada"}
        if model is AccessAttempt:
            common |= {"failures_since_start": 1}
        row = model.objects.create(**common, ip_address="192.0.2.1", user_agent="old")
        model.objects.filter(pk=row.pk).update(attempt_time=now - timedelta(days=31))
        model.objects.create(**common, ip_address="192.0.2.2", user_agent="new")
    assert forget_log_ins(now) == "1 ended sessions and 3 log-ins forgotten"
    assert [session.session_key for session in Session.objects.all()] == ["k1"]
    for model in (AccessAttempt, AccessFailureLog, AccessLog):
        assert [row.user_agent for row in model.objects.all()] == ["new"]
    assert forget_log_ins(now) == "0 ended sessions and 0 log-ins forgotten"
