"""Service to the community, a role a line."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from people.models import Person
from services.models import ServiceRole
from sheets.columns import Column, field
from sheets.kinds.base import Kind
from sheets.kinds.venues import read_venue, venue_of

REST = ("body", "year", "note", "is_draft")


class Services(Kind):
    slug, label, model = "services", "Service", ServiceRole
    written = {ServiceRole: ("person", "role", "venue", *REST)}

    def __init__(self) -> None:
        rest = [field(ServiceRole, name) for name in REST]
        person = Column("person", _read_person, _write_person, model_field="person")
        venue = Column("venue", lambda row: read_venue(row.venue), _write_venue)
        self.columns = [person, field(ServiceRole, "role"), venue, *rest]

    def rows(self) -> QuerySet[Any]:
        return super().rows().select_related("person", "venue")


def _read_person(row: ServiceRole) -> str:
    return row.person.slug if row.person_id else ""


def _write_person(row: ServiceRole, cell: str) -> None:
    """By the address of their page, since names are not unique."""
    person = Person.objects.filter(slug=cell).first()
    if person is None:
        raise ValidationError(
            f"Nobody’s page is at “{cell}”. Write the end of its address, such as ada-lovelace."
        )
    row.person = person


def _write_venue(row: ServiceRole, cell: str) -> None:
    row.venue = venue_of(cell)
