"""What administrators do with accounts, below the admin: look, invite, close."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts import inviting, leaving, mail, second_factor, sessions
from accounts.forms import InviteForm
from accounts.roles import person_of, role_of, set_person
from accounts.views.look import page
from core.rights import may
from people.models import Person

MOST = 100  # people who are invited at once
LONGEST_KEY = 18  # digits; a longer number is no key of a row


@require_http_methods(["GET", "HEAD", "POST"])
def person_account(request: HttpRequest, key: str) -> HttpResponse:
    """The account of a person, what they were sent, and what can be done about it."""
    _must_invite(request)
    person = get_object_or_404(Person.objects.select_related("user"), pk=key)
    account = person.user
    if request.method == "POST":
        _done(request, person)
        return HttpResponseRedirect(request.path)
    facts: dict[str, Any] = {}
    if account:
        facts = {
            "role": role_of(account),
            "has_second_factor": second_factor.is_on(account),
            "sessions": len(sessions.of(account)),
            "may_change": may(request.user, "change", account),
        }
    return page(
        request,
        "manage/person.html",
        f"Account of {person}",
        person=person,
        account=account,
        has_left=_has_left(person),
        invitations=person.invitations.select_related("invited_by"),
        is_mine=account == request.user,
        may_take=not account and person_of(request.user) is None,
        **facts,
    )


def _has_left(person: Person) -> bool:
    roles = list(person.memberships.all())
    return bool(roles) and all(role.is_over for role in roles)


def _done(request: HttpRequest, person: Person) -> None:
    """Does what the button says, and tells it."""
    account = person.user
    if "revoke" in request.POST:
        number = inviting.revoke(person)
        text = "The invitation is taken back." if number else "No invitation was open."
    elif "take" in request.POST and not account and not person_of(request.user):
        set_person(request.user, person)
        inviting.revoke(person)
        text = f"Your account is now that of {person}."
    elif "second_factor" in request.POST and account and may(request.user, "change", account):
        second_factor.turn_off(account)
        sessions.end_all(account)
        text = f"The second factor of {account.get_username()} is off, and they are logged out."
        _log(request, account, "Second factor turned off.")
    else:
        messages.error(request, "Nothing was done: the account has changed meanwhile.")
        return
    messages.success(request, text)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest) -> HttpResponse:
    """Invites the people whose keys stand in the address; all of them, or none if one is wrong."""
    _must_invite(request)
    people = _people(request)
    posted = request.POST if request.method == "POST" else None
    forms = [
        InviteForm(person, posted, prefix=f"person{person.pk}")
        for person in people
        if not (person.user and person.user.is_active)
    ]
    mistakes = sum(not form.is_valid() for form in forms) if posted is not None else 0
    if posted is not None and not mistakes:
        chosen = [form for form in forms if form.cleaned_data["email"]]
        if chosen:
            return invite_all(request, [form.answer() for form in chosen])
        messages.error(request, "Type an e-mail address for whom you want to invite.")
    with_account = [person for person in people if person.user and person.user.is_active]
    return page(
        request,
        "manage/invite.html",
        "Invite to log in",
        forms=forms,
        with_account=with_account,
        mistakes=mistakes,
    )


def invite_all(request: HttpRequest, wanted: list[tuple[Person, str, str]]) -> HttpResponse:
    """Sends the invitations; the answer shows the links of those that no mail took along."""
    sent, by_hand = [], []
    for person, email, role in wanted:
        try:
            invitation, link = inviting.invite(person, email, role, request.user)
        except inviting.NotInvitable as reason:
            messages.error(request, str(reason))
            continue
        _log(request, person, f"Invited {email} as {role}.")
        if mail.is_set_up():
            inviting.send(invitation, link)
            sent.append(invitation)
        else:
            by_hand.append((invitation, link))
    return page(request, "manage/invited.html", "Invited", sent=sent, by_hand=by_hand)


@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, key: str) -> HttpResponse:
    """Says what closing the account does; posted, it is closed."""
    account = get_object_or_404(get_user_model(), pk=key)
    if not may(request.user, "change", account):
        raise PermissionDenied
    person = person_of(account)
    back = reverse("admin:auth_user_changelist")
    if person:
        back = reverse("admin:person_account", args=[person.pk])
    is_own = account == request.user
    if request.method == "POST" and not is_own:
        leaving.close(account)
        _log(request, account, "Account closed.")
        messages.success(request, f"The account {account.get_username()} is closed.")
        return HttpResponseRedirect(back)
    return page(
        request,
        "manage/close.html",
        f"Close the account {account.get_username()}",
        status=400 if request.method == "POST" else 200,
        account=account,
        person=person,
        is_own=is_own,
        sessions=len(sessions.of(account)),
        back=back,
    )


def _must_invite(request: HttpRequest) -> None:
    if not inviting.may_invite(request.user):
        raise PermissionDenied


def _people(request: HttpRequest) -> list[Person]:
    keys = [key for key in request.GET.get("people", "").split(",")[:MOST] if _is_key(key)]
    rows = Person.objects.filter(pk__in=keys).named()
    return list(rows.select_related("user").prefetch_related("emails"))


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= LONGEST_KEY


def _log(request: HttpRequest, row: Any, text: str) -> None:
    """Into the history of the row."""
    LogEntry.objects.log_actions(request.user.pk or 0, [row], CHANGE, text)
