"""A work by more than a thousand people, as physics has them."""

from __future__ import annotations

import pytest
from django.test import Client

from people.models import Person
from publications.models import Authorship, Publication
from tests.factories import PersonFactory, PublicationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def work() -> Publication:
    """By Ada Lovelace and 1,200 others."""
    ada = PersonFactory(given_name="Ada")
    work: Publication = PublicationFactory(title="On a Large Collider", authors=[ada])
    others = Person.objects.bulk_create(
        Person(given_name="P", family_name=f"Author{n}", slug=f"p-{n}", has_profile=False)
        for n in range(1200)
    )
    Authorship.objects.bulk_create(
        Authorship(publication=work, person=person, position=place)
        for place, person in enumerate(others, 2)
    )
    return work


@pytest.mark.usefixtures("work")
@pytest.mark.parametrize("address", ["/", "/publications/", "/people/ada-lovelace/"])
def test_stands_in_lists(client: Client, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 200
    assert "Author1199" in response.content.decode()


def test_has_its_page(client: Client, work: Publication) -> None:
    assert "Author1199" in client.get(work.get_absolute_url()).content.decode()


@pytest.mark.usefixtures("work")
def test_stands_in_the_admin(admin_client: Client) -> None:
    response = admin_client.get("/admin/publications/publication/")
    assert "On a Large Collider" in response.content.decode()
