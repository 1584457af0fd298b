"""What the link of an invitation leads to."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth import authenticate, get_user_model, login
from django.contrib.auth.forms import SetPasswordForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts import inviting
from accounts.models import Invitation
from accounts.roles import person_of
from accounts.views.look import page
from core.rights import may
from people.models import Person

TITLE = "An account for you"
State = Invitation.State


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Asks for a password, or whether the account that is logged in shall be joined."""
    found = Invitation.objects.with_token(token)
    if found is None:
        return page(request, "invitation_unknown.html", "No such invitation", status=404)
    if found.state != State.WAITING:
        return _refused(request, found)
    if reason := inviting.why_not(found.person, found.email):
        return _refused(request, found, reason)
    try:
        if request.user.is_authenticated:
            return _join(request, found)
        if user := inviting.account_to_join(found):
            return page(request, "invitation_login.html", TITLE, invitation=found, account=user)
        return _new(request, found)
    except inviting.NotInvitable as error:
        return _refused(request, found, str(error))


def _new(request: HttpRequest, found: Invitation) -> HttpResponse:
    form: Any = SetPasswordForm(inviting.account_for(found), request.POST or None)
    if request.method == "POST" and form.is_valid():
        password = form.cleaned_data["new_password1"]
        user = inviting.accept(found, password)
        login(request, authenticate(request, username=user.get_username(), password=password))
        messages.success(request, f"Welcome! Next time, log in with {user.email}.")
        return HttpResponseRedirect(_first_page(user))
    return page(request, "invitation.html", TITLE, form=form, invitation=found)


def _join(request: HttpRequest, found: Invitation) -> HttpResponse:
    theirs = person_of(request.user)
    if request.method == "POST" and theirs is None:
        inviting.join(found, request.user)
        messages.success(request, f"Your account is now that of {found.person}.")
        return HttpResponseRedirect(_first_page(request.user))
    return page(request, "invitation_join.html", TITLE, invitation=found, theirs=theirs)


def _first_page(user: Any) -> str:
    """“Update my page”, for those who may."""
    # Asked anew: whose account it is has just changed.
    user = get_user_model()._default_manager.get(pk=user.pk)
    person = Person.objects.get(user=user)
    if may(user, "change", person):
        return reverse("admin:people_person_change", args=[person.pk])
    return reverse("account:home")


def _refused(request: HttpRequest, found: Invitation, reason: str = "") -> HttpResponse:
    return page(
        request,
        "invitation_refused.html",
        "This invitation cannot be used",
        status=410,
        invitation=found,
        reason=reason,
    )
