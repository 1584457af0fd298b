"""Atom feeds by the rules of RFC 4287."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urljoin

from tools.checks.result import Result
from tools.crawl import Found, Page

ATOM = "{http://www.w3.org/2005/Atom}"
# RFC 3339, as RFC 4287, 3.3 asks for it: a capital T, and a zone.
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)\Z")
IRI = re.compile(r"[a-z][a-z0-9+.-]*:\S+\Z", re.I)
TEXT_TYPES = {"text", "html", "xhtml"}
# RFC 4287, 4.1.1 and 4.1.2: what there is once, and what at most once.
ONCE = ("id", "title", "updated")
SELDOM = {"feed": ("generator", "icon", "logo", "rights", "subtitle"),
          "entry": ("content", "published", "rights", "source", "summary")}  # fmt: skip
OF = {
    "feed": {*ONCE, *SELDOM["feed"], "author", "category", "contributor", "link", "entry"},
    "entry": {*ONCE, *SELDOM["entry"], "author", "category", "contributor", "link"},
}


def check(base: str, found: Found) -> Result:
    feeds = found.of_type("application/atom+xml")
    result = Result("Atom", told=[f"{page.path}: {page.text.count('<entry>')}" for page in feeds])
    result.problems = [f"{feed.path}: {fault}" for feed in feeds for fault in faults(base, feed)]
    if not feeds:
        result.problems.append("there is no feed")
    return result


def faults(base: str, page: Page) -> Iterator[str]:
    """What in a feed the RFC forbids, or asks for and does not find."""
    try:
        feed = ET.fromstring(page.text)  # noqa: S314 - the site's own
    except ET.ParseError as error:
        yield f"is no XML: {error}"
        return
    if feed.tag != f"{ATOM}feed":
        yield f"begins with {feed.tag}"
        return
    yield from _parts(feed, "feed")
    own = {link.get("href") for link in feed.iter(f"{ATOM}link") if link.get("rel") == "self"}
    if urljoin(base, page.path) not in own:
        yield f"does not name its own address ({', '.join(map(str, own)) or 'no self'})"
    entries = feed.findall(f"{ATOM}entry")
    signed = feed.find(f"{ATOM}author") is not None
    for number, entry in enumerate(entries, 1):
        yield from (f"entry {number}: {fault}" for fault in _parts(entry, "entry"))
        if not signed and entry.find(f"{ATOM}author") is None:
            yield f"entry {number}: neither it nor the feed has an author (4.1.2)"
        links = [link.get("rel", "alternate") for link in entry.findall(f"{ATOM}link")]
        if "alternate" not in links and entry.find(f"{ATOM}content") is None:
            yield f"entry {number}: has neither content nor an alternate link (4.1.2)"
    ids = Counter(entry.findtext(f"{ATOM}id") for entry in entries)
    yield from (f"{count} entries have the id {name}" for name, count in ids.items() if count > 1)


def _parts(element: ET.Element, kind: str) -> Iterator[str]:
    """What is wrong with the parts of a feed or of an entry."""
    count = Counter(child.tag.removeprefix(ATOM) for child in element)
    yield from (f"has {count[name]} {name}" for name in ONCE if count[name] != 1)
    yield from (f"has {count[name]} {name}" for name in SELDOM[kind] if count[name] > 1)
    for child in element:
        name, text = child.tag.removeprefix(ATOM), (child.text or "").strip()
        if child.tag.startswith(ATOM) and name not in OF[kind]:
            yield f"has no {name} (4.1)"
        if name in ("updated", "published") and not MOMENT.match(text):
            yield f"{name} is {text!r} (3.3)"
        elif name == "id" and not IRI.match(text):
            yield f"id is {text!r} (4.2.6)"
        elif name in ("title", "summary", "subtitle", "rights"):
            if child.get("type", "text") not in TEXT_TYPES:
                yield f"{name} is of type {child.get('type')} (3.1.1)"
            if name == "title" and not text:
                yield "title is empty"
        elif name in ("author", "contributor"):
            if not (child.findtext(f"{ATOM}name") or "").strip():
                yield f"{name} has no name (3.2.1)"
        elif name == "link" and not IRI.match(child.get("href", "")):
            yield f"link leads to {child.get('href')!r} (4.2.7.1)"
        elif name == "category" and not child.get("term"):
            yield "category has no term (4.2.2.1)"
