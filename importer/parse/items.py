"""Items of a section, however they are set: what belongs together, and parts apart by dashes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from importer.sources import Line

DASH = re.compile(r"\s+(?:[–—|]|-{1,3})\s+|\s*—\s*")


def grouped(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines of each item. Where some lines have bullets, a line without one and without a
    blank line before it continues the item above; elsewhere each line is an item."""
    marked = any(line.bullet for line in lines)
    found: list[list[Line]] = []
    for line in lines:
        if marked and found and not line.bullet and not line.blank_before and not line.heading:
            found[-1].append(line)
        else:
            found.append([line])
    return found


def text_of(group: Sequence[Line]) -> str:
    """The text of an item, its lines apart by spaces."""
    return " ".join(line.text for line in group)


def by_dashes(text: str) -> list[str]:
    """The parts of a text apart by dashes or bars that stand between spaces."""
    return [part.strip() for part in DASH.split(text) if part.strip()]
