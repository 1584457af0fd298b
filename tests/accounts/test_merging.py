"""Two people made one, of whom one or both have accounts."""

from __future__ import annotations

import pytest
from django.test import Client

from accounts.roles import set_person
from importer.duplicates.choices import ADDRESS
from importer.duplicates.merge import merge, unmerge
from importer.models import Merge
from people.models import Person
from tests.factories import PersonFactory, account

pytestmark = pytest.mark.django_db


def pair() -> tuple[Person, Person]:
    return PersonFactory(given_name="Misha"), PersonFactory(given_name="Mikhail")


@pytest.mark.parametrize("holder", [0, 1], ids=["who stays", "who goes"])
def test_the_account_of_either_is_kept_and_given_back(holder: int) -> None:
    people = pair()
    user = account("member", people[holder])
    people = tuple(Person.objects.get(pk=person.pk) for person in people)
    told = merge(*people, {ADDRESS: 0})
    assert Person.objects.get(pk=told.kept).user == user
    unmerge(told)
    assert Person.objects.get(pk=people[holder].pk).user == user
    assert Person.objects.get(pk=people[1 - holder].pk).user is None


def test_who_both_have_an_account_are_not_merged(admin_client: Client) -> None:
    one, other = pair()
    account("member", one)
    second = account("editor", other)
    address = f"/admin/importer/duplicates/people/{one.pk}/{other.pk}/"
    answer = admin_client.post(address, {"do": "merge"})
    assert answer.status_code == 400
    assert f"Both have an account: member1 and {second}." in answer.content.decode()
    assert not Merge.objects.exists()
    assert Person.objects.filter(user=None).count() == 0
    set_person(second, None)
    assert admin_client.post(address, {"do": "merge"}).status_code == 302


def test_an_account_that_was_deleted_since_is_not_given_back() -> None:
    one, other = pair()
    user = account("member", other)
    told = merge(one, Person.objects.get(pk=other.pk), {ADDRESS: 0})
    user.delete()
    unmerge(told)
    assert Person.objects.get(pk=other.pk).user is None
