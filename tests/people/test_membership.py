"""Roles in the group: who is there, who has left, and what visitors read of it."""

from __future__ import annotations

import pytest
from django.test import Client

from core.models import SiteSettings
from people.models import Membership, Person
from tests.factories import MembershipFactory, PersonFactory

pytestmark = pytest.mark.django_db


def shown(client: Client, address: str) -> str:
    SiteSettings(name="Rain").save()
    return " ".join(client.get(address).content.decode().split())


def test_who_has_left_is_an_alumnus_though_nobody_knows_since_when(client: Client) -> None:
    MembershipFactory(
        person=PersonFactory(given_name="Bo", family_name="Dee"),
        role="phd", has_left=True, next_position="Dry Inc.",
    )  # fmt: skip
    page = shown(client, "/people/")
    assert "PhD students" not in page
    assert page.index("Alumni </h2>") < page.index("Bo Dee") < page.index("Then Dry Inc.")
    assert not Membership.objects.current().exists()


def test_a_lead_who_has_left_leads_no_more() -> None:
    person = PersonFactory()
    MembershipFactory(person=person, role="lead", has_left=True)
    assert not Person.objects.leads().exists()


def test_members_of_no_known_role_stand_last_among_those_present(client: Client) -> None:
    MembershipFactory(person=PersonFactory(family_name="Dee"), role="member")
    MembershipFactory(person=PersonFactory(family_name="Foo"), role="visitor")
    page = shown(client, "/people/")
    assert page.index("Visitor </h2>") < page.index("Member </h2>")


def test_the_topic_stands_with_those_who_work_on_it(client: Client) -> None:
    person = PersonFactory(given_name="Bo", family_name="Dee")
    MembershipFactory(
        person=person, role="phd", topic="Mud & rain", advisors="Zoe Hill", note="on leave"
    )
    assert "Mud &amp; rain" in shown(client, "/people/")
    told = "Mud &amp; rain · advised with Zoe Hill · on leave"
    assert told in shown(client, person.get_absolute_url())
