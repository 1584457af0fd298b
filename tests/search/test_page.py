"""The page of results: everything that the site has on some words, from one box."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from people.models import Membership, NameVariant
from search.models import Kind
from search.watch import MODELS
from tests.factories import (
    CourseFactory,
    MembershipFactory,
    NewsFactory,
    OpeningFactory,
    PageFactory,
    PersonFactory,
    PublicationFactory,
    ServiceRoleFactory,
    TalkFactory,
    TeachingRoleFactory,
    VenueFactory,
)
from tests.pages_read import shown

pytestmark = pytest.mark.django_db


def results(client: Client, query: str, **more: str) -> str:
    response = client.get("/search/", {"q": query, **more})
    assert response.status_code == 200
    page = shown(response)
    return page[page.index("<main") : page.index("</main>")]


def one_of_each(word: str = "engine", number: int = 1, **values: Any) -> None:
    """A row of each kind that has the word, and people besides."""
    for _ in range(number):
        own = PersonFactory(bio=f"Builds an {word}.", **values)
        MembershipFactory(person=own)
        other = PersonFactory(has_profile=False)
        PublicationFactory(
            title=f"The {word}", authors=[own, other, "X"], venue=VenueFactory(), **values
        )
        NewsFactory(text=f"An {word} runs.", author=own, **values)
        TalkFactory(title=f"My {word}", speaker=own, **values)
        TeachingRoleFactory(offering__course=CourseFactory(title=word, **values), person=own)
        ServiceRoleFactory(role=f"Judge of {word}s", person=own, **values)
        OpeningFactory(title=f"Look after an {word}", contact=own, **values)
        PageFactory(title=f"Our {word}", **values)


def test_results_stand_by_kind_with_their_numbers(client: Client) -> None:
    one_of_each()
    page = results(client, "engine")
    labels = ("People", "Publications", "News", "Talks", "Teaching", "Services", "Join us", "Pages")
    places = [page.index(f'{label} <span class="count">1</span> ') for label in labels]
    assert places == sorted(places)
    for piece in (
        "Builds an <mark>engine</mark>.",
        '<a href="/publications/the-engine/">The <mark>engine</mark></a>',
        "An <mark>engine</mark> runs.",
        "My <mark>engine</mark>",
        "Judge of <mark>engines</mark>",
        "Look after an <mark>engine</mark>",
        '<a href="/our-engine/">Our <mark>engine</mark></a>',
    ):
        assert piece in page


def test_each_result_leads_to_where_its_row_stands(client: Client) -> None:
    one_of_each()
    page = results(client, "engine")
    for kind, model in MODELS.items():
        row = model._default_manager.get(**{} if kind != Kind.PERSON else {"has_profile": True})
        url = {
            Kind.SERVICE: "/services/",
            Kind.OPENING: f"/openings/{row.pk}/",
        }.get(Kind(kind)) or row.get_absolute_url()
        assert f'<a href="{url}">' in page
        address, _, anchor = url.partition("#")
        target = client.get(address)
        assert target.status_code == 200
        assert not anchor or f'id="{anchor}"' in shown(target)


def test_beyond_the_first_of_a_kind_a_link_leads_to_all(client: Client) -> None:
    for number in range(6):
        PublicationFactory(title=f"Engine {number}")
        NewsFactory(text=f"Engine {number} runs.")
    page = results(client, "engine")
    assert page.count("<mark>Engine</mark>") == 10
    assert '<a class="more" href="/publications/?q=engine">All 6 publications</a>' in page
    assert '<a class="more" href="/search/?q=engine&amp;in=news">All 6 news</a>' in page
    page = results(client, "engine", **{"in": "news"})
    assert page.count("<mark>Engine</mark>") == 6
    assert "Publications" not in page
    assert '<a href="?q=engine">Results of every kind</a>' in page


def test_many_results_of_a_kind_come_page_by_page(client: Client) -> None:
    for number in range(51):
        NewsFactory(text=f"Engine {number} runs.")
    page = results(client, "engine", **{"in": "news"})
    assert page.count("<mark>Engine</mark>") == 50
    assert '<a href="?q=engine&amp;in=news&amp;page=2" rel="next">Next</a>' in page
    page = results(client, "engine", **{"in": "news", "page": "2"})
    assert page.count("<mark>Engine</mark>") == 1
    assert results(client, "engine", **{"in": "news", "page": "x"}).count("<li") == 50


def test_a_kind_that_there_is_not_is_no_error(client: Client) -> None:
    NewsFactory(text="An engine runs.")
    assert "<mark>engine</mark>" in results(client, "engine", **{"in": "weather"})


def test_without_a_query_the_page_says_what_can_be_found(client: Client) -> None:
    for page in (shown(client.get("/search/")), results(client, "  ")):
        assert "people, publications, news and everything else" in page
        assert "Nothing here matches" not in page


def test_where_nothing_is_found_the_page_says_so(client: Client) -> None:
    page = results(client, '<script> "')
    assert "Nothing here matches “&lt;script&gt; &quot;”." in page
    assert "Did you mean" not in page


@pytest.mark.parametrize("query", ["'", '"', "\0", "a" * 10_000, "AND (", "*", "%00", "\ud800"])
def test_no_query_is_an_error(client: Client, query: str) -> None:
    one_of_each()
    response = client.get("/search/", {"q": query.encode("utf-8", "replace")})
    assert response.status_code == 200


def test_search_engines_do_not_keep_results(client: Client) -> None:
    page = shown(client.get("/search/?q=engine"))
    assert '<meta name="robots" content="noindex">' in page
    assert page.count('name="q"') == 1


def test_every_page_has_the_box(client: Client) -> None:
    PageFactory(title="How to find us")
    for address in ("/", "/publications/", "/how-to-find-us/"):
        page = shown(client.get(address))
        assert '<form class="search" action="/search/" role="search">' in page
        assert '<label class="unseen" for="search-box">Search</label>' in page


def test_a_page_of_results_takes_the_same_queries_however_many_there_are(client: Client) -> None:
    def queries() -> int:
        client.get("/search/?q=engine")  # which indexes what is new
        with CaptureQueriesContext(connection) as seen:
            results(client, "engine")
        return len(seen)

    one_of_each()
    once = queries()
    one_of_each(number=3)
    assert queries() == once


def test_news_say_whose_they_are(client: Client) -> None:
    item = NewsFactory(text="A prize!", author=PersonFactory(given_name="Ada", family_name="King"))
    item.people.add(PersonFactory(given_name="Mary", family_name="King"))
    page = results(client, "king")
    assert "A prize!" in page
    assert "Ada <mark>King</mark>, Mary <mark>King</mark>" in page


def test_people_stand_before_co_authors_and_say_what_they_are(client: Client) -> None:
    other = PersonFactory(given_name="Ada", family_name="King", has_profile=False)
    own = PersonFactory(given_name="Ada", family_name="Augusta Byron", native_name="艾达")
    NameVariant.objects.create(person=own, name="A. Lovelace")
    MembershipFactory(person=own, role="lead")
    PublicationFactory(authors=[other])
    page = results(client, "ada")
    assert page.index("/people/ada-augusta-byron/") < page.index("/people/ada-king/")
    assert "Principal investigator" in page
    assert "Co-author" in page
    assert "also A. <mark>Lovelace</mark>" in results(client, "lovelace")
    assert "<mark>艾达</mark>" in results(client, "艾达")


def test_what_someone_works_on_is_found_with_their_role(client: Client) -> None:
    own = PersonFactory(given_name="Ada", family_name="Byron", interests="Analytical *engines*")
    Membership.objects.create(person=own, role="phd", topic="Looms")
    assert "Analytical <mark>engines</mark>" in results(client, "ada phd student loom engines")
