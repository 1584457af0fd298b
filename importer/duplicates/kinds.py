"""Works and people: what the pages on duplicates ask of each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from importer.duplicates.facts import people_to_show, works_to_show
from importer.duplicates.judge import Row
from importer.duplicates.pairs import Pair
from importer.duplicates.people import pairs_of_people
from importer.duplicates.works import pairs_of_works
from importer.models import Subject
from people.models import Person
from publications.models import Publication


@dataclass(frozen=True)
class Kind:
    """`slug` is its part of the address."""

    slug: str
    label: str
    subject: Subject
    model: type[Row]
    pairs: Callable[[], list[Pair]]
    to_show: Callable[[], QuerySet[Any]]

    def may_decide(self, request: HttpRequest) -> bool:
        return self._may(request, "change")

    def may_merge(self, request: HttpRequest) -> bool:
        """One of the two rows goes."""
        return self.may_decide(request) and self._may(request, "delete")

    def _may(self, request: HttpRequest, what: str) -> bool:
        name = f"{self.model._meta.app_label}.{what}_{self.model._meta.model_name}"
        user = request.user
        return user.is_active and user.is_staff and user.has_perm(name)


KINDS = (
    Kind("works", "Works", Subject.WORK, Publication, pairs_of_works, works_to_show),
    Kind("people", "People", Subject.PERSON, Person, pairs_of_people, people_to_show),
)


def kind_of(slug: str) -> Kind:
    """Raises Http404 for a part of an address that is no kind."""
    for kind in KINDS:
        if kind.slug == slug:
            return kind
    raise Http404(f"There are no duplicates of “{slug}”.")


def kind_on(subject: str) -> Kind:
    return next(kind for kind in KINDS if kind.subject == subject)


def open_to(request: HttpRequest) -> list[Kind]:
    """Those on which this person may decide."""
    return [kind for kind in KINDS if kind.may_decide(request)]
