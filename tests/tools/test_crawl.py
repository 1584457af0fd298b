"""The pages of a site are found by their links, and told apart by what answers."""

from __future__ import annotations

from typing import Any

import pytest

from tests import factories
from tools import crawl as crawling
from tools.crawl import Found, Page, crawl, kind_of, links

pytestmark = pytest.mark.django_db(transaction=True)


def page(path: str, kind: str = "k", size: int = 1, content_type: str = "text/html") -> Page:
    return Page(path, kind, 200, content_type, {}, "x" * size)


def test_pages_are_found_and_a_broken_link_is_told_with_its_place(live_server: Any) -> None:
    ada = factories.PersonFactory(given_name="Ada", family_name="Lovelace")
    factories.MembershipFactory(person=ada, role="lead")
    factories.PublicationFactory(title="On Engines", authors=[ada])
    factories.PublicationFactory(title="A Draft", authors=[ada], is_draft=True)
    factories.PageFactory(title="About", text="[gone](/people/nobody/)", menu_position=1)
    found = crawl(live_server.url)
    assert {"home", "people:people", "people:person", "publications:publication", "pages:page",
            "sitemap", "robots", "404"} <= set(found.pages)  # fmt: skip
    assert [page.path for page in found.pages["publications:publication"]] == [
        "/publications/on-engines/"
    ]
    assert found.pages["404"][0].status == 404
    assert found.broken == ["/people/nobody/ answers 404; linked on /about/"]


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "home"),
        ("/people/ada-lovelace/", "people:person"),
        ("/publications/?page=2", "publications:publications?page"),
        ("/publications/?page=2&year=2024", ""),
        ("/static/css/base.css", ""),
        ("/media/person/ada.jpg", ""),
        ("/admin/", ""),
        ("/people/ada/and/more", ""),
    ],
)
def test_the_kind_of_a_page_follows_from_its_address(path: str, kind: str) -> None:
    assert kind_of(path) == kind


def test_a_site_below_a_path_has_the_same_kinds() -> None:
    assert kind_of("/~group/people/", "/~group/") == "people:people"
    assert kind_of("/people/", "/~group/") == ""


def test_links_of_a_page_lead_to_its_own_site() -> None:
    text = """<link rel="alternate" href="/feed/news/"><a href="../people/#staff">a</a>
        <a href="https://example.org/">b</a><a href="mailto:a@example.org">c</a>
        <form action="/search/"><input type="search" name="q"></form>
        <form method="post" action="/openings/"><input type="search" name="q"></form>
        <a href="?page=2">d</a><a href="/feed/news/">again</a>"""
    found = links("http://127.0.0.1:1", Page("/news/", "k", 200, "text/html", {}, text))
    assert found == ["/feed/news/", "/people/", "/news/?page=2", "/search/", "/search/?q=learning"]


def test_of_many_pages_some_of_the_beginning_the_middle_and_the_end_are_fetched() -> None:
    chosen = crawling._spread([str(number) for number in range(100)])
    assert crawling.MOST - 2 < len(chosen) <= crawling.MOST
    assert chosen[:4] == ["0", "1", "2", "3"]
    assert {"99", "98"} <= set(chosen)
    assert any(20 < int(each) < 90 for each in chosen)
    assert crawling._spread(["a", "b"]) == ["a", "b"]


def test_examples_are_the_longest_and_the_shortest_of_each_kind() -> None:
    found = Found(
        {
            "a": [page("/1", size=5), page("/2", size=9), page("/3", size=2)],
            "b": [page("/4", size=3)],
            "feed": [page("/5", content_type="application/atom+xml")],
        }
    )
    assert [p.path for p in found.examples()] == ["/2", "/3", "/4"]
    assert [p.path for p in found.of_type("application/atom+xml")] == ["/5"]


def test_the_longest_of_each_kind_comes_alone() -> None:
    pages = [Page(f"/{n}", "a", 200, "text/html", {}, "x" * n) for n in (3, 8, 1)]
    other = Page("/9", "b", 200, "text/html", {}, "x")
    assert [p.path for p in Found({"a": pages, "b": [other]}).longest()] == ["/8", "/9"]
