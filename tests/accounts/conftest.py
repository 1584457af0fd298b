"""Accounts, and who is logged in, as each test wants it."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.test import Client

from people.models import Person
from tests.factories import (
    PersonFactory,
    account,
)

PASSWORD = "correct horse battery"


@pytest.fixture(autouse=True)
def _mail_goes_out_and_none_was_sent_lately(settings: Any) -> None:
    settings.MAIL_TRANSPORT = "django.core.mail.backends.smtp.EmailBackend"
    cache.clear()


@pytest.fixture
def me() -> Person:
    return PersonFactory(given_name="Mine", private_note="Late with the rent.")


@pytest.fixture
def member(client: Client, me: Person) -> Client:
    client.force_login(account("member", me))
    return client


@pytest.fixture
def guest(client: Client, me: Person) -> Client:
    client.force_login(account("guest author", me))
    return client


@pytest.fixture
def ada() -> User:
    """Somebody who may enter the admin, and change nothing there."""
    return User.objects.create_user(
        "ada", "ada@example.org", PASSWORD, is_staff=True, first_name="Ada"
    )


@pytest.fixture
def boss() -> User:
    """An administrator."""
    return User.objects.create_superuser("boss", "boss@example.org", PASSWORD)


@pytest.fixture
def as_ada(ada: User, client: Client) -> Client:
    client.force_login(ada)
    return client


@pytest.fixture
def as_boss(boss: User, client: Client) -> Client:
    client.force_login(boss)
    return client
