"""Which lines of a page are held by a named field; what is left is unread.

A line is held by a record, by a field of the owner, or by what orders the records.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from importer import knowledge
from importer.records import Record, UnreadLine
from importer.sources import Document, Line

T = TypeVar("T")
UPDATED = re.compile(r"\W*updated\s*:\s*[^:]{4,30}", re.I)  # "Updated: 3 May 2020"


class Claims:
    """The lines of one page and those of them that are claimed."""

    def __init__(self, document: Document) -> None:
        self.lines = document.lines
        self._chrome = document.chrome
        self._records: set[int] = set()
        self._owners: set[int] = set()
        self._ordering: set[int] = set()
        self._known: dict[str, Any] = {}

    def once(self, name: str, found: Callable[[], T]) -> T:
        """What is worked out from all lines of the page, worked out when first asked for."""
        if name not in self._known:
            self._known[name] = found()
        value: T = self._known[name]
        return value

    def claim(self, *lines: Line) -> None:
        """A record holds the lines; its `lines` span them."""
        self._records.update(_numbers(lines))

    def own(self, *lines: Line) -> None:
        """A field of the owner holds the lines."""
        self._owners.update(_numbers(lines))

    def order(self, *lines: Line) -> None:
        """The lines are headings and the like: they tell of all records that stand below."""
        self._ordering.update(_numbers(lines))

    def holds(self, line: Line) -> bool:
        return self._holds(line.number)

    def _holds(self, number: int) -> bool:
        return any(number in held for held in (self._records, self._owners, self._ordering))

    def told_again(self, *records: Record) -> None:
        """Other records of the owner tell what these do: their lines are the owner's."""
        told = {n for r in records for n in range(r.lines[0], r.lines[1] + 1)}
        self._owners |= told
        self._records -= told

    def disown(self, told: Iterable[int]) -> None:
        """There is no owner: their lines are unread, but for those of which a record tells."""
        self._records |= self._owners.intersection(told)
        self._owners.clear()

    @property
    def of_owner(self) -> tuple[int, ...]:
        return tuple(sorted(self._owners))

    @property
    def ordering(self) -> tuple[int, ...]:
        return tuple(sorted(self._ordering))

    def unread(self, chrome: Iterable[Line] = ()) -> tuple[UnreadLine, ...]:
        """The lines that nothing claimed; `chrome` are those of the site itself, besides those
        that the source knows as such."""
        site = {line.number for line in (*chrome, *self._chrome)}
        left = [
            (line.number, full_text(line))
            for line in sorted((*self.lines, *self._chrome), key=lambda line: line.number)
            if not self._holds(line.number)
        ]
        return tuple(
            UnreadLine(number, text, chrome=number in site or is_chrome(text))
            for number, text in left
        )


def _numbers(lines: Iterable[Line]) -> Iterator[int]:
    """The lines of the file that these are."""
    return (n for line in lines for n in range(line.number, line.last + 1))


def full_text(line: Line) -> str:
    """The text of a line with its bullet."""
    return f"{line.bullet} {line.text}" if line.bullet else line.text


def is_chrome(text: str) -> bool:
    """Whether a line is furniture of a site: counters, dates of update, makers."""
    known = knowledge.phrase_pattern("chrome")
    return len(text) < 200 and bool(known.search(text) or UPDATED.fullmatch(text))
