"""Plain text: a line of the file is a line of the page, but for text broken at a width."""

from __future__ import annotations

import re
from collections.abc import Iterator

from importer.sources import wrapping
from importer.sources.lines import Content, Line
from importer.sources.typography import plain

BULLET = re.compile(r"([*•‣◦▪●○·–—-]|\(?\d{1,3}[.)]|\[\d{1,3}\])(?:\s+|$)")
TAB = 4


def accepts(name: str, text: str) -> bool:
    """Any text at all."""
    return True


def read(text: str) -> Content:
    """The lines of the text that are not blank; CRLF and CR end lines as LF does. What a fixed
    width broke is one line; rules and running heads are no content."""
    lines = list(_lines(text.replace("\r\n", "\n").replace("\r", "\n")))
    kept, apart = wrapping.rules_out(lines)
    return Content(tuple(wrapping.joined(kept)), tuple(apart))


def _lines(text: str) -> Iterator[Line]:
    blank = 0
    for number, raw in enumerate(text.split("\n"), 1):
        whole = plain(raw).expandtabs(TAB).rstrip()
        body = whole.lstrip()
        if not body:
            blank += 1
            continue
        match = BULLET.match(body)
        bullet = match[1] if match and len(body) > match.end() else ""
        yield Line(
            number=number,
            text=body[match.end() :] if match and bullet else body,
            indent=len(whole) - len(body),
            bullet=bullet,
            blank_before=blank,
        )
        blank = 0
