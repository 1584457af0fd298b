"""What an atom can be: a field of a record, or something beside the fields."""

from __future__ import annotations

from typing import NamedTuple

ROLES = ("title", "authors", "venue")
EXTRAS = ("links", "note", "prose", "date")
LABELS = (*(f"{role} {part}" for role in ROLES for part in ("begins", "goes on")), *EXTRAS)


class Step(NamedTuple):
    """The label of an atom, and whether a record begins with it."""

    label: str
    starts: bool
