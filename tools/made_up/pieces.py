"""Pieces of text, each with its field, and the lines that they make."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from importer.parse.works.steps import ROLES
from importer.records import Link
from importer.sources.lines import Line, Span

Field = tuple[int, int, str]  # start, end, field


@dataclass(frozen=True, slots=True)
class Piece:
    """Text of a line, what sets it off, the field it belongs to."""

    text: str
    emphasis: str = ""
    role: str = ""


Row = list[Piece]


def filled(rows: Sequence[Row]) -> list[Row]:
    """The rows that hold any text."""
    return [row for row in rows if "".join(piece.text for piece in row).strip()]


def wrapped(rows: Sequence[Row], width: int, chance: random.Random) -> list[Row]:
    """The rows as somebody breaks them who keeps the file by hand."""
    return filled([part for row in rows for part in _broken(row, width, chance)])


def _broken(row: Row, width: int, chance: random.Random) -> Iterator[Row]:
    """The parts of a row, each about as long as the width."""
    part: Row = []
    length = 0
    for piece in row:
        for k, word in enumerate(piece.text.split(" ")):
            if k and length > width - chance.randint(0, 16):
                yield part
                part, length = [], 0
            lead = " " if k and part else ""
            part.append(replace(piece, text=f"{lead}{word}"))
            length += len(word) + 1
    yield part


def as_line(row: Row, line: Line, named: bool = False) -> tuple[Line, list[Field]]:
    """A line with the text of a row, and the field of each part of it; `named` sets the parts off
    as templates do that name them."""
    text = ""
    spans: list[Span] = []
    links: list[Link] = []
    fields: list[Field] = []
    for piece in row:
        start = len(text)
        added = piece.text.lstrip() if not text or text.endswith(" ") else piece.text
        text += added
        if piece.emphasis and added.strip():
            spans.append(Span(start, len(text), piece.emphasis))
            if piece.emphasis == "link":
                links.append(Link(added, "https://example.org/work"))
        if named and added.strip() and piece.role in ROLES:
            spans.append(Span(start, len(text), piece.role))
        if piece.role:
            fields.append((start, len(text), piece.role))
    return replace(line, text=text.rstrip(), spans=tuple(spans), links=tuple(links)), fields
