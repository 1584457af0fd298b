"""What stands around the openings on “Join us”: who takes students, what became of alumni."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Prefetch

from openings.models import Opening, Status
from people.models import Membership, Person, ProfileLink, Role, Taking

ORDER = [Taking.YES, Taking.MAYBE, Taking.NO]
PLACED = 24  # alumni of whom the page tells; the others stand among the people
# Whom those who think of joining would follow; of visitors and undergraduates the page of people
# tells.
FOLLOWED = [Role.PHD, Role.POSTDOC, Role.MASTER, Role.STAFF, Role.FACULTY, Role.MEMBER]


@dataclass(frozen=True)
class Taker:
    """Somebody who says whether they take students, with their open openings."""

    person: Person
    openings: list[Opening]


def takers(openings: Sequence[Opening]) -> list[Taker]:
    """Those present who say it: yes, maybe, no. `openings` are those that are open."""
    people = Person.objects.published().telling().named()
    found = list(people.order_by("family_name", "given_name", "pk"))
    found.sort(key=lambda person: ORDER.index(Taking(person.taking)))
    return [Taker(p, [each for each in openings if each.contact_id == p.pk]) for p in found]


@dataclass(frozen=True)
class Placement:
    """An alumnus: the last role here, and where they went."""

    person: Person
    role: Membership
    home: ProfileLink | None


def placements() -> tuple[list[Placement], int]:
    """Those who left last, one line each, with how many there are in all."""
    people = Person.objects.published().profiles().named().prefetch_related("links")
    rows = Membership.objects.placements().filter(role__in=FOLLOWED)
    rows = rows.filter(person__in=people.order_by().values("pk"))
    last: dict[int, Membership] = {}
    for role in rows.prefetch_related(Prefetch("person", people)):
        last.setdefault(role.person_id, role)  # in the order of the model: the latest end first
    dated = [role for role in last.values() if role.end]
    undated = [role for role in last.values() if not role.end]
    shown = sorted((*dated, *undated)[:PLACED], key=lambda role: FOLLOWED.index(Role(role.role)))
    return [Placement(r.person, r, r.person.home_link) for r in shown], len(last)


def last_said(takers: Iterable[Taker]) -> date | None:
    """The last day on which somebody said that there is no place: by closing an opening, or of
    themselves."""
    closed = Opening.objects.published().filter(status=Status.CLOSED)
    days = [closed.aggregate(day=Max("confirmed_on"))["day"]]
    people = [taker.person for taker in takers]
    days += [each.taking_confirmed for each in people if each.taking == Taking.NO]
    return max((day for day in days if day), default=None)
