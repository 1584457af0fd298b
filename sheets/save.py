"""Writing a plan: all of it or nothing, as edits of whoever uploaded it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest

from core.rights import after_adding, after_changing, before_adding, may
from groupsite.todo.history import log_addition, log_change
from history.write import recorded
from sheets.files import Table
from sheets.kinds.base import Kind
from sheets.plan import Plan, Reader

NOTE = "from a spreadsheet"


@transaction.atomic
def save(request: HttpRequest, kind: Kind, table: Table, stamp: str) -> Plan | None:
    """Write what the table says, if that is still what `stamp` was made of; None where the site
    changed meanwhile. Raises ValidationError with a sentence where the database refuses it."""
    list(kind.model._default_manager.select_for_update().order_by("pk").values_list("pk"))
    plan = Reader(kind, request.user).read(table)
    if plan.mistakes or plan.stamp != stamp:
        return None
    changed = [planned.row for planned in plan.rows if not planned.is_new]
    with recorded(changed, request.user, note=NOTE):
        for planned in plan.rows:
            try:
                with transaction.atomic():
                    _write(request, kind, planned.row, planned.is_new, list(planned.changes))
            except IntegrityError as error:
                raise ValidationError(
                    f"Line {planned.line}: another row has this value already. Nothing was saved."
                ) from error
    return plan


def _write(request: HttpRequest, kind: Kind, row: Any, is_new: bool, columns: list[str]) -> None:
    if is_new:
        before_adding(request.user, row)
    elif not may(request.user, "change", row):
        raise PermissionDenied
    kind.save(row)
    if is_new:
        after_adding(request.user, row)
        log_addition(request, row)
    else:
        after_changing(request.user, row)
        log_change(request, row, [{"changed": {"fields": columns}}])
