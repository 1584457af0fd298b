"""The checks of a whole site find what is wrong with a page, and nothing where nothing is."""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import replace
from typing import Any

import pytest

from tools.checks import (
    __main__ as command,
)
from tools.checks import (
    calendars,
    feeds,
    lighthouse,
    markup,
    programs,
    scholar,
    sitemaps,
    structured,
    weight,
)
from tools.checks.result import Result
from tools.checks.vocabulary import Vocabulary, vocabulary
from tools.crawl import Found, Page

BASE = "https://group.example"


def page(text: str, path: str = "/publications/on-engines/", kind: str = "k", **more: Any) -> Page:
    return Page(path, kind, 200, more.pop("content_type", "text/html"), {}, text, **more)


@pytest.fixture(scope="module")
def _packages() -> None:
    """What npm installs: left out, with the reason, where it cannot; a failure in CI."""
    if why := programs.npm_packages():
        if os.environ.get("CI") == "true":
            pytest.fail(f"{why}, and in CI nothing may be left out")
        pytest.skip(why)


# ---- Atom

ENTRY = """<entry><id>https://group.example/news/1/</id><title>Rain</title>
  <updated>2024-05-14T00:00:00+00:00</updated><link href="https://group.example/news/1/"/></entry>"""
FEED = f"""<feed xmlns="http://www.w3.org/2005/Atom"><id>https://group.example/feed/</id>
  <title>News</title><updated>2024-05-14T00:00:00+00:00</updated><author><name>Group</name></author>
  <link rel="self" href="https://group.example/feed/"/>{ENTRY}</feed>"""


def atom(text: str) -> list[str]:
    return [*feeds.faults(BASE, page(text, "/feed/"))]


def test_a_feed_as_the_rfc_has_it_passes() -> None:
    assert atom(FEED) == []


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ("<author><name>Group</name></author>", "", "neither it nor the feed has an author"),
        ("2024-05-14T00:00:00+00:00", "2024-05-14", "updated is '2024-05-14'"),
        ("<title>Rain</title>", "", "entry 1: has 0 title"),
        ('rel="self" href="https://group.example/feed/"',
         'rel="self" href="https://other.example/feed/"', "does not name its own address"),
        (ENTRY, ENTRY * 2, "2 entries have the id"),
        ('<link href="https://group.example/news/1/"/>', "", "neither content nor an alternate"),
        ("<id>https://group.example/feed/</id>", "<id>feed</id>", "id is 'feed'"),
        ("<title>News</title>", "<title>News</title><pubDate/>", "has no pubDate"),
        ("</feed>", "", "is no XML"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_feed_is_told(before: str, after: str, fault: str) -> None:
    assert before in FEED
    assert any(fault in told for told in atom(FEED.replace(before, after)))


# ---- iCalendar

EVENT = """BEGIN:VEVENT
UID:talk-1@group.example
DTSTAMP:20240501T000000Z
DTSTART:20240514T100000Z
DTEND:20240514T110000Z
SUMMARY:On Engines
END:VEVENT
"""
CALENDAR = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//group//talks//EN\n{EVENT}END:VCALENDAR\n"


def ical(text: str) -> list[str]:
    return [*calendars.faults(text.replace("\n", "\r\n"))]


def test_a_calendar_as_the_rfc_has_it_passes() -> None:
    assert ical(CALENDAR) == []


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ("PRODID:-//group//talks//EN\n", "", "has no PRODID"),
        ("UID:talk-1@group.example\n", "", "event 1 has no UID"),
        ("DTSTAMP:20240501T000000Z\n", "", "event 1 has no DTSTAMP"),
        ("DTEND:20240514T11", "DTEND:20240514T09", "event 1 ends at"),
        ("DTSTART:20240514T100000Z", "DTSTART:someday", "DTSTART"),
        (EVENT, EVENT * 2, "2 events have the UID"),
        ("SUMMARY:On Engines", f"SUMMARY:{'On Engines ' * 9}", "has more than 75 octets"),
        ("END:VCALENDAR\n", "", "is no calendar"),
    ],
)
def test_what_is_wrong_with_a_calendar_is_told(before: str, after: str, fault: str) -> None:
    assert before in CALENDAR
    assert any(fault in told for told in ical(CALENDAR.replace(before, after)))


def test_lines_of_a_calendar_end_as_the_rfc_says() -> None:
    assert "lines do not end with CRLF (3.1)" in [*calendars.faults(CALENDAR)]


# ---- the sitemap

URLS = "<url><loc>https://group.example/people/</loc><lastmod>2024-05-14</lastmod></url>"
SITEMAP = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{URLS}</urlset>'


def test_a_sitemap_as_the_protocol_has_it_passes() -> None:
    assert [*sitemaps.faults(BASE, page(SITEMAP))] == []


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ("https://group.example", "https://other.example", "is no address of this site"),
        ("2024-05-14", "14 May", "was changed at '14 May'"),
        (URLS, URLS * 2, "stands there twice"),
        (URLS, "", "has 0 addresses"),
        ("<lastmod>", "<priority>1</priority><lastmod>", "has loc, priority, lastmod"),
        ("urlset", "urls", "begins with"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_sitemap_is_told(before: str, after: str, fault: str) -> None:
    assert any(fault in t for t in sitemaps.faults(BASE, page(SITEMAP.replace(before, after))))


def test_pages_and_the_sitemap_agree_on_addresses() -> None:
    def site(canonical: str, head: str = "") -> Found:
        text = f'<head><link rel="canonical" href="{canonical}">{head}</head>'
        listing = page(SITEMAP, "/sitemap.xml", content_type="application/xml")
        robots = page("Sitemap: https://group.example/sitemap.xml", content_type="text/plain")
        return Found({"p": [page(text, "/people/")], "s": [listing], "robots": [robots]})

    assert sitemaps.check(BASE, site("https://group.example/people/")).problems == []
    wrong = sitemaps.check(BASE, site("https://group.example/persons/")).problems
    assert wrong == ["/people/ names https://group.example/persons/ as its own"]
    unlisted = site("https://group.example/people/")
    unlisted.pages["s"][0] = page(SITEMAP.replace("people", "news"), content_type="application/xml")
    assert sitemaps.check(BASE, unlisted).problems == ["/people/ is not in the sitemap"]


# ---- Scholar

TAGS = {"title": "On Engines", "author": "Ada Lovelace", "publication_date": "2024/5/14",
        "journal_title": "Mud Letters", "firstpage": "12",
        "pdf_url": "https://group.example/publications/on-engines.pdf"}  # fmt: skip


def tagged(**changes: str) -> list[str]:
    told = TAGS | changes
    metas = "".join(f'<meta name="citation_{n}" content="{c}">' for n, c in told.items())
    return [*scholar.faults(BASE, page(metas))]


def test_tags_as_scholar_asks_for_them_pass() -> None:
    assert tagged() == []
    assert tagged(pdf_url="https://group.example/publications/on-engines/paper.pdf") == []
    assert tagged(pdf_url="https://elsewhere.example/x.pdf") == []


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("title", "", "title is empty"),
        ("author", "Ada Lovelace and Charles Babbage", "an author is"),
        ("author", "ada@example.org", "an author is"),
        ("publication_date", "May 2024", "it is to be 2010/5/12, or 2010"),
        ("conference_title", "ICML", "came out in conference_title and journal_title"),
        ("firstpage", "12–30", "firstpage is"),
        ("pdf_url", "https://group.example/media/x.pdf", "is not beside the page"),
        ("pdf_url", "/publications/on-engines.pdf", "not a whole address"),
    ],
)
def test_what_scholar_would_not_take_is_told(name: str, content: str, fault: str) -> None:
    assert any(fault in told for told in tagged(**{name: content}))


def test_a_page_without_tags_is_told() -> None:
    assert [*scholar.faults(BASE, page("<p>"))] == ["has 0 titles and 0 authors"]


# ---- JSON-LD


def ld(_packages: None, **properties: Any) -> list[str]:
    block = {"@context": "https://schema.org", "@type": "ScholarlyArticle", **properties}
    return [*structured.faults(block, vocabulary())]


@pytest.mark.usefixtures("_packages")
class TestStructuredData:
    def test_the_vocabulary_knows_types_by_their_ancestors(self) -> None:
        terms: Vocabulary = vocabulary()
        assert {"Article", "CreativeWork", "Thing"} <= terms.with_ancestors("ScholarlyArticle")
        assert terms.ranges("ScholarlyArticle", "author") >= {"Person", "Organization"}
        assert terms.ranges("Person", "datePublished") is None

    def test_data_in_schema_orgs_terms_passes(self) -> None:
        person = {"@type": "Person", "name": "Ada", "sameAs": ["https://a.example/"]}
        venue = {"@type": "Periodical", "name": "Mud Letters"}
        assert ld(None, headline="Rain", author=[person], datePublished="2024-05",
                  isPartOf=venue, about={"@id": "#topic"}) == []  # fmt: skip

    def test_an_address_may_stand_for_a_thing_and_a_search_may_be_described(self) -> None:
        place = {"@type": "ListItem", "position": 1, "name": "A", "item": "https://a.example/"}
        trail = {"@type": "BreadcrumbList", "itemListElement": [place]}
        search = {"@type": "SearchAction", "query-input": "required name=q"}
        for block in (trail, search):
            assert [
                *structured.faults({"@context": "https://schema.org"} | block, vocabulary())
            ] == []
        place["item"] = "somewhere"
        assert [*structured.faults({"@context": "https://schema.org"} | trail, vocabulary())]

    def test_all_nodes_of_a_graph_are_looked_at(self) -> None:
        graph = {"@context": "https://schema.org", "@graph": [{"@type": "Person", "naem": "A"}]}
        assert [*structured.faults(graph, vocabulary())] == [
            "Person.naem: Person has no such property"
        ]

    @pytest.mark.parametrize(
        ("properties", "fault"),
        [
            ({"@type": "ScholarlyPaper"}, "there is no type ScholarlyPaper"),
            ({"writer": "Ada"}, "has no such property"),
            ({"datePublished": "14 May 2024"}, "datePublished is '14 May 2024'"),
            ({"author": {"@type": "Place", "name": "X"}}, "author is a Place"),
            ({"author": {"@type": "Person", "nick": "X"}}, "author.nick: Person has no such"),
            ({"author": {"name": "X"}}, "has no @type"),
            ({"url": "/publications/x/"}, "url is '/publications/x/'"),
            ({"headline": ""}, "headline is empty"),
            ({"@context": "https://example.org"}, "the context is"),
        ],
    )
    def test_what_schema_org_does_not_know_is_told(
        self, properties: dict[str, Any], fault: str
    ) -> None:
        assert any(fault in told for told in ld(None, **properties))

    def test_a_block_that_is_no_json_is_told(self) -> None:
        text = '<script type="application/ld+json">{"@type": }</script>'
        result = structured.check(BASE, Found({"k": [page(text)]}))
        assert len(result.problems) == 1
        assert "is no JSON" in result.problems[0]

    def test_the_html_checker_tells_page_and_line(self) -> None:
        if why := programs.lacking("java"):
            if os.environ.get("CI") == "true":
                pytest.fail(why)
            pytest.skip(why)
        good = "<!DOCTYPE html>\n<html lang=en><title>A</title><p>B"
        bad = "<!DOCTYPE html>\n<html lang=en><title>A</title>\n<p><div aria-labell='x'></p>"
        told = markup.errors([page(good, "/good/"), page(bad, "/bad/")])
        assert told
        assert all(each.startswith("/bad/, line 3:") for each in told)


# ---- weight, third parties


def test_what_a_page_fetches_from_elsewhere_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weight, "transferred", lambda address: 10 * weight.KB)
    text = """<link rel="stylesheet" href="/static/a.css"><link rel="canonical" href="//x.example/">
        <img src="data:image/png;base64,AA" srcset="/a.webp 1x, https://cdn.example/b.webp 2x">
        <a href="https://elsewhere.example/">a link</a>"""
    result = weight.check(BASE, Found({"k": [page(text, "/p/")]}))
    assert result.told == ["/p/: 20.0 KB (10.0 KB HTML, 10.0 KB CSS)"]
    assert result.problems == ["/p/ asks another site for https://cdn.example/b.webp"]


def test_a_page_and_style_sheets_that_weigh_too_much_are_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(weight, "transferred", lambda address: 21 * weight.KB)
    text = '<link rel="stylesheet" href="/static/a.css">'
    assert weight.check(BASE, Found({"k": [page(text, "/p/")]})).problems == [
        "/p/ weighs 42.0 KB; the most is 30.0 KB",
        "The style sheets weigh 21.0 KB; the most is 20.0 KB",
    ]


# ---- Lighthouse


def told_by_lighthouse(performance: float, seo: float = 1) -> dict[str, Any]:
    audits = {"speed": {"title": "Slow", "score": performance, "displayValue": "9 s"},
              "meta": {"title": "No description", "score": seo}}  # fmt: skip
    groups = {"performance": "speed", "seo": "meta"}
    return {
        "audits": audits,
        "categories": {
            name: {"score": audits[audit]["score"], "auditRefs": [{"id": audit, "weight": 1}]}
            for name, audit in groups.items()
        },
    }


BOTH = ("performance", "seo")


def test_the_best_of_some_measurements_of_performance_counts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answers = iter([told_by_lighthouse(0.8), told_by_lighthouse(1.0)])
    monkeypatch.setattr(lighthouse, "report", lambda address: next(answers))
    assert lighthouse.best("x", BOTH) == ({"performance": 100, "seo": 100}, [])


def test_what_keeps_a_score_below_100_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lighthouse, "report", lambda address: told_by_lighthouse(0.8))
    assert lighthouse.best("x", BOTH)[1] == ["performance 80: Slow 9 s"]
    monkeypatch.setattr(lighthouse, "report", lambda address: told_by_lighthouse(1, seo=0))
    assert lighthouse.best("x", BOTH)[1] == ["seo 0: No description"]


def test_what_search_engines_pass_by_is_not_measured_for_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = Page("/p/", "page", 200, "text/html", {"x-robots-tag": "noindex"}, "")
    assert "seo" in lighthouse.categories(replace(page, headers={}))
    assert "seo" not in lighthouse.categories(replace(page, headers={}, text=lighthouse.NOINDEX))
    assert "seo" not in (kept := lighthouse.categories(page))
    monkeypatch.setattr(lighthouse, "report", lambda address: told_by_lighthouse(1, seo=0))
    assert lighthouse.best("x", kept[:1]) == ({"performance": 100}, [])


def test_a_run_that_fails_is_repeated_and_told_in_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(address: str) -> dict[str, Any]:
        raise subprocess.CalledProcessError(1, "node", stderr="Runtime error\nNo browser\n")

    monkeypatch.setattr(lighthouse, "report", fail)
    assert lighthouse.best("x", BOTH) == ({}, ["Lighthouse failed: No browser"])


# ---- the command


def test_nothing_may_be_left_out_in_ci(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    results = [Result("Weight"), Result("HTML", not_run="needs java")]
    monkeypatch.setenv("CI", "")
    assert command.summary(results) == 0
    monkeypatch.setenv("CI", "true")
    assert command.summary(results) == 1
    assert "Not run: HTML." in capsys.readouterr().out


def test_a_problem_is_a_failure(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.summary([Result("Weight", problems=["/ is heavy"])]) == 1
    assert "Failed: Weight." in capsys.readouterr().out


def test_an_unknown_check_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        command.main(["weigth"])
    assert "there is no check weigth" in capsys.readouterr().err


def test_the_packages_of_npm_are_pinned() -> None:
    told = json.loads((programs.HERE / "package.json").read_text())
    locked = json.loads((programs.HERE / "package-lock.json").read_text())["packages"]
    for name, version in told["dependencies"].items():
        assert locked[f"node_modules/{name}"]["version"] == version
    assert all(each["integrity"] for path, each in locked.items() if path)
    assert not any("resolved" in each for each in locked.values())
