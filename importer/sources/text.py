"""Plain text: a line of the file is a line of the page, but for text broken at a width."""

from __future__ import annotations

import re
from collections.abc import Iterator

from importer import knowledge
from importer.sources import references, wrapping
from importer.sources.lines import Content, Line
from importer.sources.typography import plain

# A dot, or a number, or a letter and a number as engineers count by type: "[C12]", "J3.".
BULLET = re.compile(
    r"([*•‣◦▪●○·–—-]|\(?\d{1,3}[.)]|\[\d{1,3}\]\.?|[\[(][A-Z]{1,3}[.-]?\d{1,3}[\])]\.?|[A-Z]{1,2}-?\d{1,3}[.:)])"
    r"(?:\s+|$)"
)
COLUMNS = re.compile(r"(?<=[^\s,;:.|])\s{3,}(?=\S)|(?<=[,;:.|])\s{3,}(?=\S)")
MENU = re.compile(r"\s{2,}|\s*[|·•/]\s*|\s*\[\d{1,3}\]")
ENTRIES = 3  # of a menu
TAB = 4


def accepts(name: str, text: str) -> bool:
    """Any text at all."""
    return True


def read(text: str) -> Content:
    """The lines of the text that are not blank; CRLF and CR end lines as LF does. What a fixed
    width broke is one line; rules and running heads are no content."""
    lines = list(_lines(text.replace("\r\n", "\n").replace("\r", "\n")))
    menus = [line for line in lines if is_menu(line.text)]
    gone = {line.number for line in menus}
    kept, apart = wrapping.rules_out([line for line in lines if line.number not in gone])
    whole, foot = references.resolved(wrapping.joined(kept))
    apart = sorted((*apart, *menus, *foot), key=lambda line: line.number)
    return Content(tuple(whole), tuple(apart))


def is_menu(text: str) -> bool:
    """Whether a line is a row of links to the parts of a site: "Home | Research | CV"."""
    if len(text) > 200:
        return False
    parts = [part.strip(" []").casefold() for part in MENU.split(text)]
    known = knowledge.heading_words()[0].keys() | knowledge.words("menu_words")
    return sum(map(bool, parts)) >= ENTRIES and all(p in known for p in parts if p)


def _between_columns(gap: re.Match[str]) -> str:
    """A gap of a table in text becomes a comma, where none stands."""
    return ", " if gap.string[gap.start() - 1] not in ",;:.|" else " "


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
        text = body[match.end() :] if match and bullet else body
        yield Line(
            number=number,
            text=COLUMNS.sub(_between_columns, text),
            indent=len(whole) - len(body),
            bullet=bullet,
            blank_before=blank,
        )
        blank = 0
