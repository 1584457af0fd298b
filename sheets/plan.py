"""What an upload would change, and what is wrong with it: nothing is written here."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models

from core.batches import batched
from core.rights import allowed, before_adding, limits, may_some
from sheets.columns import Column
from sheets.files import Table
from sheets.kinds.base import ID, Kind

MOST_MISTAKES = 200


@dataclass(frozen=True, slots=True)
class Mistake:
    """`column` is empty where the row as a whole is wrong; `line` is that of the file."""

    line: int
    column: str
    text: str


@dataclass(slots=True)
class Planned:
    """A row of the file that adds or changes one of the site: {column: (before, after)}."""

    line: int
    row: models.Model
    is_new: bool
    changes: dict[str, tuple[str, str]] = field(default_factory=dict)


@dataclass(slots=True)
class Plan:
    rows: list[Planned] = field(default_factory=list)
    mistakes: list[Mistake] = field(default_factory=list)
    same: int = 0

    @property
    def stamp(self) -> str:
        """What the plan says, in short: another if the site changed meanwhile."""
        told = [(each.line, each.row.pk, sorted(each.changes.items())) for each in self.rows]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:24]


class Reader:
    """Reads a table for a user into a plan."""

    def __init__(self, kind: Kind, user: Any) -> None:
        self.kind, self.user, self.plan = kind, user, Plan()
        self.columns = {column.name: column for column in kind.columns}
        self.limits = limits(user, kind.model)

    def read(self, table: Table) -> Plan:
        head = [cell.strip() for cell in table[0]]
        if self._head(head):
            lines = [(n, cells) for n, cells in enumerate(table[1:], 2) if any(cells)]
            known = self._rows(cells for _, cells in lines) if ID in head else {}
            seen: set[int] = set()
            for number, cells in lines:
                self._line(number, dict(zip(head, cells, strict=False)), known, seen)
        return self.plan

    def _head(self, head: list[str]) -> bool:
        for place, name in enumerate(head):
            if name and name not in {ID, *self.columns}:
                known = ", ".join([ID, *self.columns])
                self._wrong(1, name, f"There is no such column. There are: {known}.")
            elif name and name in head[:place]:
                self._wrong(1, name, "This column is there twice.")
        if not any(name in self.columns for name in head):
            self._wrong(1, "", "The first line must name the columns, as in a download.")
        self.place = head.index(ID) if ID in head else -1
        return not self.plan.mistakes

    def _rows(self, lines: Iterable[list[str]]) -> dict[int, Any]:
        keys = {cells[self.place].strip() for cells in lines if len(cells) > self.place}
        found: dict[int, Any] = {}
        for some in batched(sorted({int(key) for key in keys if _is_key(key)})):
            rows = self.kind.rows().filter(pk__in=some)
            found |= {row.pk: row for row in allowed(self.user, "change", rows)}
        return found

    def _line(
        self, line: int, cells: dict[str, str], known: dict[int, Any], seen: set[int]
    ) -> None:
        cells = {name: cell for name, cell in cells.items() if name}
        key = cells.pop(ID, "").strip()
        if not key:
            self._new(line, cells)
            return
        row = known.get(int(key)) if _is_key(key) else None
        if row is None:
            self._wrong(line, ID, f"You may change no row {key}. Leave it empty for a new one.")
        elif row.pk in seen:
            self._wrong(line, ID, f"Row {key} is in the file twice.")
        else:
            seen.add(row.pk)
            self._changed(line, row, cells)

    def _new(self, line: int, cells: dict[str, str]) -> None:
        if not may_some(self.user, "add", self.kind.model):
            self._wrong(line, "", "You may not add rows here.")
            return
        planned = Planned(line, self.kind.model(), is_new=True)
        before_adding(self.user, planned.row)
        self._write(planned, {name: cell for name, cell in cells.items() if cell})

    def _changed(self, line: int, row: models.Model, cells: dict[str, str]) -> None:
        if not self._write(Planned(line, row, is_new=False), cells):
            self.plan.same += 1

    def _write(self, planned: Planned, cells: dict[str, str]) -> bool:
        """Puts the cells that differ into the row; whether there are any."""
        before = {name: self.columns[name].read(planned.row) for name in cells}
        wrong = False
        for name, cell in cells.items():
            if _same(cell, before[name]):
                continue
            try:
                self._put(planned, self.columns[name], before[name], cell)
            except ValidationError as error:
                self._wrong(planned.line, name, " ".join(error.messages))
                wrong = True
        if (planned.changes or planned.is_new) and not wrong:
            self._validate(planned)
            self.plan.rows.append(planned)
        return bool(planned.changes) or wrong

    def _put(self, planned: Planned, column: Column, before: str, cell: str) -> None:
        if column.model_field in self.limits:
            raise ValidationError("You may not change this column.")
        column.write(planned.row, cell)
        after = column.read(planned.row)
        if after != before:
            planned.changes[column.name] = (before, after)

    def _validate(self, planned: Planned) -> None:
        for part in self.kind.parts_of(planned.row):
            try:
                part.full_clean(exclude=self.kind.left_out(part))
            except ValidationError as error:
                for name, found in error.message_dict.items():
                    column = "" if name == NON_FIELD_ERRORS else name
                    self._wrong(planned.line, column, " ".join(found))

    def _wrong(self, line: int, column: str, text: str) -> None:
        if len(self.plan.mistakes) < MOST_MISTAKES:
            self.plan.mistakes.append(Mistake(line, column, text))


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 18


def _same(cell: str, before: str) -> bool:
    """Line ends differ from program to program, and mean nothing."""
    return cell.replace("\r\n", "\n") == before.replace("\r\n", "\n")
