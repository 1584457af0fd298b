"""The news page."""

import pytest

from news.models import NewsLink
from tests.factories import NewsFactory, PersonFactory, PublicationFactory

pytestmark = pytest.mark.django_db


def text(response):
    return response.content.decode()


def test_news_stands_by_year_newest_first(client):
    NewsFactory(date="2023-09", text="One paper was accepted.")
    NewsFactory(date="2024-08", text="Joining Purdue.")
    page = text(client.get("/news/"))
    order = ["<span>2024</span>", "Joining Purdue.", "<span>2023</span>", "One paper was accepted."]
    places = [page.index(word) for word in order]
    assert places == sorted(places)
    assert '<time datetime="2024-08">August 2024</time>' in page


def test_an_item_links_its_works_author_and_links(client):
    item = NewsFactory(author=PersonFactory(given_name="Chaoyue", family_name="Liu"))
    item.publications.add(PublicationFactory(title="Catapults"))
    NewsLink.objects.create(news=item, label="Preprint", url="https://example.org/p")
    NewsLink.objects.create(news=item, label="Video")
    page = text(client.get("/news/"))
    assert '<a href="/publications/catapults/">Catapults</a>' in page
    assert '<a href="/people/chaoyue-liu/">Chaoyue Liu</a>' in page
    assert '<a href="https://example.org/p" rel="noopener">Preprint</a>' in page
    assert "Video" not in page


def test_drafts_do_not_show_nor_what_is_a_draft_of_its_works_and_people(client):
    NewsFactory(text="Secret news.", is_draft=True)
    item = NewsFactory(
        text="To be seen.", author=PersonFactory(family_name="Secretauthor", is_draft=True)
    )
    item.publications.add(PublicationFactory(title="Secret work", is_draft=True))
    item.people.add(PersonFactory(family_name="Secretperson", is_draft=True))
    page = text(client.get("/news/"))
    assert "To be seen." in page
    assert "Secret" not in page


def test_an_item_for_later_waits(client):
    NewsFactory(text="Tomorrow.", publish_at="2999-01-01T00:00Z")
    assert "Tomorrow." not in text(client.get("/news/"))


def test_without_news_the_page_says_so(client):
    assert "No news yet." in text(client.get("/news/"))


def test_markup_is_text_and_mathematics_is_set(client):
    NewsFactory(text="<script>alert(1)</script> about $x^2$")
    page = text(client.get("/news/"))
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    assert "<math" in page


@pytest.mark.parametrize("rows", [3, 30])
def test_the_page_takes_the_same_queries_however_long(client, django_assert_num_queries, rows):
    for _ in range(rows):
        item = NewsFactory(author=PersonFactory())
        item.publications.add(PublicationFactory())
        item.people.add(PersonFactory())
    with django_assert_num_queries(10):
        client.get("/news/")
