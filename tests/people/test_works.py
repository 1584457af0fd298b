"""A person's works on their page: which are shown, their figures, whom they were written with."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from people.chart import HEIGHT, chart
from people.models import Person
from publications.models import Publication
from publications.tally import tally
from tests.factories import PersonFactory, PublicationFactory
from tests.people.queries import queries

pytestmark = pytest.mark.django_db
LIST = "/publications/?person=ada-lovelace"


@pytest.fixture
def ada() -> Person:
    return PersonFactory(given_name="Ada", family_name="Lovelace")


def page(client: Client, address: str = "/people/ada-lovelace/") -> str:
    """The text of the page's HTML in one line, without space between tags."""
    text = " ".join(client.get(address).content.decode().split())
    return re.sub(r" ?(</?\w+[^>]*>) ?", r"\1", text)


def works(number: int, person: Person, **values: Any) -> list[Publication]:
    return [PublicationFactory(authors=[person], **values) for _ in range(number)]


class TestTally:
    def test_by_year_and_kind(self, ada: Person) -> None:
        works(2, ada, year=2024)
        works(1, ada, year=2022, kind="journal", is_selected=True)
        works(1, ada, year=None, kind="thesis")
        found = tally(Publication.objects.of_person(ada))
        assert (found.total, found.selected) == (4, 1)
        assert list(found.years.items()) == [(2024, 2), (2022, 1)]
        assert found.kinds == [("journal", 1), ("conference", 2), ("thesis", 1)]

    def test_who_stands_twice_on_a_work_wrote_it_once(self, ada: Person) -> None:
        PublicationFactory(authors=[ada, ada])
        assert tally(Publication.objects.of_person(ada)).total == 1

    def test_of_nothing(self) -> None:
        found = tally(Publication.objects.all())
        assert (found.total, found.years, found.kinds) == (0, {}, [])


class TestFilters:
    def test_kinds_lead_to_the_list_of_them(self, client: Client, ada: Person) -> None:
        works(2, ada)
        works(1, ada, kind="journal")
        works(1, ada, kind="thesis", is_draft=True)
        text = page(client)
        assert f'<a href="{LIST}">All</a><span class="count">3</span>' in text
        assert f'<a href="{LIST}&amp;kind=journal">Journal</a><span class="count">1</span>' in text
        assert "kind=conference" in text
        assert "kind=thesis" not in text

    def test_one_kind_is_no_choice(self, client: Client, ada: Person) -> None:
        works(2, ada)
        text = page(client)
        assert f'<a href="{LIST}">All</a><span class="count">2</span>' in text
        assert "kind=" not in text


class TestShown:
    def test_up_to_eighty_all_stand_under_their_years(self, client: Client, ada: Person) -> None:
        works(79, ada)
        works(1, ada, year=2020, is_selected=True)
        text = page(client)
        assert text.count('class="entry row"') == 80
        assert in_order(text, 'id="year-2024"', 'id="year-2020"')
        assert 'id="selected"' not in text
        assert "All 80 works" not in text

    def test_of_more_the_selected_and_the_newest(self, client: Client, ada: Person) -> None:
        works(79, ada, year=2024)
        old, _ = works(2, ada, year=1999, is_selected=True)
        text = page(client)
        assert text.count('class="entry row"') == 25
        assert text.count(f'href="{old.get_absolute_url()}"') == 1
        assert in_order(text, 'id="selected"', old.title, 'id="year-2024"', "All 81 works")
        assert '<a href="#selected">Selected</a><span class="count">2</span>' in text
        assert f'<a class="more" href="{LIST}">All 81 works</a>' in text

    def test_of_more_without_selected_ones_the_newest(self, client: Client, ada: Person) -> None:
        works(70, ada, year=2024)
        works(11, ada, year=2025)
        text = page(client)
        assert text.count('class="entry row"') == 25
        assert in_order(text, 'id="year-2025"', 'id="year-2024"')
        assert "#selected" not in text


class TestPaper:
    """What is not in a summary of one sheet is marked, for the style sheet of print."""

    def cut(self, text: str) -> int:
        return text.count('<li class="off-paper">')

    def test_the_newest_six(self, client: Client, ada: Person) -> None:
        works(6, ada, year=2024)
        works(3, ada, year=2020)
        text = page(client)
        assert self.cut(text) == 3
        assert '<section class="group off-paper" aria-label="2020">' in text
        assert '<section class="group" aria-label="2024">' in text

    def test_rather_the_selected(self, client: Client, ada: Person) -> None:
        works(8, ada, year=2024)
        works(2, ada, year=2020, is_selected=True)
        text = page(client)
        assert self.cut(text) == 8
        assert '<section class="group off-paper" aria-label="2024">' in text

    def test_chart_and_filters_stay_off(self, client: Client, ada: Person) -> None:
        works(1, ada, year=2024)
        works(1, ada, year=2020)
        text = page(client)
        assert '<nav class="off-paper" aria-label="Works by kind">' in text
        assert '<figure class="chart off-paper">' in text


class TestChart:
    def test_a_bar_for_each_year_that_has_works(self, client: Client, ada: Person) -> None:
        works(2, ada, year=2022)
        works(1, ada, year=2024)
        text = page(client)
        assert text.count('<rect class="chart__place"') == 2
        assert "<title>2022: 2 works</title>" in text
        assert f'<a href="{LIST}&amp;year=2024" tabindex="-1"><title>2024: 1 work</title>' in text
        assert '<div class="chart__years" aria-hidden="true"><svg width="72" height="72"' in text
        assert "By year: most in 2022 (2)" in text
        assert f'<li><a href="{LIST}&amp;year=2022">2022</a><span class="count">2</span>' in text
        assert "style=" not in text

    def test_one_year_is_nothing_to_compare(self, client: Client, ada: Person) -> None:
        works(3, ada, year=2022)
        assert 'class="chart' not in page(client)
        assert chart({2022: 3}) is None
        assert chart({}) is None

    def test_heights_follow_the_numbers(self) -> None:
        found = chart({2020: 200, 2022: 100, 2023: 1})
        assert [(bar.year, bar.height) for bar in found.bars] == [
            (2020, HEIGHT), (2021, 0), (2022, HEIGHT / 2), (2023, 2),
        ]  # fmt: skip
        assert [bar.y + bar.height for bar in found.bars] == [HEIGHT] * 4
        assert (found.width, found.total, found.best.year) == (96, 301, 2020)

    def test_thirty_years(self) -> None:
        found = chart(dict.fromkeys(range(1997, 2027), 3))
        assert len(found.bars) == 30
        assert found.bars[-1].x + found.thickness < found.width == 720

    def test_a_slip_of_the_pen_makes_no_thousand_bars(self) -> None:
        found = chart({1024: 9, 2020: 1, 2024: 2})
        assert (len(found.bars), found.best.year, found.bars[-1].year) == (60, 2024, 2024)


class TestCoauthors:
    def test_the_most_frequent_come_first_each_with_their_page(
        self, client: Client, ada: Person
    ) -> None:
        bo = PersonFactory(given_name="Bo", family_name="Dee")
        cy = PersonFactory(given_name="Cy", family_name="Aa", has_profile=False)
        PersonFactory(given_name="No", family_name="Coauthor")
        for authors in ([ada, bo, cy, "Printed Name"], [bo, ada], [bo]):
            PublicationFactory(authors=authors)
        text = page(client)
        listed = text[text.index('class="coauthors"') :]
        assert in_order(
            listed, '<a href="/people/bo-dee/">Bo Dee</a><span class="count">2',
            '<a href="/people/cy-aa/">Cy Aa</a><span class="count">1',
        )  # fmt: skip
        assert "No Coauthor" not in text
        assert ">Ada Lovelace</a>" not in listed

    def test_drafts_make_nobody_a_coauthor(self, client: Client, ada: Person) -> None:
        bo = PersonFactory(given_name="Bo", family_name="Dee")
        secret = PersonFactory(given_name="Secret", family_name="Hire", is_draft=True)
        PublicationFactory(authors=[ada, bo], is_draft=True)
        PublicationFactory(authors=[ada, secret])
        text = page(client)
        assert 'class="coauthors"' not in text
        assert "/people/secret-hire/" not in text

    def test_twelve_are_enough(self, client: Client, ada: Person) -> None:
        PublicationFactory(authors=[ada, *(PersonFactory() for _ in range(14))])
        text = page(client)
        assert text[text.index('class="coauthors"') :].count("joint work") == 12


class TestQuietPage:
    def test_of_a_coauthor_says_with_whom(self, client: Client, ada: Person) -> None:
        other = PersonFactory(given_name="Like", family_name="Hui", has_profile=False)
        third = PersonFactory(given_name="Not", family_name="Member", has_profile=False)
        bo = PersonFactory(given_name="Bo", family_name="Dee")
        PublicationFactory(title="On Rain", authors=[ada, other, third])
        PublicationFactory(authors=[ada, other, bo])
        text = page(client, "/people/like-hui/")
        assert '<meta name="robots" content="noindex">' in text
        assert "<strong>Like Hui</strong>" in text
        assert "On Rain" in text
        assert (
            '2 joint works with<a href="/people/ada-lovelace/">Ada Lovelace</a>&nbsp;(2),'
            '<a href="/people/bo-dee/">Bo Dee</a>&nbsp;(1).'
        ) in text
        for absent in ("/people/not-member/", "chart", "Co-authors"):
            assert absent not in text

    def test_with_one_member_needs_no_numbers(self, client: Client, ada: Person) -> None:
        other = PersonFactory(given_name="Like", family_name="Hui", has_profile=False)
        PublicationFactory(authors=[ada, other])
        text = page(client, "/people/like-hui/")
        assert '1 joint work with<a href="/people/ada-lovelace/">Ada Lovelace</a>.' in text

    def test_without_works(self, client: Client) -> None:
        PersonFactory(given_name="Like", family_name="Hui", has_profile=False)
        assert "No joint work is listed yet." in page(client, "/people/like-hui/")


@pytest.mark.parametrize("has_profile", [True, False])
def test_the_same_queries_however_many_works(
    client: Client, ada: Person, has_profile: bool
) -> None:
    Person.objects.update(has_profile=has_profile)
    asked = []
    for rows in (1, 2, 82):
        for number in range(rows):
            authors = [ada, PersonFactory()]
            PublicationFactory(authors=authors, year=2000 + number, is_selected=number % 9 == 0)
        queries(client, "/people/ada-lovelace/")
        asked.append(queries(client, "/people/ada-lovelace/"))
    assert asked == [asked[0]] * 3


def in_order(text: str, *words: str) -> bool:
    places = [text.index(word) for word in words]
    return places == sorted(places)
