"""What a person decided of the records of a page, and how it outlives the next reading of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from importer.records import Record


@dataclass(frozen=True)
class Choice:
    """A record is left out, or corrected first, or was made by the person from unread lines."""

    rejected: bool = False
    edited: Record | None = None
    added: bool = False


Choices = Mapping[int, Choice]  # by the place of a record: the owner's first, then all others
FOLLOWS = Choice()


def following(
    payload: dict[str, Any], read_then: dict[str, Any], read_now: dict[str, Any]
) -> dict[str, Any]:
    """A corrected record after its page changed: what the person corrected stays, all else is as
    the page says now."""
    return {
        name: payload[name] if name in payload and payload[name] != read_then.get(name) else value
        for name, value in read_now.items()
    }
