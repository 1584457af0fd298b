"""What holds on every address for those who are logged in."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from accounts import second_factor, sessions

Respond = Callable[[HttpRequest], HttpResponse]


def middleware(get_response: Respond) -> Respond:
    """Asks for the second factor where it is due, and keeps the list of sessions."""

    def respond(request: HttpRequest) -> HttpResponse:
        # Without a session nobody is logged in, and the page must not depend on cookies.
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            if answer := demand(request):
                return answer
            if not sessions.is_noted(request):
                sessions.note(request, request.user)
        return get_response(request)

    return respond


def demand(request: HttpRequest) -> HttpResponse | None:
    """Where to lead who has not shown the second factor; None if all is well."""
    if request.user.is_verified():
        return None
    here = request.get_full_path()
    if second_factor.is_on(request.user):
        # A session from before it was turned on.
        logout(request)
        return redirect_to_login(here)
    is_admin = request.path.startswith(reverse("admin:index"))
    is_way_out = request.path == reverse("admin:logout")
    if is_admin and not is_way_out and second_factor.is_required(request.user):
        query = urlencode({"next": here} if request.method == "GET" else {})
        return HttpResponseRedirect(f"{reverse('account:second_factor')}?{query}")
    return None
