"""Lines put together from the text and the marks that a walk over a page comes by."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from importer import knowledge
from importer.records import Link
from importer.sources.html_parts import leads_inside
from importer.sources.lines import Content, Line, Span
from importer.sources.text import BULLET
from importer.sources.typography import plain

SPACES = re.compile(r"\s+")
LABEL_EDGES = " .,;:|[]()"
LONGEST = 20_000  # characters after which a line ends where an element does
MENU = 3  # links in a row that make a menu


@dataclass(slots=True)
class _Open:
    """The line that is being written."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    spans: list[Span] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    targets: list[str] = field(default_factory=list)
    linked: int = 0


class LineWriter:
    """Collects text; `end` ends the line, `gap` leaves a blank one after it."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.chrome: list[Line] = []
        self.heading = 0
        self.depth = 0
        self.in_chrome = 0
        self._bullet = ""
        self._blank = 0
        self._number = 0
        self._line = _Open()
        self._set_off: dict[str, int] = {}  # kinds of emphasis, and where in the line they begin
        self._depths: Counter[str] = Counter()
        self._menu: set[int] = set()

    # ------------------------------------------------------------ text and marks

    @property
    def at(self) -> int:
        """The place in the line at which the next text will stand."""
        return self._line.length

    def since(self, start: int) -> str:
        """What stands in the line from `start` to here."""
        whole = "".join(self._line.pieces)
        self._line.pieces = [whole]
        return whole[start:]

    def trim(self) -> None:
        """Take off the white space at the end of the line."""
        whole = self.since(0).rstrip()
        self._line.pieces, self._line.length = [whole], len(whole)

    def write(self, text: str) -> None:
        """Text of the page; white space is one space, and none at the beginning of a line."""
        body = SPACES.sub(" ", plain(text))
        if self._line.length > LONGEST:
            self.end()
        line = self._line
        if body.startswith(" ") and (not line.pieces or line.pieces[-1].endswith(" ")):
            body = body[1:]
        if body:
            line.pieces.append(body)
            line.length += len(body)

    def set_off(self, kind: str) -> None:
        """What follows is set off as `kind` ("bold", "title"), on each line until `set_back`."""
        self._depths[kind] += 1
        if self._depths[kind] == 1:
            self._set_off[kind] = self.at

    def set_back(self, kind: str) -> None:
        """What follows is set as what stood before `set_off`."""
        self._depths[kind] -= 1
        if not self._depths[kind]:
            start = self._set_off.pop(kind)
            if self.at > start:
                self._line.spans.append(Span(start, self.at, kind))

    def link(self, start: int, target: str, url: str) -> None:
        """What stands from `start` to here leads to `target`; `url` is "" if that is unusable.

        A label that is known as one is set in brackets, as plain text has it: "[pdf]".
        """
        line = self._line
        whole = self.since(0)
        label = whole[start:].strip()
        bare = label.strip(LABEL_EDGES)
        if not bare:
            return
        line.linked += len(label)
        line.targets.append(target)
        before = whole[:start].rstrip()
        known = not self.heading and knowledge.is_link_label(bare, near=bool(before))
        if known and not _is_open(before):
            tail = whole[start + len(whole[start:].rstrip()) :]
            head = whole[:start] + ("" if not before or whole[start - 1 : start] == " " else " ")
            whole = f"{head}[{bare}]{tail}" if label[:1] not in "[(" else whole
            line.pieces, line.length = [whole], len(whole)
        line.spans.append(Span(start, line.length, "link"))
        line.links.append(Link(bare, url))

    def bullet(self, mark: str) -> None:
        """The next line begins an item with this mark."""
        self.end()
        self._bullet = mark

    # ------------------------------------------------------------ lines

    def end(self) -> None:
        """End the line, if there is anything in it."""
        raw = "".join(self._line.pieces)
        done, self._line = self._line, _Open()
        done.spans += [
            Span(at, len(raw), kind) for kind, at in self._set_off.items() if at < len(raw)
        ]
        self._set_off = dict.fromkeys(self._set_off, 0)
        text = raw.strip()
        if not text:
            return
        bullet, shift = self._bullet, 0
        match = BULLET.match(text)
        if match and len(text) > match.end():
            bullet, shift = match[1], match.end()
        elif match and match[1] == text and not done.links:
            self._bullet = text  # a number in a cell or line of its own: it marks the next
            return
        self._bullet = ""
        self._number += self._blank + 1
        line = Line(
            number=self._number,
            text=text[shift:],
            indent=2 * self.depth,
            bullet=bullet,
            blank_before=self._blank,
            heading=self.heading,
            links=tuple(done.links),
            spans=_shifted(done.spans, shift, len(text)),
        )
        self._blank = 0
        if _is_menu_line(line, done):
            self._menu.add(line.number)
        (self.chrome if self.in_chrome else self.lines).append(line)

    def gap(self) -> None:
        """End the line and leave a blank one."""
        self.end()
        self._blank = 1 if self._number else 0

    def content(self, title: str) -> Content:
        """All lines, those of menus among the chrome."""
        self.end()
        kept: list[Line] = []
        chrome = list(self.chrome)
        run: list[Line] = []
        for line in [*self.lines, None]:
            if line and line.number in self._menu:
                run.append(line)
                continue
            labels = [link.label for each in run for link in each.links]
            # Labels alone ("[abstract] [slides]") are the links of a record.
            menu = len(labels) >= MENU and not all(map(knowledge.is_link_label, labels))
            (chrome if menu else kept).extend(run)
            run = []
            if line:
                kept.append(line)
        chrome.sort(key=lambda line: line.number)
        return Content(tuple(kept), tuple(chrome), title)


def _is_open(text: str) -> bool:
    """Whether a bracket is open at the end of a text, so that what follows stands in it."""
    tail = text[-200:]
    return any(tail.rfind(o) > tail.rfind(c) for o, c in ("[]", "()"))


def _is_menu_line(line: Line, done: _Open) -> bool:
    """Whether a line has nothing but short links to parts or pages of the site."""
    return (
        bool(done.targets)
        and done.linked >= 0.8 * len(line.text) - 3 * len(done.targets)
        and all(map(leads_inside, done.targets))
        and all(len(link.label.split()) <= 4 for link in done.links)
    )


def _shifted(spans: list[Span], shift: int, length: int) -> tuple[Span, ...]:
    """The spans after the bullet has been taken off, within the text that is left."""
    moved = (Span(max(0, s.start - shift), min(length, s.end) - shift, s.kind) for s in spans)
    return tuple(s for s in moved if s.end > s.start)
