"""What is told of the group in group.toml, with its years moved to the reader's."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

WRITTEN = 2026  # the year in which the years of group.toml are meant


@dataclass(frozen=True, slots=True)
class Told:
    """A person: role and period in the group, and what stands beside the name."""

    family: str
    role: str
    since: str
    given: str = ""
    native: str = ""
    first: bool = False
    until: str = ""
    next: str = ""
    topic: str = ""
    note: str = ""
    main_field: str = ""
    photo: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """`venues`: (abbreviation, name) by kind; `site`: fields of the settings."""

    site: dict[str, str]
    people: list[Told]
    venues: dict[str, list[tuple[str, str]]]
    courses: list[str]
    roles: list[str]
    bodies: list[str]
    pages: list[dict[str, str]] = field(default_factory=list)


def group(today: date) -> Group:
    """The group as it stands in the year of `today`."""
    told = tomllib.loads(Path(__file__).with_name("group.toml").read_text(encoding="utf-8"))
    later = today.year - WRITTEN
    people = [Told(**{**entry, **_moved(entry, later)}) for entry in told["people"]]
    return Group(
        site=told["site"],
        people=people,
        venues={kind: [(a, n) for a, n in rows] for kind, rows in told["venues"].items()},
        courses=told["courses"]["titles"],
        roles=told["services"]["roles"],
        bodies=told["services"]["bodies"],
        pages=told["pages"],
    )


def _moved(entry: dict[str, str], years: int) -> dict[str, str]:
    """The dates of a person, so many years later."""
    dates = {name: entry[name] for name in ("since", "until") if name in entry}
    return {name: f"{int(text[:4]) + years}{text[4:]}" for name, text in dates.items()}
