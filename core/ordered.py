"""Rows in an order that editors choose."""

from __future__ import annotations

from django.db import models
from django.db.models import F


class Ordered(models.Model):
    """Rows in an editor's order; ties and rows without a place keep the order they came in.

    `position` is not unique: SQLite checks uniqueness row by row, and swapping two rows would
    fail half-way.
    """

    position = models.PositiveIntegerField(
        "place", null=True, blank=True, help_text="Leave empty to put it last."
    )

    class Meta:
        abstract = True
        ordering = [F("position").asc(nulls_last=True), "pk"]
