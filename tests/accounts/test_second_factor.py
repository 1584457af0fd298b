"""Setting the second factor up, looking after it, and whom the site asks it of."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from urllib.parse import unquote

import pytest
from django.contrib.auth.models import Permission, User
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.models import LoginSession, RecoveryCode
from groupsite import environment
from tests.accounts.codes import second_factor, shown
from tests.accounts.conftest import PASSWORD

pytestmark = pytest.mark.django_db
PAGE = "/account/second-factor/"


def text(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", answer.content.decode()))


def set_up(client: Client, query: str = "") -> Any:
    client.post(PAGE + query, {"password": PASSWORD})
    return client.post(PAGE + query, {"code": shown(TOTPDevice.objects.get())})


def log_in(client: Client, device: TOTPDevice) -> None:
    client.post("/account/login/", {"username": device.user.username, "password": PASSWORD})
    client.post("/account/login/code/", {"code": shown(device)})


class TestSettingUp:
    def test_begins_with_the_password(self, as_ada: Client) -> None:
        assert "Any authenticator app does" in text(as_ada.get(PAGE))
        assert "This is not your password." in text(as_ada.post(PAGE, {"password": "wrong"}))
        assert not TOTPDevice.objects.exists()
        assert as_ada.post(PAGE, {"password": PASSWORD}).url == PAGE

    def test_shows_the_secret_as_a_picture_and_as_letters(self, as_ada: Client) -> None:
        as_ada.post(PAGE, {"password": PASSWORD})
        page = as_ada.get(PAGE).content.decode()
        assert 'src="data:image/svg+xml' in page
        secret = re.search(r'account-secret">([A-Z2-7 ]+)<', page)
        assert secret
        assert secret[1].replace(" ", "") in TOTPDevice.objects.get().config_url
        assert " style=" not in page

    def test_is_done_by_a_right_code(self, as_ada: Client, ada: User) -> None:
        answer = set_up(as_ada)
        codes = re.findall(r"<code>([a-z2-9]{5}-[a-z2-9]{5})</code>", answer.content.decode())
        assert len(set(codes)) == 10
        file = re.search(r'href="(data:text/plain[^"]+)"', answer.content.decode())
        assert file
        assert unquote(file[1]).split()[-10:] == codes
        assert "no-store" in answer["Cache-Control"]
        assert not RecoveryCode.objects.filter(digest__in=codes).exists()
        assert as_ada.get("/account/").status_code == 200
        assert "On, 10 recovery codes left" in text(as_ada.get("/account/"))

    def test_is_not_done_by_a_wrong_one(self, as_ada: Client) -> None:
        as_ada.post(PAGE, {"password": PASSWORD})
        assert "This code is wrong." in text(as_ada.post(PAGE, {"code": "000000"}))
        assert not TOTPDevice.objects.get().confirmed
        assert not RecoveryCode.objects.exists()

    def test_is_begun_again_after_an_hour(self, as_ada: Client) -> None:
        as_ada.post(PAGE, {"password": PASSWORD})
        TOTPDevice.objects.update(created_at=timezone.now() - timedelta(minutes=61))
        assert "QR code" not in as_ada.get(PAGE).content.decode()
        as_ada.post(PAGE, {"password": PASSWORD})
        assert "QR code" in as_ada.get(PAGE).content.decode()
        assert TOTPDevice.objects.count() == 1

    def test_can_be_left(self, as_ada: Client) -> None:
        as_ada.post(PAGE, {"password": PASSWORD})
        as_ada.post(PAGE, {"cancel": "1"})
        assert not TOTPDevice.objects.exists()

    def test_ends_the_sessions_that_never_showed_it(self, as_ada: Client, ada: User) -> None:
        other = Client()
        other.force_login(ada)
        assert other.get("/account/").status_code == 200
        set_up(as_ada)
        assert other.get("/account/").status_code == 302
        assert as_ada.get("/account/").status_code == 200
        assert LoginSession.objects.count() == 1

    def test_leads_back_to_where_one_was_going(self, as_ada: Client) -> None:
        assert 'href="/admin/news/"' in set_up(as_ada, "?next=/admin/news/").content.decode()

    def test_leads_to_no_other_site(self, as_ada: Client) -> None:
        assert "evil" not in set_up(as_ada, "?next=https://evil.example/").content.decode()

    def test_is_for_those_who_are_logged_in(self, client: Client) -> None:
        assert client.get(PAGE).url == f"/account/login/?next={PAGE}"


class TestOnceItIsOn:
    @pytest.fixture
    def device(self, ada: User) -> TOTPDevice:
        return second_factor(ada)

    @pytest.fixture
    def inside(self, device: TOTPDevice, client: Client) -> Client:
        log_in(client, device)
        return client

    def test_a_session_without_it_ends(self, device: TOTPDevice, client: Client) -> None:
        client.force_login(device.user)
        assert client.get("/admin/news/").url == "/account/login/?next=/admin/news/"
        assert "_auth_user_id" not in client.session

    def test_new_codes_replace_the_old(self, inside: Client, ada: User) -> None:
        old = RecoveryCode.objects.renew(ada)
        answer = inside.post(PAGE, {"password": PASSWORD, "codes": "1"})
        assert "They are shown this once." in text(answer)
        assert RecoveryCode.objects.left(ada) == 10
        assert not RecoveryCode.objects.use(ada, old[0])

    def test_it_is_turned_off_with_the_password(self, inside: Client, ada: User) -> None:
        RecoveryCode.objects.renew(ada)
        assert inside.post(PAGE, {"password": PASSWORD, "off": "1"}).url == "/account/"
        assert not TOTPDevice.objects.exists()
        assert not RecoveryCode.objects.exists()
        assert inside.get("/account/").status_code == 200

    @pytest.mark.parametrize("button", ["off", "codes"])
    def test_without_the_password_nothing_happens(
        self, inside: Client, ada: User, button: str
    ) -> None:
        answer = inside.post(PAGE, {"password": "wrong", button: "1"})
        assert "This is not your password." in text(answer)
        assert TOTPDevice.objects.get().confirmed
        assert not RecoveryCode.objects.exists()

    def test_guesses_of_the_password_are_limited(self, inside: Client) -> None:
        answers = [inside.post(PAGE, {"password": "wrong", "off": "1"}) for _ in range(10)]
        assert answers[-1].status_code == 429

    def test_its_secret_is_nowhere_in_the_admin(self, as_boss: Client) -> None:
        assert as_boss.get("/admin/otp_totp/").status_code == 404
        assert as_boss.get("/admin/otp_totp/totpdevice/").status_code == 404


ADDRESSES = [
    "/admin/",
    "/admin/people/person/",
    "/admin/people/person/add/",
    "/admin/password_change/",
    "/admin/todo/",
    "/admin/importer/duplicates/",
    "/admin/jsi18n/",
    "/admin/autocomplete/",
    "/admin/no-such-page/",
]


class TestWhereTheSiteAsksIt:
    @pytest.mark.parametrize("address", ADDRESSES)
    def test_an_administrator_is_led_to_it_before_any_page_of_the_admin(
        self, as_boss: Client, settings: Any, address: str
    ) -> None:
        settings.REQUIRE_TWO_FACTOR = "administrators"
        answer = as_boss.get(address)
        assert answer.status_code == 302
        assert answer.url == f"{PAGE}?next=" + address.replace("/", "%2F")
        assert "asks a second factor of you" in text(as_boss.get(answer.url))

    def test_nothing_is_written_before(self, as_boss: Client, settings: Any) -> None:
        settings.REQUIRE_TWO_FACTOR = "administrators"
        answer = as_boss.post("/admin/news/newsitem/add/", {"text": "x", "date": "2024"})
        assert answer.url == f"{PAGE}?"

    def test_once_it_is_on_the_admin_opens(self, as_boss: Client, settings: Any) -> None:
        settings.REQUIRE_TWO_FACTOR = "administrators"
        set_up(as_boss)
        assert as_boss.get("/admin/").status_code == 200

    def test_the_way_out_stays_open(self, as_boss: Client, settings: Any) -> None:
        settings.REQUIRE_TWO_FACTOR = "administrators"
        assert as_boss.post("/admin/logout/").status_code == 200
        assert "_auth_user_id" not in as_boss.session

    def test_members_are_not_asked(self, as_ada: Client, settings: Any) -> None:
        settings.REQUIRE_TWO_FACTOR = "administrators"
        assert as_ada.get("/admin/").status_code == 200

    def test_who_may_change_accounts_is_an_administrator(
        self, as_ada: Client, ada: User, settings: Any
    ) -> None:
        settings.REQUIRE_TWO_FACTOR = "administrators"
        ada.user_permissions.add(Permission.objects.get(codename="change_user"))
        assert as_ada.get("/admin/").url.startswith(PAGE)

    def test_everyone_can_be_asked(self, as_ada: Client, settings: Any) -> None:
        settings.REQUIRE_TWO_FACTOR = "everyone"
        assert as_ada.get("/admin/").url.startswith(PAGE)

    def test_without_the_setting_nobody_is(self, as_boss: Client) -> None:
        assert as_boss.get("/admin/").status_code == 200

    def test_visitors_notice_nothing(self, client: Client, settings: Any) -> None:
        settings.REQUIRE_TWO_FACTOR = "everyone"
        answer = client.get("/")
        assert answer.status_code == 200

    def test_a_typo_stops_the_start(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("REQUIRE_TWO_FACTOR", "admins")
        with pytest.raises(ImproperlyConfigured, match="nobody, administrators or everyone"):
            environment.choice("REQUIRE_TWO_FACTOR", "nobody", "administrators", "everyone")


class TestWithoutPhoneAndAdministrator:
    def test_whoever_runs_the_site_turns_it_off(
        self, ada: User, client: Client, capsys: Any
    ) -> None:
        log_in(client, second_factor(ada))
        assert client.get("/account/").status_code == 200
        call_command("turn_off_second_factor", "ada")
        assert "ada logs in with the password alone now." in capsys.readouterr().out
        assert not TOTPDevice.objects.exists()
        assert client.get("/account/").status_code == 302

    def test_a_name_that_is_none_gets_a_sentence(self, ada: User) -> None:
        with pytest.raises(CommandError, match="no account of the name nobody"):
            call_command("turn_off_second_factor", "nobody")
