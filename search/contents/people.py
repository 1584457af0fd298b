"""The words of a person; no e-mail addresses and no notes of editors."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from core.names import full_name
from people.models import (
    Appointment,
    Award,
    Education,
    Grant,
    Membership,
    NameVariant,
    Person,
    Role,
)
from search.contents.words import Words, markdown

FIELDS = ("pk", "given_name", "family_name", "native_name", "has_profile", "main_field", "office",
          "bio", "interests")  # fmt: skip


def people(keys: Sequence[int]) -> dict[int, Words]:
    """Of a co-author without a profile the names alone: their page shows nothing else."""
    found: dict[int, Words] = {}
    profiles: dict[int, Words] = {}
    rows = Person.objects.filter(pk__in=keys).order_by().values_list(*FIELDS)
    for key, given, family, native, has_profile, *about, bio, interests in rows:
        found[key] = Words([full_name(given, family), native])
        if has_profile:
            profiles[key] = found[key]
            found[key].about += [*about, markdown(interests)]
            found[key].text.append(markdown(bio))
    for key, name in NameVariant.objects.filter(person__in=found).values_list("person", "name"):
        found[key].names.append(name)
    _add_record(profiles)
    return found


def _add_record(profiles: dict[int, Words]) -> None:
    for key, role, *texts in _of(Membership, profiles, "role topic advisors note next_position"):
        profiles[key].about += [Role(role).label if role in Role else role, *texts]
    for key, *texts in _of(Appointment, profiles, "title department institution"):
        profiles[key].about += texts
    for key, *texts in _of(Education, profiles, "degree field institution advisor_name"):
        profiles[key].text += texts
    for key, *texts in _of(Award, profiles, "title body note"):
        profiles[key].text += texts
    grants = Grant.objects.filter(people__in=profiles).order_by("pk")
    for key, *texts in grants.values_list("people", "title", "funder", "number"):
        if key in profiles:
            profiles[key].text += texts


def _of(model: Any, profiles: dict[int, Words], columns: str) -> Iterable[tuple[Any, ...]]:
    rows = model.objects.filter(person__in=profiles)
    found: Iterable[tuple[Any, ...]] = rows.values_list("person", *columns.split())
    return found
