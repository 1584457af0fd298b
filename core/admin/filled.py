"""An add form that comes filled in: what it says stays with the request until it is shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.http import HttpRequest

Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class Filled:
    """Values of the form's own fields, and rows of its inlines by their models."""

    fields: dict[str, Any] = field(default_factory=dict)
    rows: Mapping[type[models.Model], Rows] = field(default_factory=dict)


NOTHING = Filled()


def fill(request: HttpRequest, filled: Filled) -> None:
    """Lets the form that this request shows come filled in."""
    request.filled = filled  # type: ignore[attr-defined]


def filled_in(request: HttpRequest) -> Filled:
    found: Filled = getattr(request, "filled", NOTHING)
    return found


def rows_of(request: HttpRequest, model: type[models.Model]) -> Rows:
    """The rows of that model with which the form comes."""
    return filled_in(request).rows.get(model, [])
