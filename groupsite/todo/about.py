"""What a list shows of the record that lacks something, so that an editor knows it again."""

from __future__ import annotations

from dataclasses import dataclass
from functools import singledispatch
from typing import Any

from django.urls import reverse

from publications.models import Publication
from talks.models import Talk


@dataclass(frozen=True, slots=True)
class About:
    title: str
    address: str
    details: list[str]


def about(record: Any) -> About:
    """Its title, its form in the admin, and what tells it from others."""
    title, details = described(record)
    meta = record._meta
    address = reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[record.pk])
    draft = "draft" if record.is_draft else ""
    return About(title, address, [str(part) for part in (*details, draft) if part])


@singledispatch
def described(record: Any) -> tuple[str, list[Any]]:
    """(title, details); details may be empty."""
    return str(record), []


@described.register
def _(work: Publication) -> tuple[str, list[Any]]:
    venue = work.record.where if work.record else ""
    return work.title, [work.short_byline, venue, work.year]


@described.register
def _(talk: Talk) -> tuple[str, list[Any]]:
    return talk.shown_title, [talk.speaker, talk.where, talk.date]
