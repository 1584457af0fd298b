"""From the bytes of a file to lines. A format is one entry of FORMATS; the first that fits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from importer.sources import text as plain_text
from importer.sources.lines import Document, Line, SourceError

__all__ = ["FORMATS", "LIMIT", "Document", "Format", "Line", "SourceError", "decode", "load"]

LIMIT = 20 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Format:
    """A format by name: whether it fits a file (by its name and text), and its reader."""

    name: str
    accepts: Callable[[str, str], bool]
    read: Callable[[str], tuple[Line, ...]]


FORMATS: tuple[Format, ...] = (Format("text", plain_text.accepts, plain_text.read),)


def load(name: str, data: bytes, limit: int = LIMIT) -> Document:
    """The lines of a file. Raises SourceError where `decode` does."""
    text = decode(name, data, limit)
    chosen = next(f for f in FORMATS if f.accepts(name, text))
    return Document(name, chosen.name, chosen.read(text))


def decode(name: str, data: bytes, limit: int = LIMIT) -> str:
    """The text of a file, without byte order mark.

    Raises SourceError for a file over the limit, without text, with NUL bytes or not UTF-8.
    """
    if len(data) > limit:
        raise SourceError(
            f"{name} has {len(data) / 1024 / 1024:.1f} MB of text; the limit is "
            f"{limit / 1024 / 1024:.0f} MB. Split it into several pages."
        )
    if b"\0" in data:
        raise SourceError(f"{name} is a binary file, not text: it has NUL bytes.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceError(
            f"{name} is not UTF-8 text: byte {error.start} cannot be decoded. "
            "Save the page as UTF-8 and try again."
        ) from error
    if not text.strip():
        raise SourceError(f"{name} is empty: there is nothing to read.")
    return text
