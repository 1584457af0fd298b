"""“Did you mean”, where nothing was found."""

from __future__ import annotations

import pytest
from django.test import Client

from people.models import NameVariant
from search.suggest import suggestions
from tests.factories import PersonFactory, PublicationFactory
from tests.search.test_page import results

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _people() -> None:
    belkin = PersonFactory(given_name="Mikhail", family_name="Belkin", has_profile=False)
    NameVariant.objects.create(person=belkin, name="Misha Belkin")
    PublicationFactory(title="Kernel machines", authors=[belkin])
    PersonFactory(given_name="Jürgen", family_name="O’Neill", native_name="刘子寅")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("belkn", "Belkin"),
        ("kernel belkn", "kernel Belkin"),
        ("“Belkkin”, machines", "“Belkin”, machines"),
        ("mikhial belkin", "Mikhail Belkin"),
        ("belkin mikhial", "Mikhail Belkin"),
        ("jurgan", "Jürgen"),
        ("onel jurgen", "O’Neill jurgen"),
        (r"Belk\'{\i}nn", "Belkin"),
    ],
)
def test_a_misspelt_name_is_put_right(client: Client, query: str, expected: str) -> None:
    page = results(client, query)
    assert "Nothing here matches" in page
    assert f">{expected}</a>" in page
    assert "Nothing here matches" not in results(client, expected)


@pytest.mark.parametrize("query", ["zzzzzz", "kernel zzzzzz", "be", "?", "machines jürgen"])
def test_where_no_name_is_like_it_nothing_is_suggested(query: str) -> None:
    assert suggestions(query) == []


def test_a_suggestion_is_a_query_of_its_own(client: Client) -> None:
    assert '<a href="?q=kernel+Belkin">kernel Belkin</a>?' in results(client, "kernel belkn")


def test_suggesting_takes_the_same_queries_however_many_people(client: Client) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def queries() -> int:
        results(client, "belkn")
        with CaptureQueriesContext(connection) as seen:
            results(client, "belkn")
        return len(seen)

    once = queries()
    for _ in range(3):
        PublicationFactory(authors=[PersonFactory(family_name="Belkin", has_profile=False)])
    assert queries() == once
