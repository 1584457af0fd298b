"""The services page."""

import pytest

from core.models import SiteSettings
from tests.factories import PersonFactory, ServiceRoleFactory, VenueFactory

pytestmark = pytest.mark.django_db


def text(response):
    return response.content.decode()


@pytest.fixture
def liu():
    return PersonFactory(given_name="Chaoyue", family_name="Liu")


def test_roles_have_their_years_and_the_venues_of_a_year_stand_together(client, liu):
    for place, venue in enumerate(("ICLR", "ICML", "Swiss NSF grant")):
        ServiceRoleFactory(person=liu, body=venue, year=2022, position=place)
    ServiceRoleFactory(person=liu, body="NeurIPS", year=2018)
    ServiceRoleFactory(
        person=liu, role="Organizer", body="", venue=VenueFactory(abbreviation="MoDL"), year=2020
    )
    page = text(client.get("/services/"))
    order = ["<span>Organizer</span>", "MoDL", "<span>Reviewer</span>"]
    order += ["ICLR, ICML, Swiss NSF grant", "2022</time>", "NeurIPS", "2018</time>"]
    places = [page.index(word) for word in order]
    assert places == sorted(places)


def test_if_all_is_by_one_person_they_are_named_once(client, liu):
    SiteSettings(name="Group").save()
    ServiceRoleFactory(person=liu, year=2022)
    ServiceRoleFactory(person=liu, year=2023)
    page = text(client.get("/services/"))
    assert page.count(">Chaoyue Liu</a>") == 1
    assert "Service to the community by" in page


def test_if_several_serve_each_is_named(client, liu):
    ServiceRoleFactory(person=liu)
    ServiceRoleFactory(person=PersonFactory(given_name="Liu", family_name="Ziyin"))
    page = text(client.get("/services/"))
    assert '<a href="/people/chaoyue-liu/">Chaoyue Liu</a>' in page
    assert '<a href="/people/liu-ziyin/">Liu Ziyin</a>' in page


def test_drafts_do_not_show_nor_what_draft_people_do(client, liu):
    ServiceRoleFactory(person=liu, body="Secret board", is_draft=True)
    hire = PersonFactory(family_name="Secrethire", is_draft=True)
    ServiceRoleFactory(person=hire, body="Secret council")
    page = text(client.get("/services/"))
    assert "Secret" not in page
    assert "No service is listed yet." in page


def test_markup_is_text(client, liu):
    ServiceRoleFactory(person=liu, role="<script>", body="<script>alert(1)</script>")
    page = text(client.get("/services/"))
    assert "<script>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


@pytest.mark.parametrize("rows", [3, 30])
def test_the_page_takes_the_same_queries_however_long(client, django_assert_num_queries, rows):
    for number in range(rows):
        ServiceRoleFactory(venue=VenueFactory(), year=1990 + number)
    with django_assert_num_queries(5):
        client.get("/services/")
