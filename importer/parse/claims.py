"""Which lines of a page are held by a named field; what is left is unread."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from importer import knowledge
from importer.records import UnreadLine
from importer.sources import Document, Line

T = TypeVar("T")


class Claims:
    """The lines of one page and those of them that are claimed."""

    def __init__(self, document: Document) -> None:
        self.lines = document.lines
        self._chrome = document.chrome
        self._claimed: set[int] = set()
        self._known: dict[str, Any] = {}

    def once(self, name: str, found: Callable[[], T]) -> T:
        """What is worked out from all lines of the page, worked out when first asked for."""
        if name not in self._known:
            self._known[name] = found()
        value: T = self._known[name]
        return value

    def claim(self, *lines: Line) -> None:
        self._claimed.update(n for line in lines for n in range(line.number, line.last + 1))

    def holds(self, line: Line) -> bool:
        return line.number in self._claimed

    def release(self, *lines: Line) -> None:
        """Take back the claim: the field that was to hold the lines came to nothing."""
        self._claimed.difference_update(
            n for line in lines for n in range(line.number, line.last + 1)
        )

    def unread(self, chrome: Iterable[Line] = ()) -> tuple[UnreadLine, ...]:
        """The lines that nothing claimed; `chrome` are those of the site itself, besides those
        that the source knows as such."""
        site = {line.number for line in (*chrome, *self._chrome)}
        left = [
            (line.number, full_text(line))
            for line in sorted((*self.lines, *self._chrome), key=lambda line: line.number)
            if line.number not in self._claimed
        ]
        return tuple(
            UnreadLine(number, text, chrome=number in site or is_chrome(text))
            for number, text in left
        )


def full_text(line: Line) -> str:
    """The text of a line with its bullet."""
    return f"{line.bullet} {line.text}" if line.bullet else line.text


def is_chrome(text: str) -> bool:
    """Whether a line is furniture of a site: counters, dates of update, makers."""
    return len(text) < 200 and bool(knowledge.phrase_pattern("chrome").search(text))
