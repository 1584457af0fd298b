"""What a periodic job is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Job:
    """`run` gets the moment that counts as now, and says in a few words what it did. It is done
    within a few minutes, in short transactions, and can break off anywhere."""

    slug: str
    title: str
    every: timedelta
    run: Callable[[datetime], str]
