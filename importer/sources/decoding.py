"""From bytes to text, whatever the encoding.

In this order: a byte order mark; UTF-8, which other encodings hardly ever look like; the
encoding that the file declares (HTML's ``<meta charset>``, XML's ``encoding=``); and UTF-8 in
which each wrong byte is read as Windows-1252, as browsers read Latin-1. That last step reads
files of one eight-bit encoding and files pasted together from both.
"""

from __future__ import annotations

import codecs
import re

from importer.sources.lines import SourceError

LIMIT = 20 * 1024 * 1024
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
DECLARED = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{2,30})", re.I
)
HEAD = 4096  # bytes in which an encoding is declared
KNOWN = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x1f\x8b", "a gzip archive"),
)
CONTROLS = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
WRONG = 0.05  # share of control characters above which a file is no text


def decode(name: str, data: bytes, limit: int = LIMIT) -> str:
    """The text of a file, without byte order mark.

    Raises SourceError for a file over the limit, for one that is no text, and for an empty one.
    """
    if len(data) > limit:
        raise SourceError(
            f"{name} has {len(data) / 1024 / 1024:.1f} MB of text; the limit is "
            f"{limit / 1024 / 1024:.0f} MB. Split it into several pages."
        )
    for start, kind in KNOWN:
        if data.startswith(start):
            raise SourceError(f"{name} is {kind}, not text. Save the page as HTML or text.")
    text = _marked(data)
    if text is None:
        if b"\0" in data:
            raise SourceError(f"{name} is a binary file, not text: it has NUL bytes.")
        text = _unmarked(data)
    if len(CONTROLS.findall(text)) > WRONG * len(text) or "\0" in text:
        raise SourceError(f"{name} is a binary file, not text: it is full of control characters.")
    if not text.strip():
        raise SourceError(f"{name} is empty: there is nothing to read.")
    return text


def _marked(data: bytes) -> str | None:
    """The text of a file that begins with a byte order mark; None for any other."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            text = data.decode(encoding, errors="western" if encoding == "utf-8" else "replace")
            return text.removeprefix("\ufeff")
    return None


def _unmarked(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    declared = DECLARED.search(data[:HEAD])
    if declared:
        try:
            encoding = codecs.lookup(declared[1].decode("ascii"))
            if encoding.name not in ("utf-8", "ascii", "iso8859-1") and encoding._is_text_encoding:
                return encoding.decode(data, "strict")[0]
        except (LookupError, ValueError):
            pass  # an encoding nobody knows, or not that of the file
    return data.decode("utf-8", errors="western")


def _western(error: UnicodeError) -> tuple[str, int]:
    """A handler of wrong bytes: they are Windows-1252; what that leaves open is Latin-1."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    wrong = error.object[error.start : error.end]
    try:
        return wrong.decode("cp1252"), error.end
    except UnicodeDecodeError:
        return wrong.decode("latin-1"), error.end


codecs.register_error("western", _western)
