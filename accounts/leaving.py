"""Leaving the group: the account is closed, the page stays."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts import second_factor, sessions
from accounts.models import Invitation
from accounts.roles import person_of


@transaction.atomic
def close(user: Any) -> None:
    """Nobody can log in as `user` any more, or is logged in; a new invitation reopens the account.

    The person of the account, their page and all that they wrote stay as they are.
    """
    user.is_active = False
    # Should the account be opened again, no old password and no old session must open it.
    user.set_unusable_password()
    user.save(update_fields=["is_active", "password"])
    sessions.end_all(user)
    second_factor.turn_off(user)
    if person := person_of(user):
        Invitation.objects.unsettled().filter(person=person).update(revoked_at=timezone.now())
