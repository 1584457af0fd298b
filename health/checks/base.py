"""What a check is: a question to the database, why it is asked, and where the answer is mended."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.db.models import Model, QuerySet
from django.urls import reverse

from core.rights import may_some
from groupsite.todo.about import About, about


@dataclass(frozen=True, slots=True)
class Source:
    """Rows of one model that a check finds.

    `owner` is the foreign key from a row to what an editor opens to mend it, empty for the row
    itself; `anchor` names the field of that form, `problem` says what is wrong with a row.
    `told` says of a row what and where it is, and `right` who may mend them all, where the owner
    does not.
    """

    rows: QuerySet[Any]
    anchor: str | Callable[[Any], str]
    problem: Callable[[Any], str]
    owner: str = ""
    told: Callable[[Any], About] | None = None
    right: Callable[[Any], bool] | None = None

    @property
    def owner_model(self) -> type[Model]:
        model: type[Model] = self.rows.model
        related = model._meta.get_field(self.owner).related_model if self.owner else model
        return related if isinstance(related, type) else model

    def owner_of(self, row: Any) -> Any:
        return attrgetter(self.owner)(row) if self.owner else row

    def finding(self, row: Any) -> Finding:
        anchor = self.anchor if isinstance(self.anchor, str) else self.anchor(row)
        found = self.told(row) if self.told else described(self.owner_of(row))
        address = f"{found.address}#{anchor}" if anchor else found.address
        return Finding(found, self.problem(row), address, row.pk)


@dataclass(frozen=True, slots=True)
class Finding:
    """A row to be mended: what it is, what is wrong, the address of the field; and its key."""

    about: About
    problem: str
    address: str
    key: int


@dataclass(frozen=True, slots=True)
class Fix:
    """What mends a row without its form: by one click. `done` says of a row what came of it."""

    slug: str
    label: str
    run: Callable[[Any, Any], None]  # gets the row, and who asks for it
    done: str


class Check:
    """`why` says what a visitor loses. What is mended on a page of its own says so by `page`."""

    slug: str
    title: str
    why: str
    owners: Sequence[type[Model]]  # what is changed to mend it
    fixes: Sequence[Fix] = ()  # of a check with one source, whose rows are mended themselves

    def sources(self) -> Sequence[Source]:
        """The rows found, by model; lazy, at a fixed number of queries."""
        raise NotImplementedError

    def is_open_to(self, user: Any) -> bool:
        """Whether what is found is for that user at all; each row is asked for besides."""
        return any(may_some(user, "change", model) for model in self.owners)

    @property
    def page(self) -> str:
        """The address of the page on which all of it is mended; empty where rows are listed."""
        return ""

    @property
    def address(self) -> str:
        """Where its findings are shown."""
        return self.page or reverse("admin:health_check", args=[self.slug])


def described(row: Any) -> About:
    """What a list says of a row, also of those that know no drafts."""
    if hasattr(row, "is_draft"):
        return about(row)
    meta = row._meta
    address = reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[row.pk])
    return About(str(row), address, [])
