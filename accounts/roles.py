"""The roles that accounts have, and whose account one is."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group
from django.db import models, transaction

from people.models import Person


class Role(models.TextChoices):
    """The one that may most comes first. Each is a group of Django's, of that name."""

    ADMINISTRATOR = "administrator", "Administrator"
    EDITOR = "editor", "Editor"
    MEMBER = "member", "Member"
    GUEST = "guest author", "Guest author"


def role_of(user: Any) -> Role | None:
    """The role of an account; None where nobody gave it one. Asked once for each `user`."""
    if not hasattr(user, "_role"):
        user._role = _role_of(user)
    found: Role | None = user._role
    return found


def person_of(user: Any) -> Person | None:
    """The person whose account it is, without the long texts. Asked once for each `user`."""
    if not hasattr(user, "_own_person"):
        found = Person.objects.filter(user=user.pk).named().first() if user.pk else None
        user._own_person = found
    person: Person | None = user._own_person
    return person


@transaction.atomic
def set_role(user: Any, role: Role | None) -> None:
    """Gives a saved account this role and no other; whoever has one may log in to the admin."""
    user.groups.remove(*Group.objects.filter(name__in=Role.values))
    if role:
        user.groups.add(Group.objects.get_or_create(name=role.value)[0])
    user.is_staff = bool(role)
    # Whoever is no administrator must not keep the flag before which every question is moot.
    user.is_superuser = user.is_superuser and role == Role.ADMINISTRATOR
    user.save(update_fields=["is_staff", "is_superuser"])
    forget(user)


def set_person(user: Any, person: Person | None) -> None:
    """Binds the account to a person, and to no other."""
    Person.objects.filter(user=user).exclude(pk=person.pk if person else None).update(user=None)
    if person:
        Person.objects.filter(pk=person.pk).update(user=user)
    forget(user)


def forget(user: Any) -> None:
    """What was found out about the rights of this `user` object is asked anew."""
    for name in ("_role", "_own_person", "_rights"):
        user.__dict__.pop(name, None)


def _role_of(user: Any) -> Role | None:
    if user.is_superuser:
        return Role.ADMINISTRATOR
    names = {group.name for group in user.groups.all()}
    return next((role for role in Role if role.value in names), None)
