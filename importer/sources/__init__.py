"""From the bytes of a file to lines. A format is one entry of FORMATS; the first that fits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from importer.sources import bibtex, html, markdown
from importer.sources import text as plain_text
from importer.sources.decoding import LIMIT, decode
from importer.sources.lines import Content, Document, Line, SourceError

__all__ = ["FORMATS", "LIMIT", "Document", "Format", "Line", "SourceError", "decode", "load"]


@dataclass(frozen=True, slots=True)
class Format:
    """A format by name: whether it fits a file (by its name and text), and its reader."""

    name: str
    accepts: Callable[[str, str], bool]
    read: Callable[[str], Content]


FORMATS: tuple[Format, ...] = (
    Format("bibtex", bibtex.accepts, bibtex.read),
    Format("markdown", markdown.accepts, markdown.read),
    Format("html", html.accepts, html.read),
    Format("text", plain_text.accepts, plain_text.read),
)


def load(name: str, data: bytes, limit: int = LIMIT) -> Document:
    """The lines of a file. Raises SourceError where `decode` or the format's reader does, and
    for a file in which nothing is shown."""
    text = decode(name, data, limit)
    chosen = next(f for f in FORMATS if f.accepts(name, text))
    try:
        content = chosen.read(text)
    except SourceError as error:
        raise SourceError(f"{name}: {error}") from error
    if not content.lines and not content.chrome:
        raise SourceError(f"{name} is empty: there is nothing to read.")
    return Document(name, chosen.name, content.lines, content.chrome, content.title)
