"""The five pages as readings, changed or not, for tests of saving."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from importer.models import ImportedRecord, ImportedRow
from importer.parse import parse
from importer.records import Reading
from importer.sources import load
from people.models import Person

PAGES = Path(__file__).parents[2] / "importer" / "fixtures" / "pages"


def read(name: str, change: Callable[[str], str] = lambda text: text) -> Reading:
    """The fixture page whose name starts so, its text changed first."""
    path = next(PAGES.glob(f"{name}*"))
    return parse(load(path.name, change(path.read_text(encoding="utf-8")).encode()))


def read_text(text: str, name: str = "page.txt") -> Reading:
    return parse(load(name, text.encode()))


def all_pages() -> list[Reading]:
    return [read(path.name) for path in sorted(PAGES.iterdir())]


def rows() -> dict[str, int]:
    return {m.__name__: m._default_manager.count() for m in (ImportedRow, ImportedRecord, Person)}
