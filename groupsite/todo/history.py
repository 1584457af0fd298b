"""The history of a row, written as the admin's own forms write it."""

from __future__ import annotations

from typing import Any

from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.db import models
from django.http import HttpRequest

from history.write import added


def change(action: str, row: models.Model, *fields: str) -> dict[str, Any]:
    """A part of a change: `row` was added, changed in those fields, or deleted."""
    told: dict[str, Any] = {"name": str(row._meta.verbose_name), "object": str(row)}
    if fields:
        told["fields"] = list(fields)
    return {action: told}


def own_change(*fields: str) -> dict[str, Any]:
    """A part of a change: fields of the row itself."""
    return {"changed": {"fields": list(fields)}}


def log_change(request: HttpRequest, row: models.Model, parts: list[dict[str, Any]]) -> None:
    LogEntry.objects.log_actions(request.user.pk or 0, [row], CHANGE, parts)


def log_addition(request: HttpRequest, row: models.Model) -> None:
    LogEntry.objects.log_actions(request.user.pk or 0, [row], ADDITION, [{"added": {}}])
    added([row], request.user)
