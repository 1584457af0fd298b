"""The news page, and the page of each item."""

import pytest

from news.models import NewsLink
from tests.factories import NewsFactory, PersonFactory, PublicationFactory
from tests.pages_read import shown

pytestmark = pytest.mark.django_db


def text(response):
    return shown(response)


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
    with django_assert_num_queries(11):
        client.get("/news/")


def test_many_news_stand_on_several_pages(client):
    for number in range(51):
        NewsFactory(text=f"News {number:02}.", position=number)
    assert 'href="?page=2"' in text(client.get("/news/"))
    second = text(client.get("/news/?page=2"))
    assert "News 50." in second
    assert "News 49." not in second


def test_the_news_of_one_year(client):
    for year in (2023, 2024):
        for number in range(51):
            NewsFactory(date=f"{year}-05", text=f"Of {year}, {number:02}.", position=number)
    NewsFactory(date="2022", text="Secret.", is_draft=True)
    page = text(client.get("/news/?year=2023"))
    assert "<h1>News of 2023</h1>" in page
    assert "Of 2023, 00." in page
    assert "Of 2024" not in page
    assert 'href="?year=2023&amp;page=2"' in page
    assert "Of 2023, 50." in text(client.get("/news/?year=2023&page=2"))
    assert 'href="?year=2024"' in page
    assert "?year=2022" not in page


@pytest.mark.parametrize("query", ["year=2022", "year=x", "year=", "page=x", "page=99", "year=%00"])
def test_a_year_without_news_and_other_nonsense_shows_all(client, query):
    NewsFactory(date="2023", text="Of 2023.")
    NewsFactory(date="--05-14", text="Of some May.")
    page = text(client.get(f"/news/?{query}"))
    assert "Of 2023." in page
    assert "Of some May." in page


def test_an_item_has_an_address_that_lasts(client):
    person = PersonFactory(given_name="Chaoyue", family_name="Liu")
    item = NewsFactory(date="2024-08-02", text="Joining **Purdue** & more.", author=person)
    item.publications.add(PublicationFactory(title="Catapults"))
    item.people.add(PersonFactory(given_name="Libin", family_name="Zhu"))
    NewsLink.objects.create(news=item, label="Preprint", url="https://example.org/p")
    address = f"/news/{item.pk}/"
    assert f'href="{address}"' in text(client.get("/news/"))
    page = text(client.get(address))
    assert "<title>Joining Purdue &amp; more. · " in page
    assert "Joining <strong>Purdue</strong> &amp; more." in page
    assert '<time datetime="2024-08-02">2 August 2024</time>' in page
    assert 'href="/news/?year=2024"' in page
    assert '<a href="/publications/catapults/">Catapults</a>' in page
    assert '<a href="/people/libin-zhu/">Libin Zhu</a>' in page
    assert '<a href="/people/chaoyue-liu/">Chaoyue Liu</a>' in page
    assert '<a href="https://example.org/p" rel="noopener">Preprint</a>' in page


def test_an_item_without_a_date_has_a_page_that_the_list_leads_to(client):
    item = NewsFactory(date="", text="Some day.")
    assert f'href="/news/{item.pk}/"' in text(client.get("/news/"))
    assert "Some day." in text(client.get(f"/news/{item.pk}/"))


def test_the_page_of_a_draft_or_of_no_item_is_not_found(client):
    secret = NewsFactory(is_draft=True)
    later = NewsFactory(publish_at="2999-01-01T00:00Z")
    for address in (f"/news/{secret.pk}/", f"/news/{later.pk}/", "/news/999/"):
        assert client.get(address).status_code == 404


def test_the_page_of_an_item_shows_no_draft_of_what_it_is_about(client):
    item = NewsFactory(author=PersonFactory(family_name="Secretauthor", is_draft=True))
    item.publications.add(PublicationFactory(title="Secret work", is_draft=True))
    item.people.add(PersonFactory(family_name="Secretperson", is_draft=True))
    assert "Secret" not in text(client.get(f"/news/{item.pk}/"))


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_of_an_item_takes_the_same_queries(client, django_assert_num_queries, rows):
    item = NewsFactory(author=PersonFactory())
    for _ in range(rows):
        item.publications.add(PublicationFactory())
        item.people.add(PersonFactory())
    with django_assert_num_queries(9):
        client.get(f"/news/{item.pk}/")
