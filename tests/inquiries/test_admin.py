"""Letters in the admin."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from inquiries.models import Inquiry
from tests.factories import OpeningFactory

pytestmark = pytest.mark.django_db


def test_an_inquiry_can_be_read_and_sorted_not_rewritten(admin_client: Client) -> None:
    inquiry = Inquiry.objects.create(name="Eve", email="e@example.org", message="<b>Hello</b>")
    address = reverse("admin:inquiries_inquiry_change", args=[inquiry.pk])
    assert b"&lt;b&gt;Hello" in admin_client.get(address).content
    change = {"state": "talk", "message": "changed", "name": "Mallory"}
    assert admin_client.post(address, change).status_code == 302
    inquiry.refresh_from_db()
    assert inquiry.state == "talk"
    assert (inquiry.name, inquiry.message) == ("Eve", "<b>Hello</b>")


def test_an_inquiry_outlives_its_opening(admin_client: Client) -> None:
    opening = OpeningFactory()
    Inquiry.objects.create(opening=opening, name="Eve", email="e@example.org", message="Hello")
    address = reverse("admin:openings_opening_delete", args=[opening.pk])
    assert admin_client.post(address, {"post": "yes"}).status_code == 302
    assert Inquiry.objects.get().opening is None
