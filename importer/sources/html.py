"""HTML of any age: what a browser would show, line by line, with headings, items and links.

The parser is lexbor's (through selectolax), which mends what is not closed as the HTML standard
says (https://html.spec.whatwg.org/multipage/parsing.html). Lines are numbered as they are shown,
since a line of the file often holds many. Images are not fetched; their alternative text is not
part of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from importer import knowledge
from importer.sources import html_styles
from importer.sources.html_lines import LineWriter
from importer.sources.html_parts import is_chrome, is_unshown
from importer.sources.html_styles import Styles
from importer.sources.lines import Content, SourceError

NAMES = (".html", ".htm", ".xhtml", ".shtml")
BEGINS = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S
)
TAGS = re.compile(r"<(?:p|div|ul|ol|li|table|tr|td|h[1-6]|br|a\s[^<>]*href)\b[^<>]*>", re.I)
SAMPLE = 4_000
ENOUGH = 5  # tags in the sample by which a file of another name is HTML
REDIRECT = re.compile(r"https?://(?:www\.)?google\.[a-z.]{2,6}/url\?", re.I)  # by Google Sites
SAVED = re.compile(r"<!--\s*saved from url=\(\d+\)(https?://\S+?)\s*-->", re.I)
# Elements that nothing closes but their own end tag. lexbor takes time in the square of their
# nesting, so a page nested deeper than any real one is refused.
NESTING = re.compile(
    r"<(/?)(?:div|span|ul|ol|dl|table|section|article|center|blockquote|main|header|aside|"
    r"details|figure|fieldset|form|pre|object|small|sub|sup|ruby|svg|math|g|q|abbr|cite|label)\b",
    re.I,
)
DEEPEST = 2_000
BLOCKS = frozenset(
    "address article aside blockquote body center dd details div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p pre section summary "
    "table tbody tfoot thead tr td th ul caption dir".split()
)
GAPS = frozenset("p h1 h2 h3 h4 h5 h6 hr section article table blockquote figure tr".split())
CELL_TEXT = 300  # characters of a row that is one line


@dataclass(frozen=True, slots=True)
class _Page:
    """What holds for all of a page: where its links start from, and its styles."""

    base: str
    styles: Styles


def accepts(name: str, text: str) -> bool:
    """A file so named, or one that begins as HTML does or is full of its tags."""
    if name.casefold().endswith(NAMES) or BEGINS.match(text[:SAMPLE]):
        return True
    return len(TAGS.findall(text[:SAMPLE])) >= ENOUGH


def read(text: str, base: str = "") -> Content:
    """The lines of a page. Relative links are resolved against `base` or the page's own base,
    and dropped where there is none. Raises SourceError for a page nested out of all measure."""
    _check_nesting(text)
    tree = LexborHTMLParser(text)
    base = base or _base(tree, text)
    writer = LineWriter()
    if tree.body:
        sheets = (node.text() or "" for node in tree.css("style"))
        _walk(tree.body, writer, _Page(base, html_styles.read(sheets)))
    title = tree.css_first("title")
    return writer.content(" ".join(title.text().split()) if title else "")


def _check_nesting(text: str) -> None:
    depth = 0
    for match in NESTING.finditer(text):
        depth = max(0, depth + (-1 if match[1] else 1))
        if depth > DEEPEST:
            raise SourceError(
                f"The HTML is nested more than {DEEPEST} levels deep: it is broken or not a page."
            )


def _base(tree: LexborHTMLParser, text: str) -> str:
    """Where the page says that it stood: <base>, the browser's note on saving, or canonical."""
    for selector, attribute in (("base[href]", "href"), ('link[rel="canonical"]', "href")):
        node = tree.css_first(selector)
        found = (node.attributes.get(attribute) or "") if node else ""
        if found.startswith(("http://", "https://")):
            return found
    saved = SAVED.search(text[:SAMPLE])
    return saved[1] if saved else ""


def _walk(body: LexborNode, writer: LineWriter, page: _Page) -> None:
    """Every node in the order of the page; a stack, not recursion, for deep pages."""
    stack: list[Iterator[None]] = [_element(body, writer, page)]
    nodes: list[LexborNode | None] = [body.child]
    next(stack[-1])
    while stack:
        node = nodes[-1]
        if node is None:
            next(stack.pop(), None)
            nodes.pop()
            continue
        nodes[-1] = node.next
        if node.tag == "-text":
            writer.write(node.text_content or "")
        elif node.tag == "br":
            _break(node, writer)
        elif node.is_element_node and (
            not is_unshown(node.tag or "", node.attributes) or _is_label(node) or _opens(node)
        ):
            handler = _element(node, writer, page)
            next(handler)
            stack.append(handler)
            nodes.append(node.child)


def _opens(node: LexborNode) -> bool:
    """Whether the element is an abstract that a button of that name before it shows."""
    before = node.prev
    while before and not before.is_element_node:
        before = before.prev
    if not before or before.css_first("[aria-expanded]") is None:
        return False
    return (before.text() or "").strip(" :.").casefold() in knowledge.words("abstract_heads")


def _is_label(node: LexborNode) -> bool:
    """Whether it is a button that says what a link beside a work would: "Cite"."""
    return node.tag == "button" and knowledge.is_link_label(" ".join(node.text().split()))


def _break(node: LexborNode, writer: LineWriter) -> None:
    """A line break; a second one in a row leaves a blank line."""
    if writer.at:
        writer.end()
    else:
        writer.gap()


def _element(node: LexborNode, writer: LineWriter, page: _Page) -> Iterator[None]:
    """What an element does before its content (until the yield) and after it."""
    tag = node.tag or ""
    attributes = node.attributes
    chrome = is_chrome(tag, attributes)
    inline_cell = tag in ("td", "th") and _is_one_line(node.parent)
    if chrome:
        writer.end()
    writer.in_chrome += chrome
    if tag in GAPS:
        writer.gap()
    elif inline_cell:
        _between_cells(node, writer)
    elif tag in BLOCKS:
        writer.end()
    heading = int(tag[1]) if re.fullmatch("h[1-6]", tag) else 0
    if heading:
        writer.heading = heading
    if tag in ("ul", "ol", "dl", "menu", "dir"):
        writer.depth += 1
    if tag == "li":
        writer.bullet(_mark(node))
    start = writer.at
    emphasis = page.styles.emphasis(tag, attributes)
    for kind in emphasis:
        writer.set_off(kind)
    yield
    for kind in emphasis:
        writer.set_back(kind)
    if tag == "a":
        _anchor(attributes, writer, start, page.base)
    elif tag == "button" and start < writer.at:
        writer.link(start, "#", "")
    if tag in ("ul", "ol", "dl", "menu", "dir"):
        writer.depth -= 1
    if tag in GAPS:
        writer.gap()
    elif tag in BLOCKS and not inline_cell:
        writer.end()
    if heading:
        writer.heading = 0
    if chrome:
        writer.end()
    writer.in_chrome -= chrome


def _mark(node: LexborNode) -> str:
    """The bullet of a list item: its number in a numbered list, else a dot."""
    parent = node.parent
    if parent is None or parent.tag != "ol":
        return "•"
    value = node.attributes.get("value") or ""
    return f"{value}." if value.isdigit() else "1."


def _anchor(
    attributes: Mapping[str, str | None], writer: LineWriter, start: int, base: str
) -> None:
    target = (attributes.get("href") or "").strip()
    if not target and "class" in attributes and "name" not in attributes:
        target = "#"  # a button that a script makes work
    if not target or start > writer.at:
        return
    if target[:7].casefold() == "mailto:":
        address = unquote(target[7:]).split("?")[0].strip()
        if "@" in address and "@" not in writer.since(start):
            writer.write(f" {address}")
        return
    writer.link(start, target, _url(target, base))


def _url(target: str, base: str) -> str:
    """The address a link leads to, absolute; "" where it cannot be followed from elsewhere."""
    target = re.sub(r"[\s\x00-\x1f]+", "", target)
    if target.startswith("//"):
        target = f"https:{target}"
    if REDIRECT.match(target):
        target = next(iter(parse_qs(urlsplit(target).query).get("q", ())), target)
    if re.match(r"[a-z][a-z0-9+.-]*:", target, re.I):
        return target if target[:8].casefold().startswith(("http://", "https://")) else ""
    if not base or target.startswith("#"):
        return ""
    try:
        return urljoin(base, target)
    except ValueError:
        return ""


def _is_one_line(row: LexborNode | None) -> bool:
    """Whether the cells of a row hold nothing but short text, so that the row is one line."""
    if row is None or row.tag != "tr":
        return False
    length = 0
    cell = row.child
    while cell:
        node = cell.child
        while node:
            if node.tag in BLOCKS or node.tag == "br":
                return False
            length += len(node.text() or "") if node.tag != "-comment" else 0
            node = node.next
            if length > CELL_TEXT:
                return False
        cell = cell.next
    return True


def _between_cells(node: LexborNode, writer: LineWriter) -> None:
    """A comma between two cells of a row that are set on one line, unless one stands there."""
    if writer.at:
        writer.trim()
        writer.write(" " if writer.since(0).endswith((":", ",", ";", ".", "]")) else ", ")
