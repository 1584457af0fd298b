"""What a column says of a row, and how a cell is written into it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

YES, NO = "yes", "no"
TRUE, FALSE = {"yes", "y", "true", "1", "x"}, {"", "no", "n", "false", "0"}


@dataclass(frozen=True, slots=True)
class Column:
    """`read` gives the cell of a row; `write` puts a cell into the row, unsaved, and raises
    ValidationError with a sentence where it cannot. `on` names the part of the row, saved with
    it, that the column writes to; empty for the row itself. `fields` are those that rights know."""

    name: str
    read: Callable[[Any], str]
    write: Callable[[Any, str], None]
    on: str = ""
    model_field: str = ""


def field(model: type[models.Model], name: str, on: str = "", header: str = "") -> Column:
    """A column for a field of text, a number, a choice, a partial date or yes and no."""
    column = model._meta.get_field(name)

    def part(row: Any) -> Any:
        return getattr(row, on) if on else row

    def read(row: Any) -> str:
        found = part(row)
        return text_of(column, getattr(found, name)) if found is not None else ""

    def write(row: Any, cell: str) -> None:
        setattr(part(row), name, value_of(column, cell))

    return Column(header or name, read, write, on, name)


def text_of(column: Any, value: Any) -> str:
    """The value as a cell; `value_of` reads it as the same value."""
    if isinstance(column, models.BooleanField):
        return YES if value else NO
    if value is None:
        return ""
    return str(value.isoformat()) if hasattr(value, "isoformat") else str(value)


def value_of(column: Any, cell: str) -> Any:
    """The value that a cell says. Raises ValidationError with a sentence where it says none."""
    if isinstance(column, models.BooleanField):
        return _yes_or_no(cell)
    if isinstance(column, models.IntegerField):
        return _number(column, cell)
    if column.choices and cell not in dict(column.flatchoices):
        return _choice(column, cell)
    value = column.to_python(cell)
    return "" if value is None and not column.null else value


def _yes_or_no(cell: str) -> bool:
    if cell.casefold() in TRUE | FALSE:
        return cell.casefold() in TRUE
    raise ValidationError(f"“{cell}” is neither yes nor no.")


def _number(column: Any, cell: str) -> int | None:
    if not cell and column.null:
        return None
    if not (cell.isascii() and cell.isdecimal()) or int(cell[:9]) > 9999 or len(cell) > 9:
        raise ValidationError(f"“{cell}” is no number from 0 to 9999.")
    return int(cell)


def _choice(column: Any, cell: str) -> str:
    """A choice by its label, whatever its case."""
    for value, label in column.flatchoices:
        if str(label).casefold() == cell.casefold():
            return str(value)
    known = ", ".join(str(value) for value, _ in column.flatchoices if value)
    raise ValidationError(f"“{cell}” is none of: {known}.")
