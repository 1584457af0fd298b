"""The services page."""

import re

import pytest

from core.models import SiteSettings
from services.grouping import runs
from tests.factories import PersonFactory, ServiceRoleFactory, VenueFactory
from tests.pages_read import shown

pytestmark = pytest.mark.django_db


def text(response):
    return shown(response)


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


@pytest.mark.parametrize("by", ["", "?by=year"])
@pytest.mark.parametrize("rows", [1, 3, 30])
def test_the_page_takes_the_same_queries_however_long(client, django_assert_num_queries, rows, by):
    for number in range(rows):
        ServiceRoleFactory(venue=VenueFactory(), year=1990 + number)
    with django_assert_num_queries(5):
        client.get(f"/services/{by}")


@pytest.mark.parametrize(
    ("years", "printed"),
    [
        ([2024, 2019, 2020, 2021], ("2019–2021", "2024")),
        ([2023, 2024], ("2023–2024",)),
        ([2024, 2024, None], ("2024",)),
        ([None], ()),
        ([], ()),
    ],
)
def test_consecutive_years_are_joined(years, printed):
    assert runs(years) == printed


def words(client, address):
    """What is read in the content of the page, without tags."""
    page = text(client.get(address)).split("<main")[1].split("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


@pytest.fixture
def group(liu):
    """Two who reviewed for ten years each, one of whom chaired once."""
    ada = PersonFactory(given_name="Ada", family_name="Lovelace")
    for year in range(2015, 2025):
        ServiceRoleFactory(person=liu, body="NeurIPS", year=year)
        if year != 2020:
            ServiceRoleFactory(person=ada, body="ICML", year=year)
    ServiceRoleFactory(person=ada, body="AAAI", year=2024, note="top reviewer")
    ServiceRoleFactory(person=ada, role="Area chair", body="UAI", year=2024)


def test_the_years_of_several_people_are_joined_to_a_line_for_each(client, group):
    found = words(client, "/services/")
    assert "Area chair UAI 2024 Ada Lovelace" in found
    assert "Reviewer NeurIPS 2015–2024 Chaoyue Liu" in found
    assert "AAAI (top reviewer) 2024 ; ICML 2015–2019 , 2021–2024 Ada Lovelace" in found
    assert found.index("Chaoyue Liu") < found.rindex("Ada Lovelace"), "by family name"


def test_those_who_did_the_same_share_a_line(client):
    for name in ("Zuse", "Lovelace"):
        person = PersonFactory(given_name="Ada", family_name=name)
        ServiceRoleFactory(person=person, body="NeurIPS", year=2024)
    page = text(client.get("/services/"))
    assert page.count("NeurIPS") == 1
    assert page.index("Ada Lovelace") < page.index("Ada Zuse")


def test_by_year_it_says_who_did_what(client, group):
    found = words(client, "/services/?by=year")
    assert found.index("2024") < found.index("2023") < found.index("2015")
    this_year = found[found.index("2024") : found.index("2023")].split("2024")[1].strip()
    assert this_year == (
        "UAI Ada Lovelace Area chair AAAI (top reviewer) Ada Lovelace Reviewer"
        " ICML Ada Lovelace Reviewer NeurIPS Chaoyue Liu Reviewer"
    )


def test_by_year_of_one_person(client, liu):
    ServiceRoleFactory(person=liu, body="ICML", year=2024)
    ServiceRoleFactory(person=liu, body="AAAI", year=2024)
    ServiceRoleFactory(person=liu, role="Mentor", body="", year=None)
    found = words(client, "/services/?by=year")
    assert "2024 AAAI, ICML Reviewer Undated Mentor Mentor" in found
    assert found.count("Chaoyue Liu") == 1


def test_both_ways_are_a_link_away_and_nonsense_means_the_first(client, group):
    page = " ".join(text(client.get("/services/?by=nonsense")).split())
    assert '<a href="/services/" aria-current="true">By role</a>' in page
    assert '<a href="?by=year" >By year</a>' in page
    page = " ".join(text(client.get("/services/?by=year")).split())
    assert '<a href="?by=year" aria-current="true">By year</a>' in page


def test_by_year_shows_no_drafts(client, liu):
    ServiceRoleFactory(person=liu, body="Secret board", is_draft=True)
    hire = PersonFactory(family_name="Secrethire", is_draft=True)
    ServiceRoleFactory(person=hire, body="Secret council")
    page = text(client.get("/services/?by=year"))
    assert "Secret" not in page
    assert "No service is listed yet." in page
