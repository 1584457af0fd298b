"""Of which records a history is kept, and of which rows each consists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import models

from core.models import (
    Affiliation,
    FormerFile,
    FormerSlug,
    MenuEntry,
    Redirect,
    SecretLink,
    SiteSettings,
    Touched,
)
from news.models import NewsItem, NewsLink
from openings.models import Board, Opening, Question
from pages.models import HomeBlock, Page
from people.models import (
    Appointment,
    Award,
    Education,
    EmailAddress,
    Grant,
    Membership,
    Metric,
    NameVariant,
    Person,
    PersonFile,
    ProfileLink,
)
from publications.models import (
    Appearance,
    Authorship,
    Publication,
    PublicationFile,
    PublicationLink,
    PublicationMetric,
    Topic,
    Venue,
    VenueAlias,
)
from services.models import ServiceRole
from talks.models import Talk, TalkLink
from teaching.models import Course, Offering, TeachingRole

Model = type[models.Model]
Key = tuple[Model, int]

# Each record with its parts, a part after what it belongs to. What a many-to-many field says is
# a part as well, and need not be named.
RECORDS: dict[Model, tuple[Model, ...]] = {
    Person: (
        NameVariant,
        EmailAddress,
        ProfileLink,
        PersonFile,
        Membership,
        Education,
        Appointment,
        Award,
        Metric,
    ),
    Grant: (),
    Publication: (Authorship, Appearance, PublicationLink, PublicationFile, PublicationMetric),
    Venue: (VenueAlias,),
    Topic: (),
    Talk: (TalkLink,),
    Course: (Offering, TeachingRole),
    ServiceRole: (),
    NewsItem: (NewsLink,),
    Opening: (),
    Board: (Question,),
    Page: (),
    HomeBlock: (),
    SiteSettings: (Affiliation, MenuEntry),
    Redirect: (),
}
NOT_KEPT: dict[Model, str] = {
    FormerFile: "follows from the files that a record had",
    FormerSlug: "follows from the slugs that a record had",
    SecretLink: "a way in: it is revoked, and nobody brings it back",
    Touched: "follows from when rows were written",
}
# Columns that say nothing of the record itself; no way back changes them.
APART: dict[Model, frozenset[str]] = {Person: frozenset({"user_id"})}
# Parts that are read as one line, in their order.
IN_ONE_LINE: tuple[Model, ...] = (Authorship,)
# Parts are private where this column says no.
IS_PUBLIC = "is_public"
PRIVATE_FIELDS = frozenset({"private_note"})


@dataclass(frozen=True)
class Part:
    """Rows of `model` belong to those of `owner` by their `column`."""

    model: Model
    owner: Model
    column: str


def label_of(model: Model) -> str:
    return model._meta.label_lower


@cache
def by_label() -> dict[str, Model]:
    """All records and parts by their labels."""
    found: dict[str, Model] = {}
    for record in RECORDS:
        for model in (record, *(part.model for part in parts_of(record))):
            found[label_of(model)] = model
    return found


@cache
def parts_of(record: Model) -> tuple[Part, ...]:
    """The parts of a record, a part after what it belongs to."""
    found: list[Part] = []
    within: list[Model] = [record]
    for model in (record, *RECORDS[record]):
        if model is not record:
            found.append(_owned(model, within))
            within.append(model)
        for field in model._meta.local_many_to_many:
            through: Any = field.remote_field.through
            if through._meta.auto_created:
                column = through._meta.get_field(field.m2m_field_name()).attname
                found.append(Part(through, model, column))
    return tuple(found)


def _owned(model: Model, owners: list[Model]) -> Part:
    """By its first key without which there is no such row."""
    for field in model._meta.concrete_fields:
        remote: Any = field.remote_field
        if remote and remote.on_delete is models.CASCADE and field.related_model in owners:
            return Part(model, field.related_model, field.attname)
    raise LookupError(f"{model._meta.label} belongs to none of {owners}")


@cache
def _owner_of() -> dict[Model, Part]:
    return {part.model: part for record in RECORDS for part in parts_of(record)}


def is_recorded(model: Model) -> bool:
    """Whether a history is kept of rows of this model, on their own or as parts."""
    return model in RECORDS or model in _owner_of()


def records_of(rows: Iterable[models.Model]) -> list[Key]:
    """The records that these rows are, or are part of; each once, in order."""
    return list(dict.fromkeys(key for row in rows for key in _record_of(row)))


def _record_of(row: models.Model) -> Iterator[Key]:
    model = type(row)
    if model in RECORDS:
        if row.pk:
            yield model, row.pk
    elif part := _owner_of().get(model):
        key = getattr(row, part.column)
        if part.owner in RECORDS:
            yield part.owner, key
        elif owner := part.owner._base_manager.filter(pk=key).first():
            yield from _record_of(owner)
