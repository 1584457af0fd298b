"""What becomes of an answer: the opening is confirmed or closed, and its history says by whom."""

from __future__ import annotations

from datetime import date
from typing import Any

from history.write import recorded
from openings.models import Opening
from people.models import Person

NOTE = "an answer to “Does it still hold?”"


def hold(opening: Opening, by: Any, today: date) -> None:
    """Confirm it, for as long as usual; `by` is a user, or None for who came by a link."""
    with recorded([opening], by, note=NOTE):
        opening.confirm(today)
        opening.save(update_fields=["confirmed_on", "review_on"])


def close(opening: Opening, by: Any, today: date) -> None:
    with recorded([opening], by, note=NOTE):
        opening.close(today)
        opening.save(update_fields=["status", "confirmed_on"])


def hold_taking(person: Person, by: Any, today: date) -> None:
    """Confirm what is said of whether the person takes students."""
    with recorded([person], by, note=NOTE):
        person.confirm_taking(today)
        person.save(update_fields=["taking_confirmed"])
