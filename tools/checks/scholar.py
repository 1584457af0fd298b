"""The tags of publication pages, by what Google Scholar asks of them:
https://scholar.google.com/intl/en/scholar/inclusion.html#indexing
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

from tools.checks.result import Result
from tools.crawl import Found, Page

DATE = re.compile(r"\d{4}(/\d{1,2}(/\d{1,2})?)?\Z")
PREFIX = "citation_"
# At most one of these, which say what kind of work it is by where it came out.
PLACES = {
    "journal_title", "conference_title", "inbook_title", "book_title", "dissertation_institution",
    "technical_report_institution",
}  # fmt: skip
ONCE = {"title", "publication_date", "volume", "issue", "firstpage", "lastpage", "pdf_url", *PLACES}


def check(base: str, found: Found) -> Result:
    pages = found.pages.get("publications:publication", [])
    result = Result("Google Scholar", told=[f"{len(pages)} publications"])
    for page in pages:
        result.problems += [f"{page.path}: {fault}" for fault in faults(base, page)]
    if not pages:
        result.problems.append("there is no page of a publication")
    return result


def tags(page: Page) -> list[tuple[str, str]]:
    """(name without its prefix, content) of each tag, in order."""
    nodes = LexborHTMLParser(page.text).css(f'meta[name^="{PREFIX}"]')
    return [
        ((n.attributes["name"] or "").removeprefix(PREFIX), n.attributes.get("content") or "")
        for n in nodes
    ]


def faults(base: str, page: Page) -> Iterator[str]:
    """What Scholar would not take, or could take for something else."""
    told = tags(page)
    names = [name for name, _ in told]
    if names.count("title") != 1 or "author" not in names:
        yield f"has {names.count('title')} titles and {names.count('author')} authors"
    yield from (f"{name} stands there twice" for name in sorted(ONCE) if names.count(name) > 1)
    if len(places := PLACES & set(names)) > 1:
        yield f"came out in {' and '.join(sorted(places))}"
    for name, content in told:
        if not content.strip():
            yield f"{name} is empty"
        elif name == "author":
            if "@" in content or ";" in content or re.search(r"\band\b|\bet al\b", content):
                yield f"an author is {content!r}"
        elif name.endswith("date") and not DATE.match(content):
            yield f"{name} is {content!r}; it is to be 2010/5/12, or 2010"
        elif name.endswith("page") and re.search(r"[-–]", content):
            yield f"{name} is {content!r}"
        elif name == "pdf_url":
            yield from _pdf_faults(base, page, content)


def _pdf_faults(base: str, page: Page, address: str) -> Iterator[str]:
    """A PDF of this site is to be in the folder in which the page is, too."""
    told, here = urlsplit(address), urlsplit(urljoin(base, page.path))
    if not told.scheme.startswith("http"):
        yield f"pdf_url is {address!r}, not a whole address"
    elif told.netloc == here.netloc:
        folder = here.path if here.path.endswith("/") else f"{PurePosixPath(here.path).parent}/"
        parent = f"{PurePosixPath(here.path).parent}/"
        if not told.path.startswith((folder, parent)):
            yield f"the PDF at {told.path} is not beside the page"
