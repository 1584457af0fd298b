"""CSV and XLSX: text stays text, both ways; what is none gets a sentence."""

from __future__ import annotations

import csv
import io

import openpyxl
import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from sheets import files

NASTY = [
    ["id", "title"],
    ["1", "=HYPERLINK(\"http://x\")"],
    ["2", "+1"], ["3", "-1"], ["4", "@a"], ["5", "'=1"], ["6", "''=1"], ["7", "'quoted'"],
    ["8", "a, \"b\"; c\nd"], ["9", "刘子寅 é"], ["10", "007"], ["11", "1e5"], ["12", " blank "],
]  # fmt: skip


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_what_is_written_is_read(suffix: str) -> None:
    data = files.as_csv(NASTY) if suffix == "csv" else files.as_xlsx(NASTY)
    assert files.read(f"a.{suffix}", data) == NASTY


CELLS = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1, max_size=20)


@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), min_size=1, max_size=5))
def test_any_text_is(table: list[list[str]]) -> None:
    assert files.read("a.csv", files.as_csv(table)) == table


def test_no_cell_of_a_csv_is_a_formula() -> None:
    text = files.as_csv(NASTY).decode("utf-8-sig")
    for row in csv.reader(io.StringIO(text, newline="")):
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row)


def test_no_cell_of_an_xlsx_is_a_formula() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(files.as_xlsx(NASTY))).worksheets[0]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} == {"s"}


def test_numbers_and_dates_that_a_program_made_of_text() -> None:
    book, out = openpyxl.Workbook(), io.BytesIO()
    from datetime import datetime

    book.active.append(["year", "date", "flag", "nothing"])
    book.active.append([2024.0, datetime(2024, 5, 14), True, None])
    book.save(out)
    assert files.read("a.xlsx", out.getvalue())[1] == ["2024", "2024-05-14", "yes", ""]


@pytest.mark.parametrize("between", [";", "\t"])
def test_a_csv_of_another_country(between: str) -> None:
    text = between.join(["id", "title"]) + "\r\n" + between.join(["1", '"a, b"']) + "\r\n"
    assert files.read("a.csv", text.encode()) == [["id", "title"], ["1", "a, b"]]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "nothing in this file"),
        (b"\n\n", "nothing in this file"),
        ("id,té".encode("latin-1"), "CSV UTF-8"),
        (b"a\0b", "neither XLSX nor CSV"),
        (b"PK\x03\x04broken", "cannot be read as XLSX"),
        (b'id\n"open', "cannot be read as CSV"),
        (b"x" * (files.MOST_BYTES + 1), "larger than 5 MB"),
        (b"x\n" * (files.MOST_ROWS + 1), "more than 20000 rows"),
        (b"x" + b"," * 2_000_000 + b"x" + b"\nx" * 19_000, "more than 100 columns"),
    ],
)
def test_what_is_no_table_gets_a_sentence(data: bytes, said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        files.read("a", data)


def test_a_text_too_long_for_a_cell() -> None:
    with pytest.raises(ValidationError, match="download CSV instead"):
        files.as_xlsx([["id"], ["x" * 40_000]])
