"""What a check finds that a user may mend."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from core.rights import allowed, may_all
from health.checks.base import Check, Finding, Source


class Found:
    """The findings of a check for a user; for nobody in particular (a command): all of them."""

    def __init__(self, check: Check, user: Any = None) -> None:
        self._parts = [(each, _rows_for(user, each)) for each in check.sources()]

    def __len__(self) -> int:
        return sum(rows.count() for _, rows in self._parts)

    def __getitem__(self, part: slice) -> list[Finding]:
        """Those of a slice without a step, source after source."""
        found: list[Finding] = []
        first, last = part.start or 0, part.stop
        for source, rows in self._parts:
            some = list(rows[first:last])
            found += [source.finding(row) for row in some]
            if last is not None and last <= first + len(some):
                break
            number = first + len(some) if some or not first else rows.count()
            first = max(first - number, 0)
            last = None if last is None else last - number
        return found


def _rows_for(user: Any, source: Source) -> QuerySet[Any]:
    """The rows that the user may mend: a condition of the same query."""
    if user is None:
        return source.rows
    if source.right:
        return source.rows if source.right(user) else source.rows.none()
    model = source.owner_model
    if may_all(user, "change", model):
        return source.rows
    owners = allowed(user, "change", model._default_manager.all()).order_by().values("pk")
    return source.rows.filter(**{f"{source.owner or 'pk'}__in": owners})
