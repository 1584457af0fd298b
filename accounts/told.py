"""All that a row and its parts say, in words; and two such tellings, one against the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.db import models

from accounts.rights import PARTS

Told = dict[str, list[str]]  # {field or part: what it says, line by line}
NOT_TOLD = {"slug", "is_draft", "publish_at", "position"}  # an editor's, or shown by the order
WORDS = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a text: `state` is same, added or removed."""

    state: str
    text: str


def told(row: models.Model) -> Told:
    """What was filled in of a row and of its parts; nothing of what is empty."""
    found = dict(_fields(row))
    for label, part in PARTS.items():
        if part.whole == row._meta.label_lower:
            model = _model_of(row, label)
            related = [f.name for f in model._meta.fields if f.is_relation and f.name != part.way]
            rows = model._default_manager.filter(**{part.way: row.pk})
            rows = rows.select_related(*related) if related else rows
            if lines := [_line(each, part.way) for each in rows]:
                found[str(model._meta.verbose_name_plural)] = lines
    return found


def compared(before: Told, now: Told) -> Iterator[tuple[str, list[list[Piece]]]]:
    """(field, its lines in pieces), of all that is or was said; without `before`, all is new and
    nothing is marked."""
    for name in [*now, *(name for name in before if name not in now)]:
        old, new = before.get(name, []), now.get(name, [])
        if not before or old == new:
            yield name, [[Piece("same", line)] for line in new]
        elif len(old) == len(new) == 1:
            yield name, [list(_words(old[0], new[0]))]
        else:
            yield name, list(_lines(old, new))


def _fields(row: models.Model) -> Iterator[tuple[str, list[str]]]:
    for field in (*row._meta.fields, *row._meta.many_to_many):
        if field.name in NOT_TOLD or not field.editable or field.primary_key:
            continue
        if field.many_to_many:
            lines = [str(each) for each in getattr(row, field.name).all()]
        else:
            value = _value(row, field)
            lines = value.splitlines() if value else []
        if lines:
            yield str(field.verbose_name), lines


def _line(part: models.Model, way: str) -> str:
    """``name as printed: Ann Lee; equal contribution``."""
    said = []
    for field in part._meta.fields:
        if field.name in NOT_TOLD | {way} or not field.editable or field.primary_key:
            continue
        if value := _value(part, field):
            name = str(field.verbose_name)
            said.append(name if value is name else f"{name}: {value}")
    return "; ".join(said)


def _value(row: models.Model, field: Any) -> str:
    """In words; the name of the field for one that is ticked, and nothing for one that is not."""
    value = getattr(row, field.name)
    if isinstance(value, bool):
        return str(field.verbose_name) if value else ""
    if field.choices:
        return str(getattr(row, f"get_{field.name}_display")())
    return "" if value is None else str(value).strip()


def _model_of(row: models.Model, label: str) -> Any:
    related = (relation.related_model for relation in row._meta.related_objects)
    return next(model for model in related if model._meta.label_lower == label)


def _words(old: str, new: str) -> Iterator[Piece]:
    before, now = WORDS.findall(old), WORDS.findall(new)
    for tag, a, b, c, d in SequenceMatcher(None, before, now, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Piece("same", "".join(now[c:d]))
            continue
        if a < b:
            yield Piece("removed", "".join(before[a:b]))
        if c < d:
            yield Piece("added", "".join(now[c:d]))


def _lines(old: list[str], new: list[str]) -> Iterator[list[Piece]]:
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from ([Piece("same", line)] for line in new[c:d])
            continue
        yield from ([Piece("removed", line)] for line in old[a:b])
        yield from ([Piece("added", line)] for line in new[c:d])
