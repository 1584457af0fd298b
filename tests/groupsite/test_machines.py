"""What machines read: feeds, sitemap, robots."""

from xml.etree import ElementTree as ET

import pytest

from tests.factories import (
    NewsFactory,
    PageFactory,
    PersonFactory,
    PublicationFactory,
)

pytestmark = pytest.mark.django_db
ATOM = {"a": "http://www.w3.org/2005/Atom"}
MAP = {"m": "http://www.sitemaps.org/schemas/sitemap/0.9"}


@pytest.fixture(autouse=True)
def _address(settings):
    settings.SITE_URL = "https://group.example.edu"


def feed(client, url):
    response = client.get(url)
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/atom+xml")
    return ET.fromstring(response.content)  # noqa: S314


def titles(root):
    return [title.text for title in root.findall("a:entry/a:title", ATOM)]


def addresses(client):
    response = client.get("/sitemap.xml")
    assert response.status_code == 200
    return [loc.text for loc in ET.fromstring(response.content).findall(".//m:loc", MAP)]  # noqa: S314


def test_the_news_feed_has_the_dated_news_newest_first(client):
    item = NewsFactory(date="2024-05", text="A *paper* was accepted.")
    NewsFactory(date="2024-08-02", text="Joining Purdue.")
    NewsFactory(date="", text="Without a date.")
    NewsFactory(date="--05-14", text="Without a year.")
    NewsFactory(date="2024-06", text="Secret.", is_draft=True)
    root = feed(client, "/feed/news/")
    assert titles(root) == ["Joining Purdue.", "A paper was accepted."]
    entry = root.findall("a:entry", ATOM)[1]
    assert entry.find("a:updated", ATOM).text == "2024-05-01T00:00:00+00:00"
    link = f"https://group.example.edu/news/#news-{item.pk}"
    assert entry.find("a:link", ATOM).get("href") == link
    assert f'id="news-{item.pk}"' in client.get("/news/").content.decode()


def test_the_publications_feed_has_the_works_with_a_year(client):
    PersonFactory(given_name="Kaifeng", family_name="Lyu")
    PublicationFactory(title="New & Old", authors=["Kun Jin", "Cathy Xia"], year=2024)
    PublicationFactory(title="Some Day", year=None)
    PublicationFactory(title="Secret", is_draft=True)
    root = feed(client, "/feed/publications/")
    assert root.find("a:title", ATOM).text == "Kaifeng Lyu: publications"
    assert titles(root) == ["New & Old"]
    entry = root.find("a:entry", ATOM)
    assert entry.find("a:summary", ATOM).text == "Kun Jin, Cathy Xia. 2024"
    href = entry.find("a:link", ATOM).get("href")
    assert href == "https://group.example.edu/publications/new-old/"


@pytest.mark.parametrize("url", ["/feed/news/", "/feed/publications/"])
def test_an_empty_feed_is_a_feed(client, url):
    assert titles(feed(client, url)) == []


@pytest.mark.parametrize("rows", [3, 30])
def test_feeds_take_the_same_queries_however_long(client, django_assert_num_queries, rows):
    for _ in range(rows):
        NewsFactory(author=PersonFactory()).publications.add(PublicationFactory())
        PublicationFactory(authors=[PersonFactory()])
    with django_assert_num_queries(7):
        client.get("/feed/news/")
    with django_assert_num_queries(7):
        client.get("/feed/publications/")


def test_the_sitemap_has_what_a_visitor_may_find(client):
    PublicationFactory(title="Engine")
    PersonFactory(given_name="Ada", family_name="King")
    PageFactory(title="About")
    found = addresses(client)
    assert found == [
        f"https://group.example.edu{path}"
        for path in (
            "/", "/people/", "/publications/", "/people/ada-king/", "/publications/engine/",
            "/about/",
        )
    ]  # fmt: skip


def test_the_sitemap_has_no_drafts_and_no_coauthors(client):
    PublicationFactory(title="Secret", is_draft=True)
    PersonFactory(is_draft=True)
    PersonFactory(has_profile=False)
    PageFactory(is_draft=True)
    assert addresses(client) == ["https://group.example.edu/"]


def test_robots_are_shown_the_sitemap_and_kept_from_the_admin(client):
    response = client.get("/robots.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    lines = response.content.decode().splitlines()
    assert "Disallow: /admin/" in lines
    assert "Sitemap: https://group.example.edu/sitemap.xml" in lines
