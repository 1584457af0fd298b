"""Records that fill one line or one paragraph each (citations)."""

from __future__ import annotations

from collections.abc import Sequence

from importer.records import PublicationRecord
from importer.sources import Line

QUOTES = "\"“”«»„‘’'"


def clean_title(text: str) -> str:
    """A title without the quotes around it and the full stop after it."""
    title = text.strip().strip(",;").strip()
    if len(title) > 2 and title[0] in "\"“«„" and title[-1] in "\"”»“":
        title = title[1:-1].strip().rstrip(",")
    if title.endswith(".") and not title.endswith("..."):
        title = title[:-1].rstrip()
    return title


def read(lines: Sequence[Line], section: str, owner: str,
         seen: frozenset[tuple[str, ...]]) -> list[PublicationRecord]:
    """The records of a section in which each line is one."""
    return []


def lines_of(records: Sequence[PublicationRecord], lines: Sequence[Line]) -> list[Line]:
    """The lines that the records fill."""
    held = {n for r in records for n in range(r.lines[0], r.lines[1] + 1)}
    return [line for line in lines if line.number in held]


def total(records: list[PublicationRecord]) -> float:
    """How well the records fit, to compare with another layout of the section."""
    return sum(r.confidence for r in records)
