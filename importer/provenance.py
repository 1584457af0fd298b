"""Where each value of a row came from: the import, the page, the lines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models

from importer.match.fold import squash
from importer.models import ImportedRecord, ImportedRow, ImportRun
from importer.save.merging import link_of
from importer.save.rows import read

DULL = {"position"}  # fields that follow from the order on the page
SHORT = 3  # letters and digits below which a value is found in any line


@dataclass(frozen=True)
class Origin:
    """A value that an import set, and the lines that say so; `now` where it is another today."""

    row: str
    field: str
    value: str
    now: str
    page: str
    lines: Sequence[tuple[int, str]]
    run: ImportRun | None


def origins(row: models.Model) -> list[Origin]:
    """Of each field that imports set, in the row and in those that are parts of it."""
    link = link_of(row)
    if link is None:
        return []
    links = list(_with_parts(link, row._meta.app_label))
    keys = {key for each in links for key in each.sources.get("records", ())}
    records = ImportedRecord.objects.select_related("page", "run").in_bulk(keys)
    return [origin for each in links for origin in _of_row(each, link, records)]


def _with_parts(link: ImportedRow, app: str) -> Iterator[ImportedRow]:
    """The row and those below it that belong to the same app: a person's talks have a page of
    their own in the admin."""
    yield link
    for child in link.children.select_related("content_type"):
        if child.content_type.app_label == app:
            yield from _with_parts(child, app)


def _of_row(
    link: ImportedRow, above: ImportedRow, records: dict[int, ImportedRecord]
) -> Iterator[Origin]:
    row: Any = link.row
    if row is None:
        return
    own = link.sources.get("records") or above.sources.get("records", ())
    told = [records[key] for key in own if key in records]
    for name, value in link.base.items():
        text = shown(row, name, value)
        if not text or name in DULL:
            continue
        record = _teller(text, told)
        mine = read(row, name)
        yield Origin(
            f"{row._meta.verbose_name}: {row}",
            str(row._meta.get_field(name).verbose_name),
            text,
            "" if mine == value else shown(row, name, mine) or "nothing",
            record.page.name if record else "",
            _lines(text, record) if record else (),
            record.run if record else None,
        )


def _teller(text: str, records: Iterable[ImportedRecord]) -> ImportedRecord | None:
    """The first record that says it; the first of all where none says it in these letters."""
    wanted, found = squash(text), list(records)
    says = (r for r in found if wanted in squash(json.dumps(r.payload, ensure_ascii=False)))
    return next(says, found[0] if found else None)


def _lines(text: str, record: ImportedRecord) -> list[tuple[int, str]]:
    """The lines of the record in which the value stands; all of them where it stands in none."""
    numbers = range(record.first_line, min(record.last_line, len(record.page.lines)) + 1)
    lines = [(n, record.page.lines[n - 1]) for n in numbers if record.page.lines[n - 1]]
    wanted = squash(text)
    if len(wanted) < SHORT:
        return lines
    return [line for line in lines if wanted in squash(line[1])] or lines


def shown(row: models.Model, name: str, value: Any) -> str:
    if value in (None, "", [], False):
        return ""
    field: Any = row._meta.get_field(name)
    if field.is_relation:
        keys = value if isinstance(value, list) else [value]
        return ", ".join(map(str, field.related_model._base_manager.filter(pk__in=keys)))
    return "yes" if value is True else str(value)
