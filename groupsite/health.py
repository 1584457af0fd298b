"""Checks whose findings have a page of their own: pairs that may be one, gaps with their field."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from groupsite.todo.about import About
from groupsite.todo.checks import CHECKS as LISTS
from groupsite.todo.checks import Check as List
from health.checks.base import Check, Source
from importer.duplicates.kept import refresh
from importer.duplicates.kinds import KINDS, Kind
from importer.models import PossiblePair


class Duplicates(Check):
    def __init__(self, kind: Kind) -> None:
        self.kind = kind
        self.owners = (kind.model,)
        self.slug = f"duplicate-{kind.slug}"
        self.title = f"{kind.label} that may be one"
        self.why = "Two entries of one thing divide its links and its readers. Merge them, or say"
        self.why += " that they are two."

    @property
    def page(self) -> str:
        return reverse("admin:duplicates_inbox", args=[self.kind.slug])

    def sources(self) -> Sequence[Source]:
        refresh()
        return [
            Source(self.kind.pairs(), "", _reasons, told=self._told, right=self.kind.may_decide)
        ]

    def is_open_to(self, user: Any) -> bool:
        return self.kind.may_decide(user)

    def _told(self, pair: PossiblePair) -> About:
        address = reverse("admin:duplicates_compare", args=[self.kind.slug, pair.one, pair.other])
        return About(f"{self.kind.label} {pair.one} and {pair.other}", address, [])


def _reasons(pair: PossiblePair) -> str:
    return " ".join(pair.reasons)


class Gap(Check):
    """A list of groupsite.todo, where the field can be filled in beside each row."""

    def __init__(self, filled_in: List) -> None:
        self.filled_in, self.owners = filled_in, (filled_in.owner,)
        self.slug, self.title, self.why = filled_in.slug, filled_in.title, filled_in.hint

    @property
    def page(self) -> str:
        return reverse("admin:todo_check", args=[self.slug])

    def sources(self) -> Sequence[Source]:
        owner = self.filled_in.form.owner_field
        return [Source(self.filled_in.rows(), "", lambda row: self.title, owner)]


CHECKS: tuple[Check, ...] = (
    *(Duplicates(kind) for kind in KINDS),
    *(Gap(filled_in) for filled_in in LISTS),
)
