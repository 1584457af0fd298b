"""A log-in that is half done: the password was right, the second factor is asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare

KEY = "half_logged_in"
LASTS = 10 * 60  # seconds


@dataclass(frozen=True)
class Pending:
    user: Any
    backend: str  # which said that the password is right
    then: str  # the address to go on to, or empty


def begin(request: HttpRequest, user: Any, then: str) -> None:
    """Notes in the session that `user`, as `authenticate` gave it, still owes a code."""
    request.session.cycle_key()
    request.session[KEY] = {
        "user": user.pk,
        "backend": user.backend,
        "hash": user.get_session_auth_hash(),
        "since": timezone.now().timestamp(),
        "then": then,
    }


def of(request: HttpRequest) -> Pending | None:
    """The log-in that is half done; None if there is none, or it stood for too long."""
    kept = request.session.get(KEY)
    if not kept or timezone.now().timestamp() - kept["since"] > LASTS:
        return None
    user = get_user_model()._default_manager.filter(pk=kept["user"], is_active=True).first()
    # A password that was changed meanwhile counts for nothing.
    if user is None or not constant_time_compare(kept["hash"], user.get_session_auth_hash()):
        return None
    return Pending(user, kept["backend"], kept["then"])


def end(request: HttpRequest) -> None:
    request.session.pop(KEY, None)
