"""Finds the pages of a site: from its home page and its sitemap, along its links.

A page is of the kind that its address leads to (the name of the view, and what is asked of it
behind the question mark), so that a new page of the site is found without being listed. Of a kind
with many pages some are fetched, from the beginning, the middle and the end of what is known.
"""

from __future__ import annotations

import re
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import cast
from urllib.parse import parse_qsl, unquote, urljoin, urlsplit

from django.urls import Resolver404, resolve
from selectolax.lexbor import LexborHTMLParser

MOST = 12  # pages of one kind that are fetched
MOST_ASKED = 4  # of what is asked behind a question mark
SOUGHT = "learning"  # which works of any group are likely to speak of
MISSING = "/no-such-page/"
# Files, which no page is; and what only editors see.
LEFT_OUT = re.compile(r"/(static|media|admin)/")
HTML = "text/html"


@dataclass(frozen=True, slots=True)
class Page:
    """What answered at `path` (with what stands behind its question mark), perhaps from elsewhere:
    `moved` is then the path to which it led."""

    path: str
    kind: str
    status: int
    content_type: str
    headers: dict[str, str]
    text: str
    moved: str = ""

    @property
    def is_html(self) -> bool:
        return self.content_type == HTML


@dataclass(slots=True)
class Found:
    """The pages of a site, and what of its addresses did not answer as it should."""

    pages: dict[str, list[Page]] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)

    def examples(self) -> list[Page]:
        """Of each kind of HTML page the longest and, where it differs, the shortest."""
        found = []
        for kind in sorted(self.pages):
            pages = sorted((p for p in self.pages[kind] if p.is_html), key=lambda p: len(p.text))
            found += [pages[-1], *pages[: len(pages) > 1]] if pages else []
        return found

    def longest(self) -> list[Page]:
        """Of each kind of HTML page the longest."""
        kinds = {page.kind: page for page in reversed(self.examples())}
        return [kinds[kind] for kind in sorted(kinds)]

    def of_type(self, content_type: str) -> list[Page]:
        """All pages of a media type that were fetched."""
        return [p for pages in self.pages.values() for p in pages if p.content_type == content_type]


def crawl(base: str) -> Found:
    """The pages of the site whose home page is at `base`."""
    found = Found()
    home = urlsplit(base).path.rstrip("/") + "/"
    known: dict[str, dict[str, str]] = {}
    seen: set[str] = set()

    def note(paths: Iterable[str], source: str) -> None:
        for path in paths:
            if path not in seen and (kind := kind_of(path, home)):
                seen.add(path)
                known.setdefault(kind, {})[path] = source

    note([home, f"{home}sitemap.xml", f"{home}robots.txt"], "the crawler")
    done: set[str] = set()
    while waiting := _waiting(known, found, done):
        path, kind = waiting
        done.add(path)
        page = fetch(base, path, kind)
        if page.status != 200:
            found.broken.append(f"{path} answers {page.status}; linked on {known[kind][path]}")
            continue
        if page.moved:
            note([page.moved], path)
            continue
        found.pages.setdefault(kind, []).append(page)
        note(links(base, page), path)
    found.pages["404"] = [fetch(base, home.rstrip("/") + MISSING, "404")]
    return found


def _waiting(
    known: dict[str, dict[str, str]], found: Found, done: set[str]
) -> tuple[str, str] | None:
    """The next address to fetch, of the kind of which fewest were."""
    for kind in sorted(known, key=lambda kind: len(found.pages.get(kind, ()))):
        count = sum(path in done for path in known[kind])
        if count < (MOST_ASKED if "?" in kind else MOST):
            for path in _spread(list(known[kind])):
                if path not in done:
                    return path, kind
    return None


def _spread(paths: Sequence[str]) -> list[str]:
    """Some from the beginning, the end and between, each once, MOST at most."""
    third = MOST // 3
    step = max(1, len(paths) // third)
    chosen = [*paths[:third], *paths[::-1][:third], *paths[::step]]
    return list(dict.fromkeys(chosen))[:MOST] if len(paths) > MOST else list(paths)


def kind_of(path: str, home: str = "/") -> str:
    """The kind of page at an address of the site; empty where it is none of its public pages.

    What is asked behind the question mark is looked at one question at a time: the combinations
    of filters have no end.
    """
    parts = urlsplit(path)
    if LEFT_OUT.search(parts.path) or not parts.path.startswith(home):
        return ""
    try:
        match = resolve("/" + unquote(parts.path[len(home) :]))
    except Resolver404:
        return ""
    asked = sorted({name for name, _ in parse_qsl(parts.query, keep_blank_values=True)})
    if len(asked) > 1:
        return ""
    view = match.view_name or cast(str, getattr(match.func, "__name__", "page"))
    return view + "".join(f"?{name}" for name in asked)


def fetch(base: str, path: str, kind: str) -> Page:
    """What an address answers with."""
    request = urllib.request.Request(urljoin(base, path))  # noqa: S310 - our own address
    try:
        answer = urllib.request.urlopen(request, timeout=60)  # noqa: S310
    except urllib.error.HTTPError as error:
        answer = error
    with answer:
        headers = {name.casefold(): value for name, value in answer.headers.items()}
        content_type = headers.get("content-type", "").partition(";")[0]
        text = answer.read().decode("utf-8", "replace")
        moved = "" if answer.url == request.full_url else _path(answer.url)
        return Page(path, kind, answer.status, content_type, headers, text, moved)


def links(base: str, page: Page) -> list[str]:
    """The addresses on the same site to which a page or a sitemap leads, without fragments."""
    if page.content_type == "application/xml":
        told = re.findall(r"<loc>([^<]+)</loc>", page.text)
    elif page.is_html:
        tree = LexborHTMLParser(page.text)
        told = [node.attributes.get("href") or "" for node in tree.css("a[href], link[href]")]
        told += _asked(tree)
    else:
        return []
    here, found = urlsplit(base), []
    for address in told:
        whole = urlsplit(urljoin(urljoin(base, page.path), address.strip()))
        if (whole.scheme, whole.netloc) == (here.scheme, here.netloc):
            found.append(_path(whole.geturl()))
    return list(dict.fromkeys(found))


def _asked(tree: LexborHTMLParser) -> Iterator[str]:
    """Where the search forms of a page lead: with nothing in them, and with a word."""
    for form in tree.css('form[action]:not([method="post"])'):
        action = form.attributes.get("action") or ""
        yield action
        for box in form.css("input[type=search][name]"):
            yield f"{action}?{box.attributes['name']}={SOUGHT}"


def _path(address: str) -> str:
    """The address without the site, and without its fragment."""
    whole = urlsplit(address)
    return whole.path + (f"?{whole.query}" if whole.query else "")
