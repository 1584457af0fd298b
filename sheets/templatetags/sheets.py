"""The way from a list of the admin to its spreadsheet."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse

from sheets.kinds import KINDS

register = template.Library()


@register.simple_tag
def sheet_of(options: Any) -> str:
    """The address of the model's sheet; empty for a model that has none."""
    found = (kind.slug for kind in KINDS if kind.model._meta.label == options.label)
    slug = next(found, "")
    return reverse("admin:sheet", args=[slug]) if slug else ""
