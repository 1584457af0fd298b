"""Members and alumni: a face, a role that is true, where they went."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from core.fields import not_over
from health.checks.base import Check, Source
from people.models import Appointment, Membership, Person, Role

# After so many years without an end, a role is rather forgotten than held.
USUAL_YEARS = {
    Role.POSTDOC: 6,
    Role.PHD: 9,
    Role.MASTER: 4,
    Role.UNDERGRAD: 6,
    Role.VISITOR: 3,
}
ROLES = "memberships-group"


class NoPhoto(Check):
    slug = "no-photo"
    owners = (Person,)
    title = "Members without a photo"
    why = "The people page shows their initials instead."

    def sources(self) -> Sequence[Source]:
        current = Membership.objects.current().filter(person=OuterRef("pk"))
        people = Person.objects.profiles().named().filter(Exists(current), photo="")
        return [Source(people, "id_photo", lambda person: "No photo")]


class NoNextPosition(Check):
    slug = "no-next-position"
    owners = (Person,)
    title = "Alumni without “now at”"
    why = "Where people went says most to those who think of joining."

    def sources(self) -> Sequence[Source]:
        theirs = Membership.objects.filter(person=OuterRef("pk"))
        current = Membership.objects.current().filter(person=OuterRef("pk"))
        jobs = Appointment.objects.filter(person=OuterRef("pk"), is_current=True)
        people = Person.objects.profiles().named().prefetch_related("memberships").filter(
            Exists(theirs),
            ~Exists(current),
            ~Exists(theirs.exclude(next_position="")),
            ~Exists(jobs),
        )  # fmt: skip
        return [Source(people, ROLES, _last_role)]


class LeftYetCurrent(Check):
    slug = "left-yet-current"
    owners = (Person,)
    title = "People who seem to have left and are shown as current"
    why = "Visitors write to them, and count them in. End the role, or say that it goes on."

    def sources(self) -> Sequence[Source]:
        roles = Membership.objects.current().filter(
            _gone() | _forgotten(), person__has_profile=True
        )
        rows = roles.select_related("person").order_by("person__family_name", "person", "pk")
        return [Source(rows, ROLES, _why_left, owner="person")]


def _gone() -> Q:
    """It says where they went, or another role of theirs that began later has ended with that."""
    later = Membership.objects.filter(person=OuterRef("person"), start__gt=OuterRef("start"))
    later = later.exclude(not_over("end") & Q(has_left=False))
    return ~Q(next_position="") | (Q(start__gte="1000") & Exists(later))


def _forgotten() -> Q:
    year = timezone.localdate().year
    found = Q(pk__in=[])
    for role, years in USUAL_YEARS.items():
        found |= Q(role=role, start__gte="1000", start__lt=str(year - years))
    return found


def _why_left(role: Membership) -> str:
    if role.next_position:
        return f"{role}: it says where they went ({role.next_position}), and has no end"
    usual = USUAL_YEARS.get(Role(role.role))
    year = role.start.year if role.start else None
    if usual and year and year < timezone.localdate().year - usual:
        return f"{role}: it has no end after more than {usual} years"
    return f"{role}: they have left a role that began later"


def _last_role(person: Person) -> str:
    roles = list(person.memberships.all())
    return f"{roles[0]}: nothing says where they went" if roles else ""
