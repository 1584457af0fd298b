"""The sessions of an account: noted as they are used, listed, ended."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from accounts.browsers import described
from accounts.models import LoginSession

# More often than this nothing is written: “last used” need not be more precise.
EVERY = timedelta(hours=1)
NOTED = "noted"  # in the session: which key was noted, and when


def note(request: HttpRequest, user: Any) -> None:
    """Keeps the list of sessions true: one row for this session, used within the last hour.

    Called at the log-in, and by the middleware: the key changes when a session goes on after a new
    password; its row goes then, and is made anew.
    """
    key, now = request.session.session_key, timezone.now()
    if not key or not Session.objects.filter(pk=key).exists():
        return
    LoginSession.objects.update_or_create(
        pk=key,
        defaults={"user": user, "used_at": now},
        create_defaults={
            "user": user,
            "browser": described(request.headers.get("User-Agent", "")),
        },
    )
    request.session[NOTED] = [key, now.isoformat()]


def is_noted(request: HttpRequest) -> bool:
    """Whether `note` has nothing to do; asks the database nothing."""
    key, moment = request.session.get(NOTED, ["", ""])
    is_fresh = bool(moment) and timezone.now() - datetime.fromisoformat(moment) < EVERY
    return is_fresh and bool(key == request.session.session_key)


def of(user: Any) -> list[LoginSession]:
    """The sessions in which `user` is logged in, the one used last first."""
    rows = LoginSession.objects.filter(user=user, session__expire_date__gt=timezone.now())
    valid = user.get_session_auth_hash()
    # A changed password ends the others: their hash is of the old one.
    return [
        row
        for row in rows.select_related("session")
        if row.session.get_decoded().get(HASH_SESSION_KEY) == valid
    ]


def end(rows: QuerySet[LoginSession]) -> int:
    """Logs out wherever `rows` are from; how many that were."""
    keys = list(rows.values_list("pk", flat=True))
    Session.objects.filter(pk__in=keys).delete()
    return len(keys)


def end_all(user: Any, besides: HttpRequest | None = None) -> int:
    """Logs `user` out everywhere, but for the session of the request `besides`."""
    rows = LoginSession.objects.filter(user=user)
    kept = besides.session.session_key if besides else None
    return end(rows.exclude(pk=kept) if kept else rows)
