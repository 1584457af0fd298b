"""What a visitor must not see is not found, under any of its words."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from inquiries.models import Inquiry
from openings.models import Opening
from people.models import EmailAddress, Metric, NameVariant, Person, ProfileLink
from publications.models import Publication
from search.find import works_matching
from search.models import Document
from search.watch import MODELS
from tests.factories import (
    MembershipFactory,
    OpeningFactory,
    PersonFactory,
    PublicationFactory,
    ServiceRoleFactory,
)
from tests.search.test_page import one_of_each, results

pytestmark = pytest.mark.django_db
NOTHING = "Nothing here matches"


def test_drafts_are_not_found(client: Client) -> None:
    one_of_each("engine", is_draft=True)
    assert NOTHING in results(client, "engine")
    for model in MODELS.values():
        model._default_manager.update(is_draft=False)
    assert results(client, "engine").count("<section") == len(MODELS)


def test_a_scheduled_row_is_found_when_it_is_due(client: Client) -> None:
    later = timezone.now() + timedelta(days=1)
    one_of_each("engine", publish_at=later)
    assert NOTHING in results(client, "engine")
    assert Document.objects.count() > len(MODELS)  # indexed, and not shown
    works = Publication.objects.published(later + timedelta(seconds=1))
    assert works_matching(works, "engine").count() == 1
    for model in MODELS.values():
        model._default_manager.update(publish_at=timezone.now() - timedelta(seconds=1))
    assert results(client, "engine").count("<section") == len(MODELS)


def test_notes_of_editors_addresses_and_inquiries_are_not_indexed(client: Client) -> None:
    own = PersonFactory(given_name="Ada", family_name="Byron", private_note="Secretive")
    EmailAddress.objects.create(person=own, address="secretive@example.edu")
    EmailAddress.objects.create(person=own, address="public@secretive.example", is_public=True)
    ProfileLink.objects.create(person=own, label="secretive", url="https://secretive.example/")
    Metric.objects.create(person=own, name="secretive", value="1", is_public=False)
    MembershipFactory(person=own)
    PublicationFactory(title="On engines", authors=[own], private_note="Secretive")
    Inquiry.objects.create(
        opening=OpeningFactory(contact=own), name="Secretive", email="s@secretive.org",
        message="Secretive",
    )  # fmt: skip
    assert NOTHING in results(client, "secretive")
    assert "Ada" in results(client, "ada")
    for document in Document.objects.all():
        words = f"{document.title} {document.names} {document.about} {document.text}"
        assert "secretive" not in words, document


def test_a_co_author_of_drafts_alone_is_neither_found_nor_suggested(client: Client) -> None:
    other = PersonFactory(given_name="Xaver", family_name="Quillfeather", has_profile=False)
    PublicationFactory(authors=[other], is_draft=True)
    assert NOTHING in (page := results(client, "quillfeather"))
    assert "Did you mean" not in page
    assert "Did you mean" not in results(client, "quilfeather")
    Publication.objects.update(is_draft=False)
    assert "Did you mean" in results(client, "quilfeather")


def test_a_draft_person_is_not_suggested(client: Client) -> None:
    PersonFactory(given_name="Ada", family_name="Quillfeather", is_draft=True)
    assert "Did you mean" not in results(client, "quilfeather")


def test_other_names_of_a_draft_person_find_none_of_their_works(client: Client) -> None:
    ada = PersonFactory(given_name="Ada", family_name="Byron", is_draft=True, native_name="艾达")
    NameVariant.objects.create(person=ada, name="Lady Lovelace")
    PublicationFactory(title="On engines", authors=[ada])
    assert NOTHING in results(client, "lovelace")
    assert NOTHING in results(client, "艾达")
    assert "On engines" in results(client, "byron")  # as it is printed


def test_services_of_a_draft_person_and_openings_that_closed_are_not_found(client: Client) -> None:
    ServiceRoleFactory(role="Judge of engines")
    OpeningFactory(title="Engines")
    assert results(client, "engines").count("<section") == 2
    Person.objects.update(is_draft=True)
    Opening.objects.update(status="closed")
    assert NOTHING in results(client, "engines")
