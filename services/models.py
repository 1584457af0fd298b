"""Service to the community: reviewing, organising, editing."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F

from core.published import Published, PublishedQuerySet, visible
from people.models import Person
from publications.models import Venue

Line = tuple[Person, list["ServiceRole"]]
Roles = list[tuple[str, list[tuple[int | None, list[Line]]]]]


class ServiceRoleQuerySet(PublishedQuerySet["ServiceRole"]):
    def listed(self) -> Self:
        """With person and venue; only of people whom a visitor may see."""
        rows = self.filter(visible(Person, "person__")).select_related("person", "venue")
        return rows.defer("person__bio", "person__bio_html", "person__interests_html")

    def of_person(self, person: Person) -> Self:
        return self.filter(person=person)

    def owned_by(self, person: Person | None) -> Self:
        return self.filter(person=person) if person else self.none()

    def by_role_and_year(self) -> Roles:
        """(role, [(year, [(person, rows)])]): roles by name, years and rows as they come."""
        roles: dict[str, dict[int | None, dict[int, Line]]] = {}
        for row in self:
            lines = roles.setdefault(row.role, {}).setdefault(row.year, {})
            lines.setdefault(row.person_id, (row.person, []))[1].append(row)
        return [
            (role, [(year, list(lines.values())) for year, lines in roles[role].items()])
            for role in sorted(roles)
        ]


class ServiceRole(Published):
    """A role that a person had for one venue or body, in one year."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="service_roles")
    role = models.CharField(max_length=120, help_text="Such as Reviewer.")
    venue = models.ForeignKey(
        Venue, models.SET_NULL, null=True, blank=True, related_name="service_roles"
    )
    body = models.CharField(
        "for", max_length=200, blank=True, help_text="As printed, or where it is no venue."
    )
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)
    position = models.PositiveIntegerField("place", null=True, blank=True)

    objects = ServiceRoleQuerySet.as_manager()

    class Meta:
        ordering = [
            F("year").desc(nulls_last=True), "role", F("position").asc(nulls_last=True), "pk"
        ]  # fmt: skip

    def __str__(self) -> str:
        return ", ".join(part for part in (self.role, self.for_what, str(self.year or "")) if part)

    @property
    def for_what(self) -> str:
        return self.body or (str(self.venue) if self.venue else "")

    @property
    def noted(self) -> str:
        """What it was for, with the note: ``ICML (top reviewer)``; else empty."""
        note = f"({self.note})" if self.note else ""
        return " ".join(part for part in (self.for_what, note) if part)
