"""What pages weigh as a browser gets them, and that all of it comes from this site."""

from __future__ import annotations

import urllib.request
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

from tools.checks.result import Result
from tools.crawl import Found, Page

KB = 1024
MOST, MOST_CSS = 30 * KB, 20 * KB
FETCHED_BY_LINKS = {
    "stylesheet",
    "icon",
    "apple-touch-icon",
    "preload",
    "modulepreload",
    "manifest",
}
FETCHED = "link, script, img, source, iframe, video"


def check(base: str, found: Found) -> Result:
    """Of each kind the page that weighs most: HTML and style sheets, compressed."""
    result = Result("Weight")
    weights: dict[str, int] = {}
    for page in found.examples():
        html = transferred(urljoin(base, page.path))
        sheets = [a for a in style_sheets(page) if is_ours(base, a)]
        for sheet in sheets:
            if sheet not in weights:
                weights[sheet] = transferred(urljoin(base, sheet))
        css = sum(weights[sheet] for sheet in sheets)
        result.told.append(f"{page.path}: {_kb(html + css)} ({_kb(html)} HTML, {_kb(css)} CSS)")
        if html + css > MOST:
            result.problems.append(f"{page.path} weighs {_kb(html + css)}; the most is {_kb(MOST)}")
        result.problems += [
            f"{page.path} asks another site for {address}"
            for address in fetched(page)
            if not is_ours(base, address)
        ]
    if (css := sum(weights.values())) > MOST_CSS:
        result.problems.append(f"The style sheets weigh {_kb(css)}; the most is {_kb(MOST_CSS)}")
    return result


def transferred(address: str) -> int:
    """How many bytes an address answers with to a browser."""
    headers = {"Accept-Encoding": "gzip, deflate, br, zstd", "Accept": "text/html,*/*"}
    request = urllib.request.Request(address, headers=headers)  # noqa: S310 - our own site
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
            return len(answer.read())
    except urllib.error.HTTPError as error:
        with error:
            return len(error.read())


def style_sheets(page: Page) -> list[str]:
    """The addresses of a page's style sheets, those for print included."""
    nodes = LexborHTMLParser(page.text).css("link[rel=stylesheet][href]")
    return [node.attributes["href"] or "" for node in nodes]


def fetched(page: Page) -> Iterator[str]:
    """Every address that a browser asks for by itself in showing a page."""
    for node in LexborHTMLParser(page.text).css(FETCHED):
        attributes = node.attributes
        if node.tag == "link":
            if FETCHED_BY_LINKS & set((attributes.get("rel") or "").split()):
                yield attributes.get("href") or ""
            continue
        if address := attributes.get("src"):
            yield address
        for candidate in (attributes.get("srcset") or "").split(","):
            if candidate.strip():
                yield candidate.split()[0]


def is_ours(base: str, address: str) -> bool:
    """Whether it leads to the site itself, or is the thing itself."""
    whole = urlsplit(urljoin(base, address))
    return whole.scheme == "data" or whole.netloc == urlsplit(base).netloc


def _kb(size: int) -> str:
    return f"{size / KB:.1f} KB"
