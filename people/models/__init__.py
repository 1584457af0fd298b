"""A person, their place in the group, and their record."""

from people.models.person import (
    EmailAddress,
    NameVariant,
    Person,
    PersonFile,
    PersonQuerySet,
    ProfileLink,
    Taking,
)
from people.models.record import Appointment, Award, Education, Grant, Metric
from people.models.role import Membership, Role

__all__ = [
    "Appointment",
    "Award",
    "Education",
    "EmailAddress",
    "Grant",
    "Membership",
    "Metric",
    "NameVariant",
    "Person",
    "PersonFile",
    "PersonQuerySet",
    "ProfileLink",
    "Role",
    "Taking",
]
