"""The teaching page, by course and by term, and the page of each course."""

import re
from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from teaching.models import Offering, Standing
from tests.factories import CourseFactory, OfferingFactory, PersonFactory, TeachingRoleFactory
from tests.pages_read import shown

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    """It is the middle of the fall term of 2024."""
    monkeypatch.setattr(timezone, "now", lambda: datetime(2024, 10, 14, 12, 0, tzinfo=UTC))


def teach(course, season, year, **person):
    offering = OfferingFactory(course=course, season=season, year=year)
    return TeachingRoleFactory(offering=offering, person=PersonFactory(**person))


def terms(client):
    return [(term, standing.label) for term, standing, _ in
            client.get("/teaching/?by=term").context["terms"]]  # fmt: skip


def text(response):
    return shown(response)


def test_a_course_has_its_terms_and_who_taught_it(client):
    course = CourseFactory(code="CSE 5523", title="Machine Learning", institution="OSU")
    person = PersonFactory(given_name="Chaoyue", family_name="Liu")
    for year in (2017, 2018, 2019):
        offering = OfferingFactory(course=course, season="spring", year=year)
        TeachingRoleFactory(offering=offering, person=person, role="Teaching assistant")
    page = text(client.get("/teaching/"))
    assert "CSE 5523: Machine Learning" in page
    assert "<span>OSU</span>" in page
    assert "Spring 2019, Spring 2018, Spring 2017" in " ".join(re.sub("<[^>]+>", " ", page).split())
    assert '<a href="/people/chaoyue-liu/">Chaoyue Liu</a> (teaching assistant)' in page


def test_terms_taught_by_others_stand_apart(client):
    course = CourseFactory()
    for year, name in ((2023, "Wang"), (2024, "Liu")):
        person = PersonFactory(given_name="A", family_name=name)
        TeachingRoleFactory(offering=OfferingFactory(course=course, year=year), person=person)
    page = text(client.get("/teaching/")).partition("<main")[2]
    order = ["A Liu", "Fall 2024", "A Wang", "Fall 2023"]
    places = [page.index(word) for word in order]
    assert places == sorted(places)


def test_the_institution_taught_at_last_comes_first(client):
    OfferingFactory(course=CourseFactory(institution="Ohio State"), year=2015)
    OfferingFactory(course=CourseFactory(institution="Purdue"), year=2024)
    page = text(client.get("/teaching/"))
    assert page.index("Purdue") < page.index("Ohio State")


def test_drafts_do_not_show(client):
    CourseFactory(title="Secret course", is_draft=True)
    role = TeachingRoleFactory(person=PersonFactory(family_name="Secrethire", is_draft=True))
    page = text(client.get("/teaching/"))
    assert role.offering.course.title in page
    assert "Secret" not in page


def test_a_course_without_terms_is_listed(client):
    CourseFactory(code="", title="Summer School")
    assert "Summer School" in text(client.get("/teaching/"))


def test_without_courses_the_page_says_so(client):
    assert "No courses are listed yet." in text(client.get("/teaching/"))


def test_markup_in_a_title_is_text(client):
    CourseFactory(title="<script>alert(1)</script>")
    page = text(client.get("/teaching/"))
    assert "<script>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


@pytest.mark.parametrize("rows", [1, 3, 30])
@pytest.mark.parametrize(("address", "queries"), [("/teaching/", 7), ("/teaching/?by=term", 6)])
def test_the_page_takes_the_same_queries_however_long(
    client, django_assert_num_queries, rows, address, queries
):
    for _ in range(rows):
        TeachingRoleFactory()
    with django_assert_num_queries(queries):
        client.get(address)


def test_by_term_the_present_comes_first_then_what_is_to_come_then_what_was(client):
    course = CourseFactory()
    for season, year in [("fall", 2023), ("spring", 2026), ("fall", 2024), ("spring", 2025),
                         ("spring", 2024), ("", 2022)]:  # fmt: skip
        OfferingFactory(course=course, season=season, year=year)
    OfferingFactory(course=course, season="", year=None, printed="once")
    OfferingFactory(course=course, season="", year=None, printed="")
    assert terms(client) == [
        ("Fall 2024", "now"),
        ("Spring 2025", "to come"),
        ("Spring 2026", "to come"),
        ("Spring 2024", ""),
        ("Fall 2023", ""),
        ("2022", ""),
        ("once", ""),
        ("Undated", ""),
    ]
    assert '<span class="meta">now</span>' in text(client.get("/teaching/?by=term"))


@pytest.mark.parametrize(
    ("season", "day", "standing"),
    [
        ("winter", date(2024, 3, 31), Standing.NOW),
        ("winter", date(2024, 4, 1), Standing.PAST),
        ("spring", date(2023, 12, 31), Standing.AHEAD),
        ("summer", date(2024, 7, 1), Standing.NOW),
        ("autumn", date(2024, 12, 31), Standing.NOW),
        ("fall", date(2025, 1, 1), Standing.PAST),
        ("", date(2024, 6, 1), Standing.NOW),
    ],
)
def test_a_term_is_placed_by_its_name(season, day, standing):
    assert Offering(season=season, year=2024).standing(day) == standing


def test_by_term_each_course_says_who_taught_it_and_where(client):
    one = CourseFactory(code="CSE 5523", title="Learning", institution="OSU")
    teach(one, "fall", 2024, given_name="Chaoyue", family_name="Liu")
    page = text(client.get("/teaching/?by=term"))
    assert f'<a href="/teaching/{one.pk}/">CSE 5523: Learning</a>' in page
    assert '<a href="/people/chaoyue-liu/">Chaoyue Liu</a> (instructor)' in page
    assert "OSU" not in page, "there is but one"
    OfferingFactory(course=CourseFactory(institution="Purdue"), url="https://example.org/c")
    page = text(client.get("/teaching/?by=term"))
    assert "OSU" in page
    assert "Purdue" in page
    assert '<a href="https://example.org/c" rel="noopener">Website</a>' in page


def test_by_term_shows_no_drafts(client):
    OfferingFactory(course=CourseFactory(title="Secret course", is_draft=True))
    TeachingRoleFactory(person=PersonFactory(family_name="Secrethire", is_draft=True))
    page = text(client.get("/teaching/?by=term"))
    assert "Computation" in page
    assert "Secret" not in page


def test_without_terms_the_page_by_term_says_so(client):
    assert "No terms are listed yet." in text(client.get("/teaching/?by=term"))


def test_both_ways_are_a_link_away_and_nonsense_means_the_first(client):
    CourseFactory()
    page = text(client.get("/teaching/?by=nonsense"))
    assert 'href="?by=term"' in page
    assert "<title>Teaching · " in page


def test_a_course_has_a_page_with_all_its_terms(client):
    course = CourseFactory(
        code="ECE 57000", title="AI", institution="Purdue", description="On *search*.",
        url="https://example.org/course",
    )  # fmt: skip
    teach(course, "fall", 2023, given_name="Xiaoqian", family_name="Wang")
    role = teach(course, "fall", 2024, given_name="Chaoyue", family_name="Liu")
    Offering.objects.filter(pk=role.offering.pk).update(url="https://example.org/fall")
    assert f'<a href="/teaching/{course.pk}/">ECE 57000: AI</a>' in text(client.get("/teaching/"))
    page = text(client.get(f"/teaching/{course.pk}/"))
    assert '<h1 class="work-title">ECE 57000: AI</h1>' in page
    order = ["Purdue", "https://example.org/course", "<em>search</em>", "Fall 2024",
             "Chaoyue Liu", "https://example.org/fall", "Fall 2023", "Xiaoqian Wang"]  # fmt: skip
    places = [page.index(word, page.index("<main")) for word in order]
    assert places == sorted(places)


def test_the_page_of_a_bare_course(client):
    course = CourseFactory(code="", title="Summer School")
    page = text(client.get(f"/teaching/{course.pk}/"))
    assert '<h1 class="work-title">Summer School</h1>' in page
    assert "Terms" not in page


def test_the_page_of_a_draft_or_of_no_course_is_not_found(client):
    secret = CourseFactory(is_draft=True)
    for address in (f"/teaching/{secret.pk}/", "/teaching/999/"):
        assert client.get(address).status_code == 404


def test_the_page_of_a_course_names_no_draft_person(client):
    role = TeachingRoleFactory(person=PersonFactory(family_name="Secrethire", is_draft=True))
    assert "Secret" not in text(client.get(f"/teaching/{role.offering.course.pk}/"))


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_of_a_course_takes_the_same_queries(client, django_assert_num_queries, rows):
    course = CourseFactory()
    for year in range(rows):
        teach(course, "fall", 2000 + year)
    with django_assert_num_queries(7):
        client.get(f"/teaching/{course.pk}/")
