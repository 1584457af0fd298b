"""Service roles in the admin."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from services.models import ServiceRole
from tests.factories import PersonFactory, ServiceRoleFactory, VenueFactory
from tests.forms import errors, posted

pytestmark = pytest.mark.django_db


def test_one_is_made_from_last_years(admin_client: Client) -> None:
    last = ServiceRoleFactory(year=2023)
    address = reverse("admin:services_servicerole_change", args=[last.pk])
    data = posted(admin_client.get(address)) | {"year": 2024, "_saveasnew": "1"}
    assert admin_client.post(address, data).status_code == 302
    assert [role.year for role in ServiceRole.objects.all()] == [2024, 2023]


def test_what_is_missing_is_said(admin_client: Client) -> None:
    address = reverse("admin:services_servicerole_add")
    data = posted(admin_client.get(address))
    assert errors(admin_client.post(address, data)) == ["This field is required."] * 2


def test_search_by_venue(admin_client: Client) -> None:
    role = ServiceRoleFactory(
        person=PersonFactory(), venue=VenueFactory(abbreviation="ICML"), body=""
    )
    ServiceRoleFactory(body="NeurIPS")
    answer = admin_client.get(reverse("admin:services_servicerole_changelist"), {"q": "icml"})
    assert list(answer.context["cl"].result_list) == [role]
