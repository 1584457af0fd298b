"""The log-in: by name or e-mail address, with the second factor of those who have one."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.models import RecoveryCode
from accounts.pending import KEY
from tests.accounts.codes import second_factor, shown
from tests.accounts.conftest import PASSWORD

pytestmark = pytest.mark.django_db
LOGIN, CODE = "/account/login/", "/account/login/code/"
WRONG = "The name or the password is wrong."


def log_in(client: Client, name: str = "ada", password: str = PASSWORD, then: str = "") -> Any:
    return client.post(f"{LOGIN}?next={then}", {"username": name, "password": password})


def is_logged_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200


@pytest.mark.usefixtures("ada")
class TestThePassword:
    @pytest.mark.parametrize("name", ["ada", "ada@example.org", "Ada@Example.ORG"])
    def test_the_name_or_the_address_opens(self, client: Client, name: str) -> None:
        assert log_in(client, name).url == "/admin/"
        assert is_logged_in(client)

    def test_leads_on_to_where_one_was_going(self, client: Client) -> None:
        answer = client.get("/admin/people/person/?q=ada", follow=True)
        assert answer.redirect_chain[0][0].startswith("/admin/login/?next=/admin/people/person/")
        assert answer.context["next"] == "/admin/people/person/?q=ada"
        assert log_in(client, then="/admin/news/").url == "/admin/news/"
        assert log_in(client, then="https://evil.example/").url == "/admin/"

    def test_an_address_of_two_accounts_is_none(self, client: Client) -> None:
        User.objects.create_user("other", "ada@example.org", PASSWORD)
        assert WRONG in log_in(client, "ada@example.org").content.decode()

    def test_a_name_that_looks_like_an_address_goes_first(self, client: Client) -> None:
        User.objects.create_user("ada@example.org", "", "another pass phrase")
        assert WRONG in log_in(client, "ada@example.org").content.decode()
        assert log_in(client, "ada@example.org", "another pass phrase").status_code == 302

    def test_nobody_learns_whether_there_is_such_an_account(self, client: Client) -> None:
        for name in ("ada", "nobody", "nobody@example.org"):
            assert WRONG in log_in(client, name, "wrong").content.decode()

    def test_guesses_are_counted_whichever_name_is_typed(self, client: Client) -> None:
        for name in ["ada", "ada@example.org"] * 5:
            answer = log_in(client, name, "wrong")
        assert answer.status_code == 429
        assert "quarter of an hour" in answer.content.decode()
        assert log_in(client).status_code == 429

    def test_a_closed_account_does_not_open(self, client: Client) -> None:
        User.objects.update(is_active=False)
        assert WRONG in log_in(client).content.decode()

    def test_there_is_no_way_to_sign_up(self, client: Client) -> None:
        for address in ("/account/signup/", "/account/register/", "/accounts/signup/"):
            assert client.get(address).status_code == 404

    def test_somebody_without_the_right_is_told_and_not_sent_in_circles(
        self, client: Client
    ) -> None:
        User.objects.update(is_staff=False)
        log_in(client)
        answer = client.get("/admin/", follow=True)
        assert "logged in as ada, which does not open this page" in answer.content.decode()

    def test_is_never_kept_by_a_cache(self, client: Client) -> None:
        assert "no-store" in client.get(LOGIN)["Cache-Control"]


class TestTheCode:
    @pytest.fixture
    def device(self, ada: User) -> TOTPDevice:
        return second_factor(ada)

    def test_is_asked_after_the_password_and_opens(
        self, client: Client, device: TOTPDevice
    ) -> None:
        assert log_in(client, then="/admin/people/").url == CODE
        assert not is_logged_in(client)
        answer = client.post(CODE, {"code": shown(device)})
        assert answer.url == "/admin/people/"
        assert is_logged_in(client)
        assert KEY not in client.session

    def test_is_asked_at_the_log_in_of_the_admin_too(
        self, client: Client, device: TOTPDevice
    ) -> None:
        answer = client.post(
            "/admin/login/?next=/admin/", {"username": "ada", "password": PASSWORD}
        )
        assert answer.url == CODE
        assert client.get("/admin/").status_code == 302

    def test_may_be_typed_with_a_space(self, client: Client, device: TOTPDevice) -> None:
        log_in(client)
        code = shown(device)
        assert client.post(CODE, {"code": f" {code[:3]} {code[3:]} "}).status_code == 302

    def test_does_not_work_twice(self, client: Client, device: TOTPDevice) -> None:
        log_in(client)
        code = shown(device)
        client.post(CODE, {"code": code})
        client.logout()
        log_in(client)
        assert "was used before" in client.post(CODE, {"code": code}).content.decode()
        assert not is_logged_in(client)

    @pytest.mark.parametrize("code", ["000000", "12345", "abc", "x" * 41, "", "９９９９９９"])
    def test_a_wrong_one_opens_nothing(self, client: Client, device: TOTPDevice, code: str) -> None:
        log_in(client)
        answer = client.post(CODE, {"code": code})
        assert answer.status_code == 200
        assert answer.context["form"].errors["code"]
        assert not is_logged_in(client)

    def test_wrong_ones_make_one_wait(self, client: Client, device: TOTPDevice) -> None:
        log_in(client)
        TOTPDevice.objects.update(
            throttling_failure_count=12, throttling_failure_timestamp=timezone.now()
        )
        answer = client.post(CODE, {"code": shown(device)})
        assert re.search(r"Wait \d{4} seconds before the next\.", answer.content.decode())
        assert not is_logged_in(client)

    def test_guesses_are_limited_as_those_of_passwords_are(
        self, client: Client, device: TOTPDevice
    ) -> None:
        log_in(client)
        answers = [client.post(CODE, {"code": "aaaaa-aaaaa"}) for _ in range(10)]
        assert [answer.status_code for answer in answers] == [200] * 9 + [429]
        device.throttle_reset()
        assert client.post(CODE, {"code": shown(device)}).status_code == 429
        assert log_in(client).status_code == 429

    def test_a_recovery_code_opens_once(self, client: Client, device: TOTPDevice) -> None:
        codes = RecoveryCode.objects.renew(device.user)
        log_in(client)
        assert client.post(CODE, {"code": codes[0].upper().replace("-", " ")}).status_code == 302
        assert is_logged_in(client)
        client.logout()
        log_in(client)
        assert client.post(CODE, {"code": codes[0]}).status_code == 200
        assert not is_logged_in(client)

    def test_somebody_else_s_recovery_code_opens_nothing(
        self, client: Client, device: TOTPDevice, boss: User
    ) -> None:
        log_in(client)
        code = RecoveryCode.objects.renew(boss)[0]
        assert client.post(CODE, {"code": code}).status_code == 200
        assert not is_logged_in(client)

    def test_few_recovery_codes_are_said(self, client: Client, device: TOTPDevice) -> None:
        codes = RecoveryCode.objects.renew(device.user)
        RecoveryCode.objects.exclude(pk=RecoveryCode.objects.first().pk).update(
            used_at="2024-01-01T00:00Z"
        )
        log_in(client)
        answer = client.post(CODE, {"code": codes[0]}, follow=True)
        assert "No recovery codes are left: make new ones." in answer.content.decode()

    def test_without_the_password_there_is_nothing_to_type(self, client: Client) -> None:
        assert client.get(CODE).url == f"{LOGIN}?next="
        assert client.post(CODE, {"code": "123456"}).url == f"{LOGIN}?next="

    def test_a_password_that_changed_meanwhile_starts_again(
        self, client: Client, device: TOTPDevice
    ) -> None:
        log_in(client)
        device.user.set_password("another pass phrase")
        device.user.save()
        assert client.post(CODE, {"code": shown(device)}).url.startswith(LOGIN)

    def test_after_ten_minutes_one_starts_again(self, client: Client, device: TOTPDevice) -> None:
        log_in(client)
        session = client.session
        session[KEY] = {**session[KEY], "since": session[KEY]["since"] - 601}
        session.save()
        assert client.post(CODE, {"code": shown(device)}).url.startswith(LOGIN)
        assert not is_logged_in(client)

    def test_an_account_closed_meanwhile_does_not_open(
        self, client: Client, device: TOTPDevice
    ) -> None:
        log_in(client)
        User.objects.update(is_active=False)
        assert client.post(CODE, {"code": shown(device)}).url.startswith(LOGIN)
