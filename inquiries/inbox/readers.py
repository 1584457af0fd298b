"""Whom a letter waits for, and what they are told of it."""

from __future__ import annotations

from typing import Any

from accounts.roles import person_of
from core.rights import allowed, may_all
from inquiries.models import Inquiry, State
from inquiries.models.letter import InquiryQuerySet


def for_reader(user: Any) -> InquiryQuerySet:
    """Letters that wait for this very user: to them or their openings, or assigned to them; for
    administrators, also those that wait for nobody with an account.

    What an administrator merely may look at is none of these: it stays new for whom it is for.
    """
    rows: Any = allowed(user, "change", Inquiry.objects.all())
    found: InquiryQuerySet = rows.filter(
        pk__in=Inquiry.objects.handled_by(person_of(user)).order_by().values("pk")
    )
    if may_all(user, "change", Inquiry):
        found = found | rows.filter(pk__in=Inquiry.objects.unattended().order_by().values("pk"))
    return found


def number_of_new(user: Any) -> int:
    """How many new letters wait for the user."""
    return for_reader(user).new().count()


def mark_read(user: Any, letter: Inquiry) -> bool:
    """That one whom the letter is for opened it: it is not new any more. Whether it was."""
    new = for_reader(user).new().filter(pk=letter.pk)
    return bool(new) and bool(Inquiry.objects.new().filter(pk=letter.pk).update(state=State.READ))
