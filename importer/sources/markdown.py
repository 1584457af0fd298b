"""Markdown (CommonMark and tables), read by way of the HTML it stands for.

Front matter (YAML between lines of three dashes) tells the title; tags of Liquid, as Jekyll has
them, are no text.
"""

from __future__ import annotations

import re
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from importer.sources import html, wrapping
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
# ":tada:", as GitHub shows a picture: at the beginning of a text, or between two parts of it.
PICTURE = re.compile(
    r"(?P<lead>^[ \t]*(?:[-*+>][ \t]+)?)?(?<![\w:]):[a-z][a-z0-9_+-]{1,30}:[ \t]+", re.M
)
WRAPPED = 0.25  # of the paragraphs of several lines, from which on a file is broken at a width
DEEPEST = 120  # a list is two levels


@cache
def _markdown() -> MarkdownIt:
    found = MarkdownIt("commonmark", {"html": True, "maxNesting": DEEPEST}).enable("table")
    found.core.ruler.push("meant breaks", _break_where_meant)
    return found


def _break_where_meant(state: StateCore) -> None:
    """Ends of lines within a paragraph are kept where they part the fields of a record, which a
    browser does not show though the writer set them so; not where the file is broken at a width."""
    texts = [token for token in state.tokens if token.type == "inline" and _breaks(token)]
    meant = [token for token in texts if _is_meant(token)]
    if len(texts) - len(meant) >= WRAPPED * len(texts):
        return
    for child in (each for token in meant for each in _breaks(token)):
        child.type, child.tag = "hardbreak", "br"


def _breaks(token: Token) -> list[Token]:
    return [child for child in token.children or () if child.type == "softbreak"]


def _is_meant(token: Token) -> bool:
    """Whether a paragraph is broken where something ends, and not within what is set off."""
    within = any(child.level for child in _breaks(token))
    return not within and wrapping.is_meant(token.content.split("\n"))


def accepts(name: str, text: str) -> bool:
    """A file so named."""
    return name.casefold().endswith(NAMES)


def read(text: str) -> Content:
    """The lines of the page, as of its HTML. Raises SourceError where `html.read` does."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    front = FRONT.match(text)
    body = LIQUID.sub("", text[front.end() :] if front else text)
    titled = TITLE.search(front[1]) if front else None
    body = PICTURE.sub(lambda m: "· " if m["lead"] is None else m["lead"], body)
    body = MARKS.sub(r"\1", INDENT.sub(r"\1", body))
    found = html.read(_markdown().render(body))
    return Content(found.lines, found.chrome, titled[1] if titled else "")
