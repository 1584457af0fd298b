"""Atom feeds, held against what RFC 4287 requires."""

from datetime import UTC, datetime
from xml.etree import ElementTree as ET

import pytest
from django.contrib.contenttypes.models import ContentType

from core.models import Touched
from news.models import NewsItem
from publications.models import Publication, PublicationLink
from tests.factories import NewsFactory, PersonFactory, PublicationFactory, VenueFactory

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
FEEDS = ["/news.atom", "/publications.atom", "/people/ada-king.atom", "/people/ada-king/news.atom"]
SITE = "https://group.example.edu"


@pytest.fixture(autouse=True)
def _address(settings):
    settings.SITE_URL = SITE


@pytest.fixture
def ada():
    return PersonFactory(given_name="Ada", family_name="King")


def feed(client, url):
    """The root of the feed, which has what 4.1.1 and 4.1.2 ask for."""
    response = client.get(url)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    root = ET.fromstring(response.content)  # noqa: S314
    assert root.tag == f"{ATOM}feed"
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert links["self"] == SITE + url
    assert links["alternate"].startswith(SITE)
    assert root.findtext(f"{ATOM}author/{ATOM}name")
    entries = root.findall(f"{ATOM}entry")
    for part in (root, *entries):
        for name in ("id", "title", "updated"):
            assert len(part.findall(ATOM + name)) == 1
            assert part.findtext(ATOM + name)
        assert datetime.fromisoformat(part.findtext(f"{ATOM}updated")).tzinfo
    for entry in entries:
        assert entry.find(f"{ATOM}link").get("rel") == "alternate"
        assert entry.find(f"{ATOM}content").get("type") == "html"
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(ids)) == len(ids)
    return root


def titles(root):
    return [title.text for title in root.findall(f"{ATOM}entry/{ATOM}title")]


@pytest.mark.parametrize("url", FEEDS)
def test_an_empty_feed_is_a_feed_and_always_the_same(client, ada, url):
    assert titles(feed(client, url)) == []
    assert client.get(url).content == client.get(url).content


def test_the_news_feed_has_the_dated_news_newest_first(client, ada):
    item = NewsFactory(date="2024-05", text="A *paper* & more.", author=ada)
    NewsFactory(date="2024-08-02", text="Joining Purdue.")
    NewsFactory(date="", text="Without a date.")
    NewsFactory(date="--05-14", text="Without a year.")
    NewsFactory(date="2024-06", text="Secret.", is_draft=True)
    NewsFactory(date="2024-06", text="Later.", publish_at="2999-01-01T00:00Z")
    root = feed(client, "/news.atom")
    assert root.findtext(f"{ATOM}title") == "Ada King: news"
    assert titles(root) == ["Joining Purdue.", "A paper & more."]
    entry = root.findall(f"{ATOM}entry")[1]
    assert entry.find(f"{ATOM}link").get("href") == f"{SITE}/news/{item.pk}/"
    assert entry.findtext(f"{ATOM}id") == f"tag:group.example.edu,2026:newsitem/{item.pk}"
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "Ada King"
    content = entry.findtext(f"{ATOM}content")
    assert content == "<p>A <em>paper</em> &amp; more.</p>\n"


def test_the_publications_feed_says_what_a_work_is(client, ada):
    work = PublicationFactory(
        title="New & Old of $x$", abstract="We find $x^2$.", year=2024,
        authors=[ada, "Cathy Xia"], venue=VenueFactory(abbreviation="ICML"),
    )  # fmt: skip
    PublicationLink.objects.create(publication=work, label="code", url="https://example.org/c")
    PublicationFactory(title="Some Day", year=None)
    PublicationFactory(title="Secret", is_draft=True)
    root = feed(client, "/publications.atom")
    assert titles(root) == ["New & Old of $x$"]
    entry = root.find(f"{ATOM}entry")
    assert [name.text for name in entry.iter(f"{ATOM}name")] == ["Ada King", "Cathy Xia"]
    assert entry.findtext(f"{ATOM}published") == "2024-01-01T00:00:00+00:00"
    content = entry.findtext(f"{ATOM}content")
    assert "<p>Ada King, Cathy Xia</p>" in content
    assert "ICML, 2024" in content
    assert "<msup>" in content
    assert '<a href="https://example.org/c">Code</a>' in content


def test_a_feed_of_a_narrowed_list_says_to_what_it_is_narrowed(client, ada):
    PublicationFactory(title="Engines of 2024", year=2024, authors=[ada])
    PublicationFactory(title="Looms", year=2024)
    url = "/publications.atom?q=engines&year=2024&person=ada-king"
    root = feed(client, url)
    assert titles(root) == ["Engines of 2024"]
    assert root.findtext(f"{ATOM}title").endswith(": publications (“engines”, 2024, Ada King)")
    assert root.findtext(f"{ATOM}id") == SITE + url
    assert root.find(f"{ATOM}link").get("href") == SITE + url.replace(".atom", "/")
    whole = ET.fromstring(client.get("/publications.atom?group=venue&year=soon").content)  # noqa: S314
    assert whole.findtext(f"{ATOM}id") == f"{SITE}/publications.atom"
    assert len(titles(whole)) == 2


def test_an_entry_keeps_its_id_whatever_becomes_of_its_address(client):
    PublicationFactory(title="Old", year=2023)
    before = feed(client, "/publications.atom").findtext(f"{ATOM}entry/{ATOM}id")
    work = Publication.objects.get()
    work.slug = "new"
    work.save()
    work.appearances.update(date="2024")
    work.settle()
    after = feed(client, "/publications.atom").findtext(f"{ATOM}entry/{ATOM}id")
    assert before == after == f"tag:group.example.edu,2026:publication/{work.pk}"


@pytest.mark.parametrize(("make", "url"), [(NewsFactory, FEEDS[0]), (PublicationFactory, FEEDS[1])])
def test_an_entry_was_updated_when_its_row_was(client, make, url):
    make()
    updated = f"{ATOM}entry/{ATOM}updated"
    known = feed(client, url).findtext(updated)
    assert known in ("2024-01-01T00:00:00+00:00", "2024-05-01T00:00:00+00:00")
    Touched.objects.all().delete()
    at = datetime(2025, 3, 4, 5, 6, tzinfo=UTC)
    for row in (*NewsItem.objects.all(), *Publication.objects.all()):
        kind = ContentType.objects.get_for_model(row)
        Touched.objects.create(content_type=kind, object_id=row.pk, at=at)
    root = feed(client, url)
    assert root.findtext(updated) == "2025-03-04T05:06:00+00:00"
    assert root.findtext(f"{ATOM}updated") == "2025-03-04T05:06:00+00:00"


def test_a_person_has_feeds_of_their_own(client, ada):
    PublicationFactory(title="Hers", authors=[ada])
    PublicationFactory(title="Secret", authors=[ada], is_draft=True)
    PublicationFactory(title="Another’s", authors=["Someone Else"])
    NewsFactory(text="Hers.", author=ada)
    NewsFactory(text="Mentions her.").people.add(ada)
    NewsFactory(text="Another’s.")
    root = feed(client, "/people/ada-king.atom")
    assert titles(root) == ["Hers"]
    assert root.findtext(f"{ATOM}title") == "Ada King: publications"
    assert root.findtext(f"{ATOM}id") == f"tag:group.example.edu,2026:person/{ada.pk}/publications"
    assert root.find(f"{ATOM}link").get("href") == f"{SITE}/people/ada-king/"
    news = feed(client, "/people/ada-king/news.atom")
    assert sorted(titles(news)) == ["Hers.", "Mentions her."]
    assert news.findtext(f"{ATOM}author/{ATOM}name") == "Ada King"


@pytest.mark.parametrize("tail", [".atom", "/news.atom"])
def test_a_feed_of_nobody_is_a_404_and_a_former_address_leads_on(client, ada, tail):
    PersonFactory(given_name="Not", family_name="Yet", is_draft=True)
    assert client.get(f"/people/nobody{tail}").status_code == 404
    assert client.get(f"/people/not-yet{tail}").status_code == 404
    ada = type(ada).objects.get(pk=ada.pk)
    ada.slug = "ada-lovelace"
    ada.save()
    response = client.get(f"/people/ada-king{tail}")
    assert (response.status_code, response["Location"]) == (301, f"/people/ada-lovelace{tail}")


def test_a_draft_person_is_not_named_by_the_feed_of_news(client):
    NewsFactory(text="Hello.", author=PersonFactory(family_name="Hidden", is_draft=True))
    assert "Hidden" not in client.get("/news.atom").content.decode()


def test_the_feed_has_the_fifty_latest(client):
    for day in range(1, 29):
        NewsFactory(date=f"2024-05-{day:02}", text=f"Day {day}.")
        NewsFactory(date=f"2023-05-{day:02}", text=f"Old {day}.")
    found = titles(feed(client, "/news.atom"))
    assert len(found) == 50
    assert found[0] == "Day 28."
    assert "Old 6." not in found


def test_what_xml_cannot_hold_breaks_no_feed(client, ada):
    PublicationFactory(title="A\x0bB </title> ]]>", authors=["C\x01D", ada], abstract="E\x02F <b>")
    NewsFactory(text="G\x03H <script>", author=ada)
    (title,) = titles(feed(client, "/publications.atom"))
    assert title == "AB </title> ]]>"
    assert titles(feed(client, "/news.atom")) == ["GH <script>"]
    assert len(titles(feed(client, "/people/ada-king.atom"))) == 1


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("url", "queries"), [*zip(FEEDS, (7, 9, 8, 6), strict=True)])
def test_feeds_take_the_same_queries_however_long(
    client, django_assert_num_queries, ada, rows, url, queries
):
    for _ in range(rows):
        work = PublicationFactory(authors=[ada, PersonFactory()], venue=VenueFactory())
        NewsFactory(author=ada).publications.add(work)
    client.get(url)  # Django remembers the kinds of rows
    with django_assert_num_queries(queries):
        client.get(url)
