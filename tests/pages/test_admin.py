"""Free pages in the admin."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from pages.models import Page
from tests.factories import PageFactory
from tests.forms import errors, posted

pytestmark = pytest.mark.django_db


def test_a_page(admin_client: Client) -> None:
    address = reverse("admin:pages_page_add")
    data = posted(admin_client.get(address)) | {"title": "About us", "menu_position": 1}
    assert admin_client.post(address, data).status_code == 302
    assert Page.objects.get().slug == "about-us"


@pytest.mark.parametrize("slug", ["admin", "people", "static"])
def test_an_address_of_the_sites_own(admin_client: Client, slug: str) -> None:
    address = reverse("admin:pages_page_change", args=[PageFactory().pk])
    data = posted(admin_client.get(address)) | {"slug": slug}
    assert errors(admin_client.post(address, data)) == [
        f"/{slug}/ is an address of the site's own."
    ]


def test_a_changed_address_redirects(admin_client: Client, client: Client) -> None:
    page = PageFactory()
    old = page.get_absolute_url()
    address = reverse("admin:pages_page_change", args=[page.pk])
    admin_client.post(address, posted(admin_client.get(address)) | {"slug": "where"})
    assert client.get(old).status_code == 301
