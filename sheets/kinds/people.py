"""People, a line each, with the last of their roles in the group."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.db.models import Prefetch, QuerySet

from people.models import Membership, Person
from sheets.columns import Column, field
from sheets.kinds.base import Kind

OWN = ("given_name", "family_name", "family_first", "native_name", "has_profile", "office",
       "main_field", "interests", "bio", "is_draft")  # fmt: skip
OF_ROLE = ("role", "start", "end", "has_left", "topic", "next_position")
LABEL = "people.membership"  # as rights name this part of a person


class People(Kind):
    slug, label, model = "people", "People", Person
    written = {Person: OWN, Membership: OF_ROLE}

    def __init__(self) -> None:
        self.columns = [field(Person, name) for name in OWN] + [_of_role(name) for name in OF_ROLE]

    def rows(self) -> QuerySet[Any]:
        roles = Prefetch("memberships", Membership.objects.all(), to_attr="roles")
        return super().rows().prefetch_related(roles)

    def parts_of(self, row: Any) -> Iterator[models.Model]:
        yield row
        if role := _role(row):
            yield role

    def save(self, row: Any) -> None:
        row.save()
        if role := _role(row):
            role.person = row
            role.save()


def _role(person: Any) -> Membership | None:
    """The last role, which is the first of the list."""
    roles: list[Membership] = person.__dict__.setdefault("roles", [])
    return roles[0] if roles else None


def _of_role(name: str) -> Column:
    column = field(Membership, name)

    def read(person: Any) -> str:
        role = _role(person)
        return column.read(role) if role else ""

    def write(person: Any, cell: str) -> None:
        role = _role(person) or Membership()
        column.write(role, cell)
        person.roles[:1] = [role]

    return Column(name, read, write, model_field=LABEL)
