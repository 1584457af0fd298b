"""Two people merged, met under the old address, and made two again, in a browser."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from people.models import Person
from tests.browser.conftest import OF_DJANGO
from tests.factories import PersonFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_two_people_are_merged_and_the_old_address_leads_to_the_one(
    editor: Any, live_server: Any, axe: Callable[[Any], list[str]]
) -> None:
    one = PersonFactory(given_name="Mary", family_name="Shelley", bio="Wrote.")
    other = PersonFactory(given_name="M.", family_name="Shelley", bio="Wrote much.")
    for person in (one, other):
        person.emails.create(address="mary@example.org")
    old = f"{live_server.url}/people/{other.slug}/"

    def is_clean() -> None:
        assert [r for r in axe(editor) if not any(own in r for own in OF_DJANGO)] == []
        editor.set_viewport_size({"width": 320, "height": 800})
        assert editor.evaluate("document.documentElement.scrollWidth") <= 320
        editor.set_viewport_size({"width": 1280, "height": 900})

    editor.goto(f"{live_server.url}/admin/")
    editor.get_by_role("link", name="1 pair of people").click()
    editor.get_by_role("heading", name="People that may be one").wait_for()
    is_clean()
    editor.get_by_role("link", name="Compare and merge").click()
    is_clean()
    editor.get_by_role("button", name="Merge", exact=True).click()
    editor.get_by_text("The old address leads to it").wait_for()
    editor.goto(old)
    assert editor.url == f"{live_server.url}/people/{one.slug}/"
    assert editor.get_by_role("heading", name="Mary Shelley").count() == 1

    editor.goto(f"{live_server.url}/admin/importer/duplicates/decided/")
    is_clean()
    editor.get_by_role("link", name="Un-merge").click()
    is_clean()
    editor.get_by_role("button", name="Un-merge").click()
    editor.locator(".messagelist .success").wait_for()
    assert Person.objects.filter(family_name="Shelley").count() == 2
    editor.goto(old)
    assert editor.url == old


def test_a_person_who_is_two_has_a_form_that_divides_them(
    editor: Any, live_server: Any, axe: Callable[[Any], list[str]]
) -> None:
    person = PersonFactory(given_name="Wei", family_name="Wang")
    editor.goto(f"{live_server.url}/admin/people/person/{person.pk}/change/")
    editor.get_by_role("link", name="Two people?").click()
    assert [r for r in axe(editor) if not any(own in r for own in OF_DJANGO)] == []
    editor.set_viewport_size({"width": 320, "height": 800})
    assert editor.evaluate("document.documentElement.scrollWidth") <= 320
