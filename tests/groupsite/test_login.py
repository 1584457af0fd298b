"""Logging in: guesses are limited, for the account that is guessed at and nobody else."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse battery"


@pytest.fixture
def ada() -> User:
    return User.objects.create_superuser("ada", password=PASSWORD)


def log_in(client: Client, name: str = "ada", password: str = PASSWORD) -> HttpResponse:
    where = reverse("admin:login")
    return client.post(f"{where}?next=/admin/", {"username": name, "password": password})


def guess_until_locked(client: Client) -> HttpResponse:
    for _ in range(settings.AXES_FAILURE_LIMIT - 1):
        assert log_in(client, password="wrong").status_code == 200
    return log_in(client, password="wrong")


@pytest.mark.usefixtures("ada")
class TestGuessing:
    def test_the_right_password_opens(self, client: Client) -> None:
        assert log_in(client).status_code == 302
        assert client.get("/admin/").status_code == 200

    def test_too_many_wrong_ones_get_a_plain_answer(self, client: Client) -> None:
        answer = guess_until_locked(client)
        assert answer.status_code == 429
        page = answer.content.decode()
        assert "Traceback" not in page
        assert "axes" not in page.casefold()

    def test_meanwhile_the_right_one_is_refused(self, client: Client) -> None:
        guess_until_locked(client)
        assert log_in(client).status_code == 429
        assert client.get("/admin/").status_code == 302

    def test_others_at_the_same_address_are_not(self, client: Client) -> None:
        User.objects.create_superuser("grace", password=PASSWORD)
        guess_until_locked(client)
        assert log_in(client, "grace").status_code == 302

    def test_the_owner_at_another_address_is_not(self, client: Client) -> None:
        guess_until_locked(client)
        client.defaults["REMOTE_ADDR"] = "203.0.113.9"
        assert log_in(client).status_code == 302

    def test_a_success_forgets_the_slips_before_it(self, client: Client) -> None:
        for _ in range(3):
            log_in(client, password="wrong")
        assert log_in(client).status_code == 302
        client.logout()
        assert guess_until_locked(client).status_code == 429  # counted from the start

    def test_a_wrong_name_and_a_wrong_password_look_alike(self, client: Client) -> None:
        answers = [log_in(client, password="x"), log_in(client, name="nobody", password="x")]
        errors = [answer.context["form"].non_field_errors() for answer in answers]
        assert errors[0] == errors[1]


def test_cookies_are_the_browsers_alone(ada: User, client: Client) -> None:
    log_in(client)
    session = client.cookies["sessionid"]
    assert session["httponly"]
    assert session["samesite"] == "Lax"


def test_cookies_of_an_https_site_are_secure(ada: User, client: Client, settings) -> None:
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    client.get(reverse("admin:login"), secure=True)
    log_in(client)
    assert client.cookies["csrftoken"]["secure"]
    assert client.cookies["sessionid"]["secure"]


def test_nobody_is_led_elsewhere_after_the_log_in(ada: User, client: Client) -> None:
    where = reverse("admin:login")
    answer = client.post(
        f"{where}?next=https://evil.example/", {"username": "ada", "password": PASSWORD}
    )
    assert answer.status_code == 302
    assert "evil" not in answer.url


@pytest.mark.usefixtures("ada")
class TestBehindAProxy:
    """All connections come from the proxy; the address before the last comma can be made up."""

    def test_one_visitor_who_guesses_does_not_lock_out_another(
        self, client: Client, settings: Any
    ) -> None:
        settings.TRUSTED_PROXIES = 1
        client.defaults["HTTP_X_FORWARDED_FOR"] = "203.0.113.9"
        assert guess_until_locked(client).status_code == 429
        client.defaults["HTTP_X_FORWARDED_FOR"] = "198.51.100.7"
        assert log_in(client).status_code == 302

    def test_a_made_up_address_does_not_help_a_guesser(self, client: Client, settings: Any) -> None:
        settings.TRUSTED_PROXIES = 1
        client.defaults["HTTP_X_FORWARDED_FOR"] = "203.0.113.9"
        guess_until_locked(client)
        client.defaults["HTTP_X_FORWARDED_FOR"] = "192.0.2.1, 203.0.113.9"
        assert log_in(client).status_code == 429

    def test_without_a_proxy_the_header_counts_for_nothing(self, client: Client) -> None:
        client.defaults["HTTP_X_FORWARDED_FOR"] = "203.0.113.9"
        guess_until_locked(client)
        client.defaults["HTTP_X_FORWARDED_FOR"] = "198.51.100.7"
        assert log_in(client).status_code == 429
