"""A row as the pages say it should be, and how it is told from the rows beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from core.fields import web_address
from importer.match.fold import fold
from importer.models import ImportedRow
from importer.records import Link

ALIKE = 0.5  # share of equal fields from which a row of the page is an old one, changed


@dataclass
class Wanted:
    """A row as the pages say it should be.

    `fields` maps names of fields (a foreign key by its column, such as venue_id; a many-to-many
    field to a list of keys) to values that JSON can hold. `identity` names the fields that tell
    the row from its siblings. `records` are the keys of the ImportedRecords that say so.
    `initial` is set when the row is made, and never again. Text that is longer than its field
    is cut: PostgreSQL would refuse it, and the admin would not save the row again.
    """

    model: type[models.Model]
    fields: dict[str, Any]
    identity: tuple[str, ...] = ()
    children: dict[str, list[Wanted]] = field(default_factory=dict)
    records: tuple[int, ...] = ()
    initial: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name, value in self.fields.items():
            if isinstance(value, str):
                longest = getattr(self.model._meta.get_field(name), "max_length", None)
                if longest and len(value) > longest:
                    self.fields[name] = f"{value[: longest - 1]}…"

    @property
    def key(self) -> str:
        return key_of(self.fields.get(name) for name in self.identity)


def link_rows(model: type[models.Model], links: Sequence[Link]) -> list[Wanted]:
    """Rows of a model of links, in the order of the page."""
    return [
        Wanted(
            model,
            {"label": k.label, "url": web_address(k.url), "position": place},
            ("label", "url"),
        )
        for place, k in enumerate(links, 1)
    ]


def align(
    wanted: Sequence[Wanted], links: Sequence[ImportedRow]
) -> tuple[list[tuple[Wanted, ImportedRow | None]], list[ImportedRow]]:
    """Each wanted row with the row that the importer made of it before, if any, and the rest.

    First by identity; what is left by likeness, so that a corrected word changes a row and does
    not replace it.
    """
    keys = numbered(item.key for item in wanted)
    known = dict(zip(numbered(link.identity for link in links), links, strict=True))
    found: dict[int, ImportedRow] = {}
    for index, key in enumerate(keys):
        if key in known:
            found[index] = known.pop(key)
    scores = sorted(
        (-likeness(wanted[i].fields, link.base), i, link.pk, link)
        for i in range(len(wanted))
        if i not in found
        for link in known.values()
    )
    free = {link.pk for link in known.values()}
    for score, index, pk, link in scores:
        if -score >= ALIKE and index not in found and pk in free:
            found[index] = link
            free.discard(pk)
    left = [link for link in links if link.pk in free]
    return [(item, found.get(i)) for i, item in enumerate(wanted)], left


def likeness(fields: dict[str, Any], base: dict[str, Any]) -> float:
    """The share of the fields that say something on either side in which both agree."""
    telling = [n for n in fields if fields[n] or base.get(n)]
    same = sum(fields[n] == base.get(n) for n in telling)
    return same / len(telling) if telling else 0.0


def key_of(values: Iterable[Any]) -> str:
    return "|".join(fold(str(value if value is not None else "")) for value in values)[:250]


def numbered(keys: Iterable[str]) -> list[tuple[str, int]]:
    """Equal keys told apart by how often they came before."""
    seen: Counter[str] = Counter()
    found = []
    for key in keys:
        found.append((key, seen[key]))
        seen[key] += 1
    return found
