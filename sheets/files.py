"""CSV and XLSX as tables of text, both ways; text stays text, whatever it begins with.

A program that opens a CSV takes a cell that begins with =, +, - or @ for a formula. So such a cell
gets an apostrophe before it, and so does one that begins with apostrophes and then such a sign;
reading takes one away again. In XLSX cells are typed, and need none.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

import openpyxl
import xlsxwriter
from django.core.exceptions import ValidationError

Table = list[list[str]]

MOST_BYTES = 5 * 1024 * 1024
MOST_ROWS = 20_000
MOST_COLUMNS = 100
MOST_UNPACKED = 100 * 1024 * 1024
LONGEST_CELL = 32_767  # letters, as Excel takes; longer texts go by CSV
FORMULA = re.compile(r"'*[=+\-@\t\r]")
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def as_csv(table: Iterable[Sequence[str]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([_guarded(cell) for cell in row] for row in table)
    return out.getvalue().encode("utf-8-sig")  # the mark tells Excel that it is UTF-8


def as_xlsx(table: Iterable[Sequence[str]]) -> bytes:
    """Raises ValidationError for a text that no cell of XLSX can hold."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet, head, text = book.add_worksheet(), book.add_format({"bold": True}), book.add_format()
    text.set_num_format("@")
    for number, row in enumerate(table):
        for place, cell in enumerate(row):
            if len(cell) > LONGEST_CELL:
                raise ValidationError("A text is too long for XLSX: download CSV instead.")
            sheet.write_string(number, place, cell, text if number else head)
    sheet.freeze_panes(1, 1)
    book.close()
    return out.getvalue()


def read(name: str, data: bytes) -> Table:
    """The first sheet of a file as text, rows of equal length. Raises ValidationError with a
    sentence where it is none."""
    if len(data) > MOST_BYTES:
        raise ValidationError(f"The file is larger than {MOST_BYTES // 1024 // 1024} MB.")
    table = _read_xlsx(data) if data[:2] == b"PK" else _read_csv(data)
    while table and not any(table[-1]):
        table.pop()
    if not table:
        raise ValidationError("There is nothing in this file.")
    if len(table) > MOST_ROWS:
        raise ValidationError(f"The file has more than {MOST_ROWS} rows.")
    width = max(n for row in table for n, cell in enumerate(row, 1) if cell)
    if width > MOST_COLUMNS:  # before all rows are made as long as the longest
        raise ValidationError(f"The file has more than {MOST_COLUMNS} columns.")
    return [[*row, *[""] * (width - len(row))][:width] for row in table]


def _read_csv(data: bytes) -> Table:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValidationError(
            "The file is neither XLSX nor CSV in UTF-8. In Excel, save it as “CSV UTF-8”, or as"
            " “Excel workbook”."
        ) from error
    if "\0" in text:
        raise ValidationError("The file is neither XLSX nor CSV.")
    first = text.partition("\n")[0]
    between = next((sign for sign in ",;\t" if sign in first), ",")
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=between, strict=True))
    except csv.Error as error:
        raise ValidationError(f"The file cannot be read as CSV: {error}.") from error
    return [[_plain(cell) for cell in row] for row in rows]


def _read_xlsx(data: bytes) -> Table:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(entry.file_size for entry in packed.infolist()) > MOST_UNPACKED:
                raise ValidationError("The file is too large once it is unpacked.")
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        rows = book.worksheets[0].iter_rows(
            max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS, values_only=True
        )
        table = [[_text(cell) for cell in row] for row in rows]
        book.close()
        return table
    except ValidationError:
        raise
    except Exception as error:  # whatever a broken file makes of the reader
        raise ValidationError("The file cannot be read as XLSX.") from error


def _text(cell: Any) -> str:
    """What a cell shows: 2024 for a number without a fraction, a date as 2024-05-14."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime | date):
        return cell.isoformat()[:10]
    return str(cell).replace("_x000D_", "\r")


def _guarded(cell: str) -> str:
    return f"'{cell}" if FORMULA.match(cell) else cell


def _plain(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and FORMULA.match(cell) else cell
