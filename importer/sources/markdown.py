"""Markdown (CommonMark and tables), read by way of the HTML it stands for.

Front matter (YAML between lines of three dashes) tells the title; tags of Liquid, as Jekyll has
them, are no text.
"""

from __future__ import annotations

import re
from functools import cache

from markdown_it import MarkdownIt

from importer.sources import html
from importer.sources.lines import Content

NAMES = (".md", ".markdown", ".mdown", ".mkd")
FRONT = re.compile(r"\A\ufeff?---[ \t]*\n(.{0,20000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S)
TITLE = re.compile(r"^title:[ \t]*[\"']?(.*?)[\"']?[ \t]*$", re.M | re.I)
LIQUID = re.compile(r"\{%[^%{}]{0,300}%\}|\{:[^{}\n]{0,300}\}")
# Below its greatest nesting the parser drops what is left of the page, so it never gets there: of
# the marks that open a line 20 count, of its indent 40 columns, which are 20 levels.
MARK = r"[ \t]*(?:[-*+>]|\d{1,9}[.)])"
MARKS = re.compile(rf"^((?:{MARK}){{20}})(?:{MARK})+", re.M)
INDENT = re.compile(r"^([ \t]{40})[ \t]+", re.M)
DEEPEST = 120  # a list is two levels


@cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": True, "maxNesting": DEEPEST}).enable("table")


def accepts(name: str, text: str) -> bool:
    """A file so named."""
    return name.casefold().endswith(NAMES)


def read(text: str) -> Content:
    """The lines of the page, as of its HTML. Raises SourceError where `html.read` does."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    front = FRONT.match(text)
    body = LIQUID.sub("", text[front.end() :] if front else text)
    titled = TITLE.search(front[1]) if front else None
    body = MARKS.sub(r"\1", INDENT.sub(r"\1", body))
    found = html.read(_markdown().render(body))
    return Content(found.lines, found.chrome, titled[1] if titled else "")
