"""“Your account”: what one is here, and the ways to look after it."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from people.models import Person
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


def test_is_linked_from_every_page_of_the_admin(as_ada: Client) -> None:
    assert '<a href="/account/">Your account</a>' in as_ada.get("/admin/").content.decode()


def test_says_who_one_is_and_leads_to_all_the_rest(as_ada: Client, ada: User) -> None:
    ada.groups.add(Group.objects.get_or_create(name="member")[0])
    page = as_ada.get("/account/").content.decode()
    assert "Ada, member" in page
    assert "ada@example.org or ada" in page
    for address in ("/account/second-factor/", "/account/sessions/", "/admin/password_change/"):
        assert f'href="{address}"' in page


def test_without_a_person_says_how_to_get_one(as_ada: Client) -> None:
    page = as_ada.get("/account/").content.decode()
    assert "an administrator can join this account to a person" in page


def test_leads_to_one_s_page(as_boss: Client, boss: User) -> None:
    person = PersonFactory(user=boss)
    page = as_boss.get("/account/").content.decode()
    assert f'href="/admin/people/person/{person.pk}/change/">Update my page</a>' in page
    assert f'href="{person.get_absolute_url()}"' in page


def test_a_person_that_one_may_not_change_is_named_alone(as_ada: Client, ada: User) -> None:
    person: Any = PersonFactory(user=ada, has_profile=False)
    Person.objects.filter(pk=person.pk).update(family_name="Byron")
    page = as_ada.get("/account/").content.decode()
    assert "Byron" in page
    assert "/admin/people/person/" not in page.split('id="content"')[1]


def test_an_account_without_an_address_is_told(as_ada: Client, ada: User) -> None:
    User.objects.update(email="")
    assert "cannot be reset by mail" in as_ada.get("/account/").content.decode()


def test_is_for_those_who_are_logged_in(client: Client) -> None:
    assert client.get("/account/").url == "/account/login/?next=/account/"


def test_no_robot_reads_it(client: Client) -> None:
    assert "Disallow: /account/" in client.get("/robots.txt").content.decode()
    assert "NONE,NOARCHIVE" in client.get("/account/login/").content.decode()
