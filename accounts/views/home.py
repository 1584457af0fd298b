"""“Your account”, and where it is logged in."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts import second_factor, sessions
from accounts.models import LoginSession, RecoveryCode
from accounts.roles import person_of
from accounts.views.look import page
from core.rights import may


@login_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    person = person_of(request.user)
    return page(
        request,
        "home.html",
        "Your account",
        person=person,
        may_change_person=bool(person) and may(request.user, "change", person),
        roles=[group.name for group in request.user.groups.order_by("name")],
        has_second_factor=second_factor.is_on(request.user),
        codes_left=RecoveryCode.objects.left(request.user),
        sessions=len(sessions.of(request.user)),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def session_list(request: HttpRequest) -> HttpResponse:
    """Where the account is logged in; posted, one of these ends, or all but this one."""
    here = request.session.session_key
    if request.method == "POST":
        if "others" in request.POST:
            number = sessions.end_all(request.user, besides=request)
        else:
            number = _end_one(request)
        text = {0: "That session had ended already.", 1: "One session is ended."}
        messages.success(request, text.get(number, f"{number} sessions are ended."))
        return HttpResponseRedirect(reverse("account:sessions"))
    rows = sessions.of(request.user)
    return page(request, "sessions.html", "Where you are logged in", rows=rows, here=here)


def _end_one(request: HttpRequest) -> int:
    """Ends the session whose mark was posted; how many that were."""
    wanted = request.POST.get("session", "")
    for row in LoginSession.objects.filter(user=request.user):
        if row.mark == wanted and row.pk != request.session.session_key:
            return sessions.end(LoginSession.objects.filter(pk=row.pk))
    return 0
