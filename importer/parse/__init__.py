"""From the lines of a page to its Reading. A layout is one entry of LAYOUTS."""

from __future__ import annotations

from dataclasses import replace
from types import ModuleType

from importer.parse import aggregator, author_index, bibtex, homepage
from importer.parse.claims import Claims
from importer.records import Reading
from importer.sources import Document

__all__ = ["LAYOUTS", "parse"]

# Each has KIND, fits(document) -> bool and read(document, owner_hint) -> Reading; the most
# particular come first, the homepage (which any page may be) last.
LAYOUTS: tuple[ModuleType, ...] = (bibtex, author_index, aggregator, homepage)


def parse(document: Document, owner_hint: str = "") -> Reading:
    """All that is read from a page; `owner_hint` names its owner where the page may not.

    A page of no known layout, or one that tells nothing, comes back as kind "unknown" with all
    its lines unread. Never raises on any text.
    """
    return replace(_read(document, owner_hint), lines=_text_of(document))


def _read(document: Document, owner_hint: str) -> Reading:
    for layout in LAYOUTS:
        if layout.fits(document):
            reading: Reading = layout.read(document, owner_hint)
            if reading.records or reading.owner and reading.owner.biography and reading.sections:
                return reading
    return Reading(document.name, "unknown", unread=Claims(document).unread())


def _text_of(document: Document) -> tuple[str, ...]:
    """The text of each line by its number, empty for those that show nothing."""
    shown = {line.number: line.text for line in (*document.chrome, *document.lines)}
    return tuple(shown.get(number, "") for number in range(1, max(shown, default=0) + 1))
