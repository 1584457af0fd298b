"""Leaving the group: nobody gets in any more, and the page stays."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts import leaving
from accounts.models import Invitation, LoginSession, RecoveryCode
from people.models import Person
from tests.accounts.codes import second_factor
from tests.accounts.conftest import PASSWORD
from tests.factories import MembershipFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(ada: User) -> Person:
    person: Person = MembershipFactory(person__user=ada).person
    return person


def test_closing_ends_the_sessions_and_bars_the_log_in(as_ada: Client, ada: User) -> None:
    assert as_ada.get("/account/").status_code == 200
    leaving.close(ada)
    assert as_ada.get("/account/").status_code == 302
    assert not LoginSession.objects.exists()
    answer = as_ada.post("/account/login/", {"username": "ada", "password": PASSWORD})
    assert answer.status_code == 200


def test_the_page_and_its_account_stay(client: Client, ada: User, person: Person) -> None:
    leaving.close(ada)
    assert client.get(person.get_absolute_url()).status_code == 200
    assert Person.objects.get().user == ada


def test_the_second_factor_goes(ada: User) -> None:
    second_factor(ada)
    RecoveryCode.objects.renew(ada)
    leaving.close(ada)
    assert not TOTPDevice.objects.exists()
    assert not RecoveryCode.objects.exists()


def test_open_invitations_of_the_person_are_revoked(ada: User, person: Person) -> None:
    other = MembershipFactory().person
    for number, row in enumerate([person, other]):
        Invitation.objects.create(person=row, email="a@example.org", token_digest=number)
    leaving.close(ada)
    assert Invitation.objects.get(person=person).state == "revoked"
    assert Invitation.objects.get(person=other).state == "waiting"


def test_closing_twice_changes_nothing(ada: User, person: Person) -> None:
    leaving.close(ada)
    leaving.close(ada)
    assert not User.objects.get().is_active
