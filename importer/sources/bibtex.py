"""BibTeX: the lines of the file as they stand; the layout of that name takes the entries apart."""

from __future__ import annotations

import re

from importer.sources.lines import Content, Line
from importer.sources.typography import plain

ENTRY = re.compile(r"^[ \t]*@[ \t]*[a-z]+[ \t]*[{(]", re.I | re.M)
# What may stand before the first entry of a file of another name: comments and blank lines.
BEGINS = re.compile(
    r"(?:[ \t]*(?:%[^\n]*)?\n)*[ \t]*@[ \t]*[a-z]+[ \t]*[{(]\s*[^\s,{}]+\s*[,=]", re.I
)
SAMPLE = 20_000


def accepts(name: str, text: str) -> bool:
    """A file so named that has an entry, or one that begins with an entry."""
    if name.casefold().endswith((".bib", ".bibtex")):
        return bool(ENTRY.search(text))
    return bool(BEGINS.match(text[:SAMPLE].replace("\r\n", "\n").replace("\r", "\n")))


def read(text: str) -> Content:
    """The lines of the file that are not blank; bullets are no matter of this format."""
    lines: list[Line] = []
    blank = 0
    for number, raw in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        body = plain(raw).strip()
        if body:
            lines.append(Line(number=number, text=body, blank_before=blank))
        blank = 0 if body else blank + 1
    return Content(tuple(lines))
