"""Long lists in portions: SQLite takes a limited number of parameters in one query."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

Item = TypeVar("Item")
SIZE = 500


def batched(items: Iterable[Item], size: int = SIZE) -> Iterator[list[Item]]:
    """The items in lists of `size` at most, in their order."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch
