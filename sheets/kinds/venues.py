"""Venues in cells: by their abbreviation, else their name."""

from __future__ import annotations

from django.core.exceptions import ValidationError

from publications.models import Venue


def read_venue(venue: Venue | None) -> str:
    return str(venue) if venue else ""


def venue_of(cell: str) -> Venue | None:
    """The venue that a cell names; None for an empty one. Raises ValidationError where there is
    none, or more than one."""
    if not cell:
        return None
    found = list(Venue.objects.abbreviated(cell)[:1]) or list(Venue.objects.named(cell)[:2])
    if len(found) > 1:
        raise ValidationError(f"There is more than one venue “{cell}”: choose it on the form.")
    if not found:
        raise ValidationError(
            f"There is no venue “{cell}”. Add it first, or write it into venue_printed."
        )
    return found[0]
