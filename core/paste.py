"""What was copied from a page or a word processor, as Markdown that says the same.

Word marks up how things look: an item of a list is a paragraph with a bullet typed before it, and
much is in the page that it does not show. That is set right first; then markdownify writes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from bs4 import BeautifulSoup, Comment, Declaration, Doctype, ProcessingInstruction, Tag
from markdownify import MarkdownConverter

from core.clipboard import trimmed
from core.text import escape_prose

DROPPED = (
    "script style head title meta link img svg picture video audio iframe object embed template"
    " button input select textarea noscript xml"
).split()
DEEPEST = 100  # elements within elements; markdownify recurses, and nobody writes so
FOLLOWED = re.compile(r"(https?://|mailto:)\S", re.I)
LEVEL = re.compile(r"mso-list:\s*\w+\s+level(\d)", re.I)
# The bullet or number that Word typed before an item.
TYPED = re.compile(r"mso-list:\s*ignore", re.I)
NUMBERED = re.compile(r"^\(?(\d+|[a-z]|[ivx]+)[.)]", re.I)
HIDDEN = re.compile(r"display:\s*none|mso-hide:\s*all", re.I)
HEAVY = re.compile(r"(?<![-\w])font-weight:\s*(bold|[6-9]00)", re.I)
LIGHT = re.compile(r"(?<![-\w])font-weight:\s*(normal|[1-5]00)", re.I)
SLANTED = re.compile(r"(?<![-\w])font-style:\s*italic", re.I)
UPRIGHT = re.compile(r"(?<![-\w])font-style:\s*normal", re.I)
TRAILING = re.compile(r"(?<![ \t])[ \t]+$", re.M)  # tried once for a run, not at each space
GAP = re.compile(r"\n{3,}")


class Converter(MarkdownConverter):
    def escape(self, text: str, parent_tags: Any) -> str:
        return escape_prose(text)


def markdown_of(html: str) -> str:
    """`html` as Markdown: paragraphs, headings, lists, tables, emphasis and links of it.

    Raises TooLong, with a sentence.
    """
    soup = BeautifulSoup(trimmed(html), "html.parser")
    if _depth(soup) > DEEPEST:
        text = escape_prose(soup.get_text("\n"))
    else:
        _clean(soup)
        text = _converter().convert_soup(soup)
    text = TRAILING.sub("", text.replace("\xa0", " "))
    return GAP.sub("\n\n", text).strip()


def _depth(soup: BeautifulSoup) -> int:
    deepest, left = 0, [(tag, 1) for tag in soup.find_all(True, recursive=False)]
    while left:
        tag, depth = left.pop()
        deepest = max(deepest, depth)
        left += [(child, depth + 1) for child in tag.find_all(True, recursive=False)]
    return deepest


def _converter() -> Converter:
    return Converter(
        heading_style="ATX", bullets="-", newline_style="backslash", table_infer_header=True
    )


def _clean(soup: BeautifulSoup) -> None:
    for tag in soup.find_all(DROPPED):
        tag.decompose()
    for note in soup.find_all(string=lambda text: isinstance(text, _NOT_TEXT)):
        note.extract()
    _set_formulas(soup)
    _make_lists(soup)
    for tag in _tags(soup):
        style = str(tag.get("style") or "")
        if HIDDEN.search(style) or TYPED.search(style):
            tag.decompose()
        elif tag.name == "a" and not FOLLOWED.match(str(tag.get("href") or "")):
            tag.unwrap()
        elif not tag.get_text(strip=True) and tag.name not in ("br", "hr", "td", "th", "tr"):
            tag.replace_with(" ")
        else:
            _say_emphasis(soup, tag, style)


_NOT_TEXT = (Comment, Declaration, Doctype, ProcessingInstruction)


def _tags(soup: BeautifulSoup) -> Iterator[Tag]:
    """Those still there when it is their turn."""
    for tag in soup.find_all(True):
        if not tag.decomposed and tag.parent is not None:
            yield tag


def _say_emphasis(soup: BeautifulSoup, tag: Tag, style: str) -> None:
    """What a style shows becomes an element; an element that a style takes back goes."""
    if tag.name in ("b", "strong"):
        if LIGHT.search(style):
            tag.unwrap()  # Google Docs wraps all it copies like that
    elif tag.name in ("i", "em"):
        if UPRIGHT.search(style):
            tag.unwrap()
    elif tag.name == "span":
        for pattern, name in ((HEAVY, "strong"), (SLANTED, "em")):
            if pattern.search(style) and not tag.find_parent(name):
                tag.wrap(soup.new_tag(name))


def _set_formulas(soup: BeautifulSoup) -> None:
    """A formula that carries its TeX, as KaTeX and many sites have it, becomes that."""
    for shown in soup.select(".katex-html, .MathJax_Preview"):
        shown.decompose()
    for math in soup.find_all("math"):
        source = math.find("annotation", encoding="application/x-tex")
        if source:
            sign = "$$" if math.get("display") == "block" else "$"
            math.replace_with(f"{sign}{source.get_text().strip()}{sign}")


def _make_lists(soup: BeautifulSoup) -> None:
    """Paragraphs that Word shows as items, one after the other, become lists within lists."""
    open_lists: list[Tag] = []
    last: Tag | None = None
    for item in soup.find_all("p", style=LEVEL):
        level = int(LEVEL.search(str(item["style"]))[1])  # type: ignore[index]
        if last is None or _before(item) is not last:
            open_lists = []
        del open_lists[level:]
        while len(open_lists) < level:
            made = soup.new_tag("ol" if _is_numbered(item) else "ul")
            if open_lists:
                (open_lists[-1].find_all("li", recursive=False) or open_lists)[-1].append(made)
            else:
                item.insert_before(made)
            open_lists.append(made)
        item.name = "li"
        open_lists[-1].append(item.extract())
        last = open_lists[0]


def _before(item: Tag) -> Any:
    """The element before it."""
    return item.find_previous_sibling(True)


def _is_numbered(item: Tag) -> bool:
    typed = item.find(style=TYPED)
    return bool(typed and NUMBERED.match(typed.get_text(strip=True)))
