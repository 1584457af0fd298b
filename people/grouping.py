"""People by their role in the group."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from people.models import Membership, Person, Role

PLURALS = {
    Role.LEAD: ("Principal investigator", "Principal investigators"),
    Role.FACULTY: ("Faculty", "Faculty"),
    Role.STAFF: ("Staff", "Staff"),
    Role.POSTDOC: ("Postdoc", "Postdocs"),
    Role.PHD: ("PhD student", "PhD students"),
    Role.MASTER: ("Master’s student", "Master’s students"),
    Role.UNDERGRAD: ("Undergraduate", "Undergraduates"),
    Role.VISITOR: ("Visitor", "Visitors"),
    Role.MEMBER: ("Member", "Members"),
}


class Group(NamedTuple):
    heading: str
    people: list[Person]

    @property
    def anchor(self) -> str:
        """For links to this part of the page; the same whoever comes and goes."""
        role = self.people[0].current_role or self.people[0].former_role
        return role.role if role else "others"


def by_role(people: list[Person]) -> tuple[list[Group], list[Person]]:
    """Those present, in the order of the roles, and the alumni. Needs `roles`.

    Who has no role stated comes last among those present, under an empty heading if alone.
    """
    groups = _groups([p for p in people if p.current_role], lambda p: p.current_role)
    for group in groups:
        _by_seniority(group.people)
    if others := [p for p in people if not p.roles]:
        groups.append(Group("Also on this site" if groups else "", others))
    return groups, [person for person in people if person.former_role]


def alumni_by_role(alumni: list[Person]) -> list[Group]:
    """Under what they last were; who left last comes first, of whom nobody knows it last."""
    groups = _groups(alumni, lambda p: p.former_role)
    for group in groups:
        group.people.sort(key=lambda p: str(p.former_role.end or ""), reverse=True)
    return groups


def _groups(people: list[Person], role_of: Callable[[Person], Membership]) -> list[Group]:
    held: dict[str, list[Person]] = {}
    for person in people:
        held.setdefault(role_of(person).role, []).append(person)
    return [
        Group(one if len(held[role]) == 1 else many, held[role])
        for role, (one, many) in PLURALS.items()
        if role in held
    ]


def _by_seniority(people: list[Person]) -> None:
    """Who came first stands first, where it is known of all; else they keep their order."""
    starts = {person.pk: person.current_role.start for person in people}
    if all(starts.values()):
        people.sort(key=lambda person: starts[person.pk].isoformat())
