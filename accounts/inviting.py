"""Invitations: who may send them, what speaks against one, what becomes of it."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts import mail
from accounts.models import Invitation
from accounts.roles import Role, role_of, set_person, set_role
from core.site import SiteSettings
from groupsite.addresses import absolute
from people.models import Person


class NotInvitable(Exception):
    """Why somebody cannot be invited, as a sentence."""


def may_invite(user: Any) -> bool:
    """Whoever may change accounts gives them, too. There is no row yet to be asked about."""
    return bool(user.has_perm("auth.change_user"))


def why_not(person: Person, email: str) -> str:
    """What speaks against an account of `person` with that address; empty if nothing does."""
    if person.user and person.user.is_active:
        return f"{person} has an account already: {person.user.get_username()}."
    for user in _with_address(email):
        other = Person.objects.filter(user=user).named().first()
        if other and other != person:
            return f"{email} is the address of the account of {other}."
    return ""


@transaction.atomic
def invite(person: Person, email: str, role: str, by: Any) -> tuple[Invitation, str]:
    """A new invitation, which makes void those before it, and its link, which is kept nowhere.

    Raises NotInvitable.
    """
    person = Person.objects.select_for_update(of=["self"]).select_related("user").get(pk=person.pk)
    if reason := why_not(person, email):
        raise NotInvitable(reason)
    revoke(person)
    invitation = Invitation(person=person, email=email, role=role, invited_by=by)
    token = invitation.new_token()
    invitation.save()
    return invitation, absolute(reverse("account:invitation", args=[token]))


def revoke(person: Person) -> int:
    """Makes void what was sent to `person` and not accepted; how many that were."""
    open_ones = Invitation.objects.unsettled().filter(person=person)
    return open_ones.update(revoked_at=timezone.now())


def send(invitation: Invitation, link: str) -> None:
    """Sends the link by mail."""
    by = invitation.invited_by
    mail.send(
        "invitation",
        invitation.email,
        invitation=invitation,
        link=link,
        group=SiteSettings.load().name or "the group",
        inviter=by.get_full_name() or by.get_username() if by else "",
    )


def account_to_join(invitation: Invitation) -> Any:
    """An account with the address of the invitation that is open and nobody's: whoever has it
    logs in and joins it. None if there is none."""
    free = [user for user in _with_address(invitation.email) if user.is_active]
    return next((user for user in free if not hasattr(user, "person")), None)


def account_for(invitation: Invitation) -> Any:
    """The closed account that the invitation opens again, else a new one; not saved."""
    person, closed = invitation.person, None
    if person.user:
        closed = person.user
    else:
        free = [user for user in _with_address(invitation.email) if not hasattr(user, "person")]
        closed = next((user for user in free if not user.is_active), None)
    user = closed or get_user_model()(username=_free_name(person))
    user.email, user.is_active = invitation.email, True
    user.first_name, user.last_name = person.given_name[:150], person.family_name[:150]
    return user


@transaction.atomic
def accept(invitation: Invitation, password: str) -> Any:
    """The account that the invitation promised, with that password. Raises NotInvitable."""
    user = account_for(_claimed(invitation))
    user.set_password(password)
    user.save()
    set_role(user, Role(invitation.role))
    set_person(user, invitation.person)
    return user


@transaction.atomic
def join(invitation: Invitation, user: Any) -> None:
    """Makes `user`, who is logged in, the account of the person. Raises NotInvitable.

    A role that the account has already stays: an administrator is not made less by it.
    """
    _claimed(invitation)
    if role_of(user) is None:
        set_role(user, Role(invitation.role))
    set_person(user, invitation.person)


def _claimed(invitation: Invitation) -> Invitation:
    """The invitation, for us alone and used from now on."""
    rows = Invitation.objects.waiting().filter(pk=invitation.pk)
    if not rows.update(used_at=timezone.now()):
        raise NotInvitable("This invitation was used or taken back a moment ago.")
    claimed = Invitation.objects.select_related("person__user").get(pk=invitation.pk)
    if reason := why_not(claimed.person, claimed.email):
        raise NotInvitable(reason)
    return claimed


def _with_address(email: str) -> list[Any]:
    users = get_user_model()._default_manager.filter(email__iexact=email)
    return list(users.select_related("person"))


def _free_name(person: Person) -> str:
    """The name of the account: that in the address of the person's page, as far as it is free."""
    name = person.slug[:140]
    like = get_user_model()._default_manager.filter(username__istartswith=name)
    taken = {username.casefold() for username in like.values_list("username", flat=True)}
    numbers = ("" if number == 1 else f"-{number}" for number in range(1, len(taken) + 2))
    return next(name + number for number in numbers if name + number not in taken)
