"""What every source makes: lines with their number, text, indent, bullet and links."""

from __future__ import annotations

from dataclasses import dataclass

from importer.records import Link


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a line's text that the source sets off; `kind` is bold, italic, code or link, or
    the part of a record that a template names: title, authors, venue."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank.

    `text` is without bullet and outer white space, `bullet` as printed ("•", "3."). `heading` is
    the level of a marked-up heading, 0 where the source marks none. `blank_before` counts the
    blank lines between this line and the one before. `links` are all links of the line in
    order; the text sets those that are known as labels in brackets ("[pdf]"). `last` is the
    number of the last line of the file that is part of it, where several are joined.
    """

    number: int
    text: str
    indent: int = 0
    bullet: str = ""
    blank_before: int = 0
    heading: int = 0
    links: tuple[Link, ...] = ()
    spans: tuple[Span, ...] = ()
    last: int = 0

    def __post_init__(self) -> None:
        if not self.last:
            object.__setattr__(self, "last", self.number)


@dataclass(frozen=True, slots=True)
class Content:
    """What a format makes of a text: its lines; `chrome` are lines of the site (menus, footers)
    in the same numbering, `title` what the file says it is called."""

    lines: tuple[Line, ...]
    chrome: tuple[Line, ...] = ()
    title: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A page by name, the format it was read as, and its lines in order; see Content."""

    name: str
    format: str
    lines: tuple[Line, ...]
    chrome: tuple[Line, ...] = ()
    title: str = ""


class SourceError(ValueError):
    """What cannot be read; the message says what is wrong with which file, for the reader."""
