"""What every source makes: lines with their number, text, indent, bullet and links."""

from __future__ import annotations

from dataclasses import dataclass

from importer.records import Link


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank.

    `text` is without bullet and outer white space, `bullet` as printed ("•", "3."). `heading` is
    the level of a marked-up heading, 0 where the source marks none. `blank_before` counts the
    blank lines between this line and the one before.
    """

    number: int
    text: str
    indent: int = 0
    bullet: str = ""
    blank_before: int = 0
    heading: int = 0
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A page by name, the format it was read as, and its lines in order."""

    name: str
    format: str
    lines: tuple[Line, ...]


class SourceError(ValueError):
    """What cannot be read; the message says what is wrong with which file, for the reader."""
