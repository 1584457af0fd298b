"""The sitemap by https://www.sitemaps.org/protocol.html; the addresses that pages call theirs."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

from tools.checks.result import Result
from tools.crawl import Found, Page

SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
MOST, LONGEST = 50_000, 2048
# https://www.w3.org/TR/NOTE-datetime
DATE = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?)?)?\Z")
ORDER = ["loc", "lastmod", "changefreq", "priority"]


def check(base: str, found: Found) -> Result:
    result = Result("Sitemap")
    sitemaps = [p for p in found.of_type("application/xml") if "sitemaps.org" in p.text]
    listed: set[str] = set()
    for page in sitemaps:
        result.problems += [f"{page.path}: {fault}" for fault in faults(base, page)]
        listed |= set(re.findall(r"<loc>([^<]+)</loc>", page.text))
    if not sitemaps:
        result.problems.append("there is no sitemap")
    robots = [page for page in found.pages.get("robots", []) if "Sitemap: http" in page.text]
    if not robots:
        result.problems.append("robots.txt does not name the sitemap")
    result.problems += [*_canonical_faults(base, found, listed)]
    result.told = [f"{len(listed)} addresses"]
    return result


def faults(base: str, page: Page) -> Iterator[str]:
    """What in a sitemap the protocol forbids, or asks for and does not find."""
    try:
        root = ET.fromstring(page.text)  # noqa: S314 - the site's own
    except ET.ParseError as error:
        yield f"is no XML: {error}"
        return
    if root.tag not in (f"{SPACE}urlset", f"{SPACE}sitemapindex"):
        yield f"begins with {root.tag}"
        return
    if not 0 < len(root) <= MOST:
        yield f"has {len(root)} addresses"
    seen: set[str] = set()
    for entry in root:
        place = (entry.findtext(f"{SPACE}loc") or "").strip()
        if urlsplit(place).netloc != urlsplit(base).netloc or len(place) >= LONGEST:
            yield f"{place!r} is no address of this site"
        if place in seen:
            yield f"{place} stands there twice"
        seen.add(place)
        names = [child.tag.removeprefix(SPACE) for child in entry]
        if names != [name for name in ORDER if name in names]:
            yield f"{place} has {', '.join(names)}"
        date = entry.findtext(f"{SPACE}lastmod")
        if date is not None and not DATE.match(date):
            yield f"{place} was changed at {date!r}"


def _canonical_faults(base: str, found: Found, listed: set[str]) -> Iterator[str]:
    """Every page names one address as its own; that of a plain page is in the sitemap, unless
    search engines are told to leave the page out."""
    for page in found.of_type("text/html"):
        if page.status != 200:
            continue
        head = LexborHTMLParser(page.text)
        told = [node.attributes.get("href") or "" for node in head.css("link[rel=canonical]")]
        robots = head.css_first("meta[name=robots]")
        left_out = robots and "noindex" in (robots.attributes.get("content") or "")
        whole = urljoin(base, page.path)
        if len(told) != 1 or not told[0].startswith("http"):
            yield f"{page.path} names {told or 'no address'} as its own"
        elif told[0] == whole and "?" not in whole and whole not in listed and not left_out:
            yield f"{page.path} is not in the sitemap"
        elif told[0] != whole and "?" not in whole:
            yield f"{page.path} names {told[0]} as its own"
