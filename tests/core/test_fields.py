"""Addresses: only those on the web are kept."""

from __future__ import annotations

import pytest

from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("given", "stored"),
    [
        ("https://example.org/a?b=c", "https://example.org/a?b=c"),
        ("HTTP://example.org", "HTTP://example.org"),
        ("javascript:alert(1)", ""),
        (" javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("//example.org", ""),
        ("paper.pdf", ""),
        ("", ""),
    ],
)
def test_a_row_made_without_a_form_has_no_address_but_one_on_the_web(
    given: str, stored: str
) -> None:
    person = PersonFactory()
    link = person.links.create(label="home", url=given)
    link.refresh_from_db()
    assert link.url == stored
    person.links.model.objects.bulk_create([type(link)(person=person, label="b", url=given)])
    assert person.links.get(label="b").url == stored
