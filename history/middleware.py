"""A form that comes back when its session has ended: the text is kept, and comes back as well."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.csrf import csrf_failure as usual_csrf_failure

from history.kept import keep_text, keepable
from history.opened import Opened

LOGGED_OUT = "You were logged out. What you typed is kept for a day: log in, and it is here again."


class LoggedOutMiddleware:
    """After the check of the CSRF token, before the admin asks who is there."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *args: Any) -> HttpResponse | None:
        if request.method != "POST" or request.user.is_authenticated:
            return None
        opened = keepable(request)
        return _keep(request, opened) if opened else None


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The token is that of a session that has ended, if the form is one that we gave out."""
    try:
        opened = keepable(request)
    except (RequestDataTooBig, TooManyFieldsSent):
        opened = None
    if opened is None:
        return usual_csrf_failure(request, reason)
    return _keep(request, opened)


def _keep(request: HttpRequest, opened: Opened) -> HttpResponse:
    users: Any = get_user_model()._default_manager
    owner = users.filter(pk=opened.user).first()
    if owner is None:
        return usual_csrf_failure(request)
    keep_text(request, opened)
    if request.user.is_authenticated and request.user.pk != owner.pk:
        context = {"owner": owner, "user": request.user}
        return render(request, "admin/history/somebody_else.html", context, status=403)
    if request.user.is_authenticated:
        return HttpResponseRedirect(request.get_full_path())
    messages.info(request, LOGGED_OUT)
    return redirect_to_login(request.get_full_path())
