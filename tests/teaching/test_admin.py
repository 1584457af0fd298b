"""Courses and their terms in the admin."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from teaching.models import Course, Offering
from tests.factories import CourseFactory, OfferingFactory, PersonFactory, TeachingRoleFactory
from tests.forms import add_rows, errors, posted

pytestmark = pytest.mark.django_db


def test_a_course_with_two_terms(admin_client: Client) -> None:
    address = reverse("admin:teaching_course_add")
    data = posted(admin_client.get(address)) | {"title": "Computation"}
    add_rows(data, "offerings", {"season": "fall", "year": 2023}, {"printed": "24 Fall"})
    assert admin_client.post(address, data).status_code == 302
    assert [str(term) for term in Course.objects.get().offerings.all()] == ["Fall 2023", "24 Fall"]


def test_a_term_leads_to_who_taught(admin_client: Client) -> None:
    role = TeachingRoleFactory(person__given_name="Ada")
    term = reverse("admin:teaching_offering_change", args=[role.offering.pk])
    course = reverse("admin:teaching_course_change", args=[role.offering.course.pk])
    page = admin_client.get(course).content.decode()
    assert term in page
    assert "Ada Lovelace, Instructor" in page


def test_people_of_a_term(admin_client: Client) -> None:
    offering, person = OfferingFactory(), PersonFactory()
    address = reverse("admin:teaching_offering_change", args=[offering.pk])
    row = {"person": person.pk, "role": "Instructor"}
    data = posted(admin_client.get(address))
    data |= {f"roles-0-{name}": value for name, value in row.items()}
    assert admin_client.post(address, data).status_code == 302
    data = posted(admin_client.get(address))
    add_rows(data, "roles", row)
    assert errors(admin_client.post(address, data))
    assert offering.roles.count() == 1


def test_a_year_that_is_none(admin_client: Client) -> None:
    address = reverse("admin:teaching_course_change", args=[CourseFactory().pk])
    for year in ("99999", "-1", "last"):
        data = posted(admin_client.get(address))
        add_rows(data, "offerings", {"season": "fall", "year": year})
        assert errors(admin_client.post(address, data))
    assert not Offering.objects.exists()
