"""The board, narrowed by what its address says."""

from __future__ import annotations

import pytest

from publications.models import Topic
from tests.factories import OpeningFactory, PersonFactory
from tests.pages_read import shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def board():
    """Three openings: (PhD, Ada, looms, fall), (postdoc, Ada, fall), (PhD, Bo, spring)."""
    ada = PersonFactory(given_name="Ada", family_name="King")
    bo = PersonFactory(given_name="Bo", family_name="Berg")
    looms = Topic.objects.create(name="Looms")
    first = OpeningFactory(title="One", contact=ada, start="Fall 2999")
    first.topics.add(looms)
    OpeningFactory(title="Two", contact=ada, audience="postdoc", start="Fall 2999")
    OpeningFactory(title="Three", contact=bo, start="Spring 2999")
    return looms


def titles(client, query):
    page = shown(client.get(f"/openings/{query}"))
    return {title for title in ("One", "Two", "Three") if f">{title}</a>" in page}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"One", "Two", "Three"}),
        ("?for=phd", {"One", "Three"}),
        ("?for=phd&for=postdoc", {"One", "Two", "Three"}),
        ("?for=phd&who=ada-king", {"One"}),
        ("?start=fall-2999", {"One", "Two"}),
        ("?start=spring-2999&who=ada-king", set()),
    ],
)
def test_values_of_one_kind_are_alternatives_and_kinds_narrow(client, board, query, found):
    assert titles(client, query) == found


def test_by_topic(client, board):
    assert titles(client, f"?topic={board.pk}-looms") == {"One"}


@pytest.mark.parametrize(
    "query", ["?for=nobody", "?who=x'y", "?topic=%00", "?nonsense=1", "?start=" + "x" * 500]
)
def test_what_no_opening_has_narrows_nothing(client, board, query):
    assert titles(client, query) == {"One", "Two", "Three"}


def test_each_choice_says_what_it_would_bring_and_is_taken_back_alone(client, board):
    page = shown(client.get("/openings/?for=phd&who=ada-king"))
    assert "1 of 3 openings" in page
    assert (
        '<a href="/openings/?who=ada-king"><span class="unseen">Without</span> PhD students' in page
    )
    assert '<a href="/openings/?for=phd"><span class="unseen">Without</span> Ada King' in page
    assert '<a href="/openings/">Clear all</a>' in page
    assert 'aria-current="true">PhD students</a><span>1</span>' in page
    assert ">Postdocs</a><span>1</span>" in page


def test_nothing_fits(client, board):
    page = shown(client.get("/openings/?start=spring-2999&who=ada-king"))
    assert 'No opening fits all of this. <a href="/openings/">Show all 3</a>' in page


def test_a_narrowed_board_is_for_no_search_engine(client, board):
    answer = client.get("/openings/?for=phd")
    assert answer["X-Robots-Tag"] == "noindex"
    assert 'href="http://localhost:8000/openings/"' in answer.content.decode() or (
        'openings/">' in shown(answer)
    )


def test_one_opening_needs_no_filters(client):
    OpeningFactory()
    assert 'class="filters"' not in shown(client.get("/openings/"))


@pytest.mark.parametrize("rows", [1, 3])
def test_narrowing_costs_no_query(client, django_assert_num_queries, rows):
    from tests.openings.test_pages import QUERIES

    for _ in range(rows):
        OpeningFactory(start="Fall 2999")
    with django_assert_num_queries(QUERIES - 2):
        client.get("/openings/?for=phd&start=fall-2999")
