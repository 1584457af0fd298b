"""Links of the site whose address has not answered twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from django.db.models import Model, Prefetch, Subquery
from django.utils.functional import cached_property

from health.addresses.held import HOLDERS, Holder, TextHolder, in_texts, text_holders
from health.checks.base import Check, Source
from health.models import Address
from publications.models import Publication


class DeadLinks(Check):
    slug = "dead-links"
    title = "Links that lead nowhere"
    why = "Asked twice, on different days, nobody answered. Mend the address, or remove the link."

    @cached_property
    def owners(self) -> Sequence[type[Model]]:  # type: ignore[override]
        return [_owner(holder) for holder in (*HOLDERS, *text_holders())]

    def sources(self) -> Sequence[Source]:
        problems: dict[str, str] = {}
        found = [self._source(holder, problems) for holder in HOLDERS]
        return [*found, *_in_texts()]

    def _source(self, holder: Holder, problems: dict[str, str]) -> Source:
        dead = Address.objects.dead().values("url")
        rows = holder.model._default_manager.filter(url__in=Subquery(dead)).order_by("pk")
        if holder.owner == "publication":
            rows = rows.prefetch_related(Prefetch("publication", Publication.objects.listed()))
        elif holder.owner:
            rows = rows.select_related(holder.owner)
        if holder.owner == "talk":
            rows = rows.select_related("talk__speaker")
        return Source(rows, holder.anchor, partial(_problem, problems), holder.owner)


def _in_texts() -> Iterator[Source]:
    """Rows with a dead link in a text; no text is read where none is dead."""
    problems = {address.url: address.problem for address in Address.objects.dead()}
    told: dict[TextHolder, dict[int, str]] = {}
    for url, holder, key in in_texts() if problems else ():
        if url in problems:
            told.setdefault(holder, {}).setdefault(key, problems[url])
    for holder, keys in told.items():
        rows = holder.model._default_manager.filter(pk__in=list(keys)).order_by("pk")
        rows = rows.select_related(holder.owner) if holder.owner else rows
        yield Source(rows, f"id_{holder.name}", partial(_told, keys), holder.owner)


def _told(keys: dict[int, str], row: Model) -> str:
    return keys[row.pk]


def _owner(holder: Holder | TextHolder) -> type[Model]:
    related = holder.owner and holder.model._meta.get_field(holder.owner).related_model
    return related if isinstance(related, type) else holder.model


def _problem(problems: dict[str, str], row: Any) -> str:
    """What went wrong with the row's address; all of them are read at the first question."""
    if not problems:
        problems |= {address.url: address.problem for address in Address.objects.dead()}
    return problems.get(row.url, row.url)
