"""What becomes of an answer: written where the person is logged in, else an editor takes it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from core.rights import may
from groupsite.todo.history import change, log_change
from health.models import Answer, Freshness
from health.recruiting.answers import hold_taking
from history.write import recorded
from people.models import Membership, Person

MOST_WAITING = 5  # answers of one person: a link may fall into the wrong hands
LONGEST = 2000
NOTE = "an answer to “Where are you now?”"
LONGEST_POSITION = 200  # as Membership.next_position takes


def confirm(person: Person, now: datetime) -> None:
    """Note that the page is true; what it says of taking students, too."""
    if person.taking:
        hold_taking(person, None, timezone.localdate(now))
    Freshness.objects.update_or_create(person=person, defaults={"confirmed": now})


def set_off(person: Person, is_off: bool) -> None:
    Freshness.objects.update_or_create(person=person, defaults={"is_off": is_off})


def open_role(person: Person) -> Membership | None:
    """The last role of somebody who has left, if the site does not say where they went."""
    roles = list(person.memberships.all())
    if not roles or any(not role.is_over for role in roles):
        return None
    return roles[0] if not any(role.next_position for role in roles) else None


def may_write(user: Any, person: Person) -> bool:
    """Whether the user is logged in with the account of that person, and the page is theirs to
    edit: a guest author's is not."""
    is_them = user.is_authenticated and person.user_id and person.user_id == user.pk
    return bool(is_them and may(user, "change", person))


def leave(person: Person, kind: Answer.Kind, text: str, role: Membership | None = None) -> bool:
    """Keep an answer for an editor; False where as many of the person wait as may."""
    if Answer.objects.waiting().filter(person=person).count() >= MOST_WAITING:
        return False
    Answer.objects.create(person=person, membership=role, kind=kind, text=text)
    return True


def write_next(request: HttpRequest, role: Membership, text: str) -> None:
    """Write where the person went, as an edit of whoever is logged in."""
    with recorded([role], request.user, note=NOTE):
        role.next_position = text
        role.save(update_fields=["next_position"])
        log_change(request, role.person, [change("changed", role, "next_position")])


@transaction.atomic
def take(request: HttpRequest, answer: Answer, now: datetime) -> None:
    """An editor takes an answer over: a position is written, all else the editor has seen to."""
    if answer.kind == Answer.Kind.NEXT and answer.membership:
        write_next(request, answer.membership, answer.text)
    decide(request, answer, Answer.State.TAKEN, now)


def decide(request: HttpRequest, answer: Answer, state: Answer.State, now: datetime) -> None:
    answer.state, answer.decided = state, now
    answer.decided_by_id = request.user.pk
    answer.save()
