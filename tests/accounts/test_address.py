"""Another e-mail address of one's account: confirmed by a link that was sent there."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client

from tests.accounts.conftest import PASSWORD

pytestmark = pytest.mark.django_db
PAGE = "/account/address/"
NEW = {"email": "ada@new.example.org", "password": PASSWORD}


def link_in_mail() -> str:
    found = re.search(r"http://127\.0\.0\.1:\d+(/account/address/\S+)", mail.outbox[-1].body)
    assert found, mail.outbox[-1].body
    return found[1]


def address_of(user: User) -> str:
    return User.objects.get(pk=user.pk).email


class TestAsking:
    def test_sends_a_link_to_the_new_address_and_changes_nothing_yet(
        self, as_ada: Client, ada: User
    ) -> None:
        assert f'href="{PAGE}"' in as_ada.get("/account/").content.decode()
        page = as_ada.post(PAGE, NEW, follow=True).content.decode()
        assert "A link is on its way to ada@new.example.org." in page
        assert [each.to for each in mail.outbox] == [["ada@new.example.org"]]
        assert address_of(ada) == "ada@example.org"

    @pytest.mark.parametrize(
        ("data", "sentence"),
        [
            ({"password": "guessed"}, "This is not your password."),
            ({"email": "ada@example.org"}, "This is your address already."),
            ({"email": "ada"}, "Enter a valid email address."),
        ],
    )
    def test_what_is_wrong_is_said_and_no_mail_goes_out(
        self, as_ada: Client, data: dict[str, str], sentence: str
    ) -> None:
        assert sentence in as_ada.post(PAGE, {**NEW, **data}).content.decode()
        assert mail.outbox == []

    def test_does_not_send_one_mail_after_another(self, as_ada: Client) -> None:
        as_ada.post(PAGE, NEW)
        page = as_ada.post(PAGE, {**NEW, "email": "somebody@else.example"}).content.decode()
        assert "A link was sent a moment ago" in page
        assert len(mail.outbox) == 1

    def test_without_a_mail_server_says_who_can_do_it(self, as_ada: Client, settings: Any) -> None:
        settings.MAIL_TRANSPORT = ""
        assert "an administrator can change the address" in as_ada.get(PAGE).content.decode()
        as_ada.post(PAGE, NEW)
        assert mail.outbox == []

    def test_is_for_those_who_are_logged_in(self, client: Client) -> None:
        assert client.post(PAGE, NEW).url == f"/account/login/?next={PAGE}"


class TestTheLink:
    @pytest.fixture
    def link(self, as_ada: Client) -> str:
        as_ada.post(PAGE, NEW)
        return link_in_mail()

    def test_gives_the_account_its_address_and_the_former_one_is_told(
        self, as_ada: Client, ada: User, link: str
    ) -> None:
        assert "ada@new.example.org" in as_ada.get(link).content.decode()
        assert address_of(ada) == "ada@example.org"  # looking at it is not yet saying so
        page = as_ada.post(link, follow=True).content.decode()
        assert "Your e-mail address is ada@new.example.org now." in page
        assert address_of(ada) == "ada@new.example.org"
        assert mail.outbox[-1].to == ["ada@example.org"]
        assert "Was it not you?" in mail.outbox[-1].body
        assert LogEntry.objects.get().object_id == str(ada.pk)

    def test_works_once(self, as_ada: Client, link: str) -> None:
        as_ada.post(link)
        answer = as_ada.post(link)
        assert answer.status_code == 410
        assert "This link was used before" in answer.content.decode()

    def test_is_void_after_another_password(self, as_ada: Client, ada: User, link: str) -> None:
        ada.set_password("another pass phrase")
        ada.save()
        as_ada.force_login(ada)
        assert as_ada.post(link).status_code == 410
        assert address_of(ada) == "ada@example.org"

    def test_lasts_a_day(
        self, as_ada: Client, ada: User, link: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        later = time.time() + 24 * 60 * 60 + 1
        monkeypatch.setattr("django.core.signing.time.time", lambda: later)
        assert "too old" in as_ada.post(link).content.decode()
        assert address_of(ada) == "ada@example.org"

    def test_is_for_this_account_alone(self, client: Client, link: str, boss: User) -> None:
        client.force_login(boss)
        assert "is for another account than boss" in client.post(link).content.decode()
        assert address_of(boss) == "boss@example.org"
        assert Client().post(link).url.startswith(f"/account/login/?next={PAGE}")

    def test_does_not_take_the_address_of_another_account(
        self, as_ada: Client, ada: User, link: str
    ) -> None:
        User.objects.create_user("other", "ADA@new.example.org")
        assert "Another account has the address" in as_ada.post(link).content.decode()
        assert address_of(ada) == "ada@example.org"

    def test_a_made_up_one_gets_a_sentence(self, as_ada: Client) -> None:
        assert "was cut off" in as_ada.get(f"{PAGE}nonsense/").content.decode()
