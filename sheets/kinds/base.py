"""What a sheet is of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.db import models
from django.db.models import QuerySet

from sheets.columns import Column
from sheets.files import Table

ID = "id"


class Kind:
    """A model, one row a line. Whoever derives from it says which columns there are, and how a row
    is saved with what belongs to it."""

    slug: str
    label: str
    model: type[models.Model]
    columns: Sequence[Column]
    written: Mapping[type[models.Model], Sequence[str]]  # fields, by model

    def rows(self) -> QuerySet[Any]:
        """All rows, with what the columns read, in a fixed number of queries."""
        return self.model._default_manager.order_by("pk")

    def table(self, rows: Iterable[Any]) -> Table:
        head = [ID, *(column.name for column in self.columns)]
        lines = ([str(row.pk), *(c.read(row) for c in self.columns)] for row in rows)
        return [head, *lines]

    def parts_of(self, row: Any) -> Iterator[models.Model]:
        """What is validated and saved: the row first."""
        yield row

    def left_out(self, part: models.Model) -> list[str]:
        """Fields that no column writes, and that are not validated."""
        written = self.written[type(part)]
        return [field.name for field in part._meta.fields if field.name not in written]

    def save(self, row: Any) -> None:
        row.save()
