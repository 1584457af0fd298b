"""The teaching page."""

import pytest

from tests.factories import CourseFactory, OfferingFactory, PersonFactory, TeachingRoleFactory

pytestmark = pytest.mark.django_db


def text(response):
    return response.content.decode()


def test_a_course_has_its_terms_and_who_taught_it(client):
    course = CourseFactory(code="CSE 5523", title="Machine Learning", institution="OSU")
    person = PersonFactory(given_name="Chaoyue", family_name="Liu")
    for year in (2017, 2018, 2019):
        offering = OfferingFactory(course=course, season="spring", year=year)
        TeachingRoleFactory(offering=offering, person=person, role="Teaching assistant")
    page = text(client.get("/teaching/"))
    assert "CSE 5523: Machine Learning" in page
    assert "<span>OSU</span>" in page
    assert "Spring 2019, Spring 2018, Spring 2017" in page
    assert '<a href="/people/chaoyue-liu/">Chaoyue Liu</a> (teaching assistant)' in page


def test_terms_taught_by_others_stand_apart(client):
    course = CourseFactory()
    for year, name in ((2023, "Wang"), (2024, "Liu")):
        person = PersonFactory(given_name="A", family_name=name)
        TeachingRoleFactory(offering=OfferingFactory(course=course, year=year), person=person)
    page = text(client.get("/teaching/"))
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


@pytest.mark.parametrize("rows", [3, 30])
def test_the_page_takes_the_same_queries_however_long(client, django_assert_num_queries, rows):
    for _ in range(rows):
        TeachingRoleFactory()
    with django_assert_num_queries(7):
        client.get("/teaching/")
