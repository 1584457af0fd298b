"""Nothing that visitors must not see reaches them: a mark in every private text of every model, and
a visitor who looks at every address, in every form."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from exports.formats import FORMATS
from groupsite import cards
from groupsite.cards import Card
from tests.factories import PersonFactory, account
from tests.groupsite.marks import MARK, SOUGHT, Planter, later, unnamed
from tests.pictures import picture_bytes

pytestmark = pytest.mark.django_db

LINKS = re.compile(
    r"""(?:href|src|action|srcset)=["']([^"'\s]+)|content=["']((?:/|http)[^"'\s]+)|<loc>([^<]+)"""
)
IN_STYLES = re.compile(r"url\(([^)]+)\)")
MOST = 600  # requests: were there more, the crawl would not end
HERE = "http://testserver"
LEFT_OUT = ("/static/", "/admin/logout", "/admin/jsi18n")
STARTS = ["/", "/sitemap.xml", "/robots.txt", "/styleguide/", "/no-such-page/", "/account/login/"]
STARTS += [f"/search/?q={SOUGHT}", f"/publications/?q={SOUGHT}"]
WAYS = ["/media/", "/media/../private/", "/media/..%2fprivate/", "/media/%2e%2e/private/"]
WAYS += ["/media//private/", "/static/../private/", "/private/"]
TYPES = [form.media_type for form in FORMATS.values()]
TYPES += ["application/json", "application/ld+json", "application/xml", "image/png", "text/plain"]


@pytest.fixture
def planter(monkeypatch: pytest.MonkeyPatch, settings: Any) -> Planter:
    settings.EMAIL_BACKEND = "health.outbox.backend.Outbox"
    made = Planter()
    made.public_rows()
    made.drafts(is_draft=True)
    made.drafts(**later())
    made.flagged()
    made.private_rows()
    return made


class Visitor:
    """Looks at addresses; `found` says which marks were in which answers."""

    def __init__(self, client: Client, planter: Planter, within: str = "/") -> None:
        self.client, self.planter, self.within = client, planter, within
        self.asks = within == "/"
        self.seen: set[str] = set()
        self.found: dict[str, set[str]] = {}
        self.statuses: dict[str, int] = {}

    def look(self, address: str, **headers: str) -> Any:
        response = self.client.get(address, headers=headers)
        content = response.getvalue()
        if response.get("Content-Encoding") == "gzip":
            content = gzip.decompress(content)
        self.note(f"{address} {headers or ''}", address, f"{response.headers}", content)
        self.statuses.setdefault(address, response.status_code)
        return response, content.decode("utf-8", "replace")

    def note(self, told: str, address: str, *answers: str | bytes) -> None:
        """A mark that the visitor asked for tells them nothing."""
        asked = {mark.lower() for mark in MARK.findall(unquote(address))}
        for answer in answers:
            text = answer if isinstance(answer, str) else answer.decode("latin-1")
            for mark in {each.lower() for each in MARK.findall(text)} - asked:
                where = self.planter.marks.get(mark, "?")
                self.found.setdefault(f"{where} {mark}", set()).add(told.strip())

    def crawl(self, *start: str, at_most: int = MOST) -> None:
        waiting = list(start)
        while waiting and len(self.seen) < at_most:
            address = waiting.pop(0)
            if address in self.seen:
                continue
            self.seen.add(address)
            assert len(self.seen) < MOST, "The crawl finds ever more addresses."
            response, text = self.look(address)
            waiting += self.links(address, response.get("Location", ""))
            waiting += [link for each in _links(text) for link in self.links(address, each)]

    def links(self, address: str, link: str) -> Iterator[str]:
        """The address that a link leads to, if it is one of the site and one question at most."""
        parts = urlsplit(urljoin(f"{HERE}{address}", link.replace("&amp;", "&")))
        local = parts.netloc in ("testserver", "127.0.0.1:8000") and parts.scheme == "http"
        ours = local and parts.path.startswith(self.within) and not parts.path.startswith(LEFT_OUT)
        # The lists of the admin can be asked in ever more ways, and show the same rows.
        if link and ours and "&" not in parts.query and (self.asks or not parts.query):
            yield parts.path + (f"?{parts.query}" if parts.query else "")


def _links(text: str) -> Iterator[str]:
    for match in LINKS.finditer(text):
        yield match[1] or match[2] or match[3]
    yield from (each.strip("'\" ") for each in IN_STYLES.findall(text))


def patterns(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    """(the whole route, the pattern) of each address of the site."""
    for each in resolver.url_patterns:
        route = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from patterns(each, route)
        else:
            yield route, each


def guesses(route: str, keys: range, words: list[str]) -> Iterator[str]:
    """Addresses of that route for the keys and names that rows may have."""
    route = route.replace("^", "").replace("\\Z", "").replace("$", "")
    if "(" in route:
        return
    if "<" not in route:
        yield f"/{route}"
        return
    for value in [*map(str, keys), *words]:
        if "<int:" in route and not value.isdecimal():
            continue
        yield "/" + re.sub(r"<[^>]+>", value, route)


def test_of_every_text_it_is_said_whether_visitors_may_see_it() -> None:
    """A new one: name it in PUBLIC or HIDDEN of tests/groupsite/marks.py."""
    assert list(unnamed()) == []


def test_no_private_text_reaches_a_visitor(
    client: Client, planter: Planter, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(planter.marks) > 300
    visitor = Visitor(client, planter)

    def draw(card: Card) -> bytes:
        visitor.note("the picture of a card", "", str(asdict(card)))
        return picture_bytes(size=(12, 6))

    monkeypatch.setattr(cards, "draw", draw)
    visitor.crawl(*STARTS)
    pages = [page for page in visitor.seen if visitor.statuses[page] == 200]
    assert len(pages) > 40
    look_in_every_form(visitor, pages)
    look_for_hidden_rows(visitor, planter)
    served = list(served_files(visitor, planter))
    assert visitor.found == {}
    assert served == []


def look_in_every_form(visitor: Visitor, pages: list[str]) -> None:
    for page in pages:
        path, _, query = page.partition("?")
        for kind in TYPES if not query else []:
            visitor.look(page, Accept=kind)
        for form in FORMATS.values():
            visitor.look(form.address(path, query))
        visitor.look(page, **{"Accept-Encoding": "gzip", "X-Requested-With": "XMLHttpRequest"})


def look_for_hidden_rows(visitor: Visitor, planter: Planter) -> None:
    """Whoever guesses keys and names of rows gets no answer about them."""
    words = [mark for mark, where in planter.marks.items() if where.endswith(".slug")]
    words += [mark for mark, where in planter.marks.items() if where.endswith("key")]
    for route, _ in patterns(get_resolver()):
        if not route.startswith("admin/"):
            for address in guesses(route, range(1, 5), words):
                visitor.look(address)


def served_files(visitor: Visitor, planter: Planter) -> Iterator[str]:
    assert len(planter.files) > 5
    for name in planter.files:
        for way in WAYS:
            response, _ = visitor.look(f"{way}{name}")
            if response.status_code not in (301, 302, 404):
                yield f"{way}{name}"


LETTERS = ("inquiries.", "health.mail")


def test_a_member_to_whom_nobody_wrote_sees_nothing_of_letters(
    client: Client, planter: Planter
) -> None:
    client.force_login(account("member", PersonFactory()))
    visitor = Visitor(client, planter, within="/admin/")
    for route, _ in patterns(get_resolver()):
        if route.startswith(("admin/inquiries", "admin/personal-data")):
            for address in guesses(route, range(1, 4), []):
                response, _ = visitor.look(address)
                assert response.status_code in (302, 403, 404, 405), address
    visitor.crawl("/account/", "/admin/", at_most=60)
    assert len(visitor.seen) > 20
    told = {mark for mark in visitor.found if mark.startswith(LETTERS)}
    assert told == set()
