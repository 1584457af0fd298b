"""Works and people: what the pages on duplicates ask of each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from core.rights import may_all
from importer.duplicates.facts import people_to_show, works_to_show
from importer.duplicates.judge import Row
from importer.models import PossiblePair, Subject
from people.models import Person
from publications.models import Publication


@dataclass(frozen=True)
class Kind:
    """`slug` is its part of the address."""

    slug: str
    label: str
    subject: Subject
    model: type[Row]
    to_show: Callable[[], QuerySet[Any]]

    def pairs(self) -> QuerySet[PossiblePair]:
        """All that wait for a decision, the likeliest first; see importer.duplicates.kept."""
        return PossiblePair.objects.on(self.subject)

    def may_decide(self, user: Any) -> bool:
        return self._may(user, "change")

    def may_merge(self, user: Any) -> bool:
        """One of the two rows goes."""
        return self.may_decide(user) and self._may(user, "delete")

    def _may(self, user: Any, what: str) -> bool:
        """All rows of the kind: a pair may have any two."""
        return bool(user.is_active and user.is_staff and may_all(user, what, self.model))


KINDS = (
    Kind("works", "Works", Subject.WORK, Publication, works_to_show),
    Kind("people", "People", Subject.PERSON, Person, people_to_show),
)


def kind_of(slug: str) -> Kind:
    """Raises Http404 for a part of an address that is no kind."""
    for kind in KINDS:
        if kind.slug == slug:
            return kind
    raise Http404(f"There are no duplicates of “{slug}”.")


def kind_on(subject: str) -> Kind:
    return next(kind for kind in KINDS if kind.subject == subject)


def open_to(user: Any) -> list[Kind]:
    """Those on which this person may decide."""
    return [kind for kind in KINDS if kind.may_decide(user)]
