"""Links in texts that name a row, as in ``[Ada Lovelace](person:12)``: set when a page goes out.

Then, and not when the text is saved, it is known under which address the row is seen and whether
visitors see it at all: slugs change, drafts are published when their time comes, rows go. Who is
not to be seen is no link; the words that an editor wrote stay.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from core.text import REFERENCES
from groupsite.addresses import absolute
from people.models import Person
from publications.models import Publication

MODELS: dict[str, Any] = {"person": Person, "work": Publication}


def _pattern(opened: str, closed: str) -> re.Pattern[str]:
    """Attributes are read to their closing quotes: what stands in one never becomes a tag."""
    kinds = "|".join(REFERENCES)
    return re.compile(
        rf'({opened})a href="({kinds}):([^"]*)"(?: [a-z]+="[^"]*")*({closed})'
        rf"(.*?){opened}/a{closed}",
        re.S,
    )


IN_PAGE = _pattern("<", ">")  # as core.text writes it
IN_FEED = _pattern("&lt;", "&gt;")  # which escapes it once more
MARKS = [f'a href="{kind}:'.encode() for kind in REFERENCES]
FEED = "application/atom+xml"
TYPES = {"text/html", FEED}
KEY = re.compile(r"[0-9]{1,18}\Z")


def linked(html: str, in_feed: bool = False) -> str:
    """`html`, of a page or `in_feed`, with its references as links; in a feed to whole addresses.

    One query for each kind of rows that it names.
    """
    pattern = IN_FEED if in_feed else IN_PAGE
    wanted: dict[str, set[int]] = defaultdict(set)
    for match in pattern.finditer(html):
        if KEY.match(match[3]):
            wanted[match[2]].add(int(match[3]))
    found = {(kind, key): address for kind in wanted for key, address in _seen(kind, wanted[kind])}

    def link(match: re.Match[str]) -> str:
        opened, kind, key, closed, words = match.groups()
        address = found.get((kind, int(key))) if KEY.match(key) else None
        if not address:
            return words
        return (
            f'{opened}a href="{absolute(address) if in_feed else address}"{closed}'
            f"{words}{opened}/a{closed}"
        )

    return pattern.sub(link, html)


def _seen(kind: str, keys: set[int]) -> list[tuple[int, str]]:
    """(key, address) of those that a visitor may see."""
    rows = MODELS[kind].objects.published().filter(pk__in=keys).only("slug")
    return [(row.pk, row.get_absolute_url()) for row in rows]


def with_references(response: HttpResponseBase) -> HttpResponseBase:
    """The response, its references set if it is a page or a feed."""
    kind = response.get("Content-Type", "").split(";")[0]
    if isinstance(response, HttpResponse) and kind in TYPES:
        content = response.content
        if any(mark in content for mark in MARKS):
            response.content = linked(content.decode(), in_feed=kind == FEED).encode()
    return response


def middleware(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    def respond(request: HttpRequest) -> HttpResponseBase:
        return with_references(get_response(request))

    return respond
