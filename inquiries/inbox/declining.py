"""Declining many letters at once: what would be sent to whom, and then exactly that."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from core.rights import allowed
from inquiries.inbox.answers import Draft, Writer
from inquiries.inbox.applicants import in_hand
from inquiries.models import Inquiry, ReplyTemplate, State

AT_ONCE = 200
DECIDED = (State.DECLINED, State.ACCEPTED)


@dataclass(frozen=True, slots=True)
class Planned:
    """A mail that would be sent; `is_sure` where the address was confirmed by its owner."""

    letter: Inquiry
    draft: Draft

    @property
    def is_sure(self) -> bool:
        return self.letter.confirmed is not None


@dataclass(slots=True)
class Plan:
    mails: list[Planned] = field(default_factory=list)
    left_out: list[tuple[Inquiry, str]] = field(default_factory=list)  # with the reason

    @property
    def mark(self) -> str:
        """Changes with whatever would be sent to whom: what was seen is what is sent."""
        told = [(m.letter.pk, m.letter.email, m.draft.subject, m.draft.body) for m in self.mails]
        return hashlib.sha256(repr(told).encode()).hexdigest()


def plan(user: Any, keys: Iterable[int], template: ReplyTemplate) -> Plan:
    """What declining the ticked letters would send. An applicant gets one mail, to their newest
    letter of those; letters that are declined or accepted are left out."""
    found, writer, seen = Plan(), Writer(user), set()
    rows = allowed(user, "change", Inquiry.objects.listed()).filter(pk__in=keys)
    for letter in rows:
        address = letter.email.casefold()
        if letter.state in DECIDED:
            found.left_out.append((letter, f"{letter.get_state_display().lower()} already"))
        elif address in seen or (letter.joined_to_id or letter.pk) in seen:
            found.left_out.append((letter, "the same applicant gets one mail"))
        else:
            seen |= {address, letter.joined_to_id or letter.pk}
            found.mails.append(Planned(letter, writer.draft(template, letter)))
    return found


def carry_out(user: Any, mails: Iterable[Planned]) -> int:
    """Send these mails and mark their letters declined, and those joined with them; how many.

    A letter that somebody decided on in the meantime gets none.
    """
    writer, sent = Writer(user), 0
    for mail in mails:
        with transaction.atomic():
            undecided = Inquiry.objects.filter(pk=mail.letter.pk).exclude(state__in=DECIDED)
            if undecided.update(state=State.DECLINED):
                writer.send(mail.letter, mail.draft)
                in_hand(user, mail.letter).exclude(state=State.ACCEPTED).update(
                    state=State.DECLINED
                )
                sent += 1
    return sent
