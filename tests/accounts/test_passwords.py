"""A forgotten password: a link by mail, which tells nobody who has an account."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client

from tests.accounts.codes import second_factor
from tests.accounts.conftest import PASSWORD

pytestmark = pytest.mark.django_db
ASK, SENT = "/account/password/forgotten/", "/account/password/sent/"
NEW = {"new_password1": "another pass phrase", "new_password2": "another pass phrase"}


def link_in_mail() -> str:
    found = re.search(r"http://127\.0\.0\.1:\d+(/account/password/new/\S+)", mail.outbox[-1].body)
    assert found, mail.outbox[-1].body
    return found[1]


def form_behind(client: Client, link: str) -> Any:
    return client.get(link, follow=True)


@pytest.mark.usefixtures("ada")
class TestAsking:
    def test_sends_a_link(self, client: Client) -> None:
        assert "Forgotten your password?" in client.get("/account/login/").content.decode()
        assert client.post(ASK, {"email": "Ada@example.org"}).url == SENT
        assert mail.outbox[0].to == ["ada@example.org"]
        assert mail.outbox[0].from_email == "noreply@127.0.0.1"
        assert "account ada" in mail.outbox[0].body
        assert "three days" in client.get(SENT).content.decode()

    def test_answers_alike_where_there_is_no_account(self, client: Client) -> None:
        answer = client.post(ASK, {"email": "nobody@example.org"})
        assert (answer.status_code, answer.url) == (302, SENT)
        assert mail.outbox == []

    def test_sends_nothing_to_a_closed_account(self, client: Client) -> None:
        User.objects.update(is_active=False)
        assert client.post(ASK, {"email": "ada@example.org"}).url == SENT
        assert mail.outbox == []

    def test_does_not_send_one_mail_after_another(self, client: Client) -> None:
        for _ in range(3):
            assert client.post(ASK, {"email": "ada@example.org"}).url == SENT
        assert len(mail.outbox) == 1

    def test_what_is_no_address_gets_a_sentence(self, client: Client) -> None:
        assert "valid email address" in client.post(ASK, {"email": "ada"}).content.decode()

    def test_without_a_mail_server_says_so(self, client: Client, settings: Any) -> None:
        settings.MAIL_TRANSPORT = ""
        page = client.get(ASK).content.decode()
        assert "Ask an administrator for a new password." in page
        client.post(ASK, {"email": "ada@example.org"})
        assert mail.outbox == []


class TestTheLink:
    @pytest.fixture
    def link(self, ada: User, client: Client) -> str:
        client.post(ASK, {"email": "ada@example.org"})
        return link_in_mail()

    def test_leads_to_a_new_password(self, client: Client, ada: User) -> None:
        elsewhere = Client()
        elsewhere.force_login(ada)
        client.post(ASK, {"email": "ada@example.org"})
        page = form_behind(client, link_in_mail())
        assert client.post(page.request["PATH_INFO"], NEW).url == "/account/password/done/"
        ada.refresh_from_db()
        assert ada.check_password("another pass phrase")
        assert elsewhere.get("/account/").status_code == 302
        assert "Log in" in client.get("/account/password/done/").content.decode()

    def test_does_not_stand_in_the_address_that_other_sites_could_learn(
        self, client: Client, link: str
    ) -> None:
        where = form_behind(client, link).request["PATH_INFO"]
        assert where.endswith("/set-password/")

    def test_does_not_pass_by_the_second_factor(self, client: Client, link: str, ada: User) -> None:
        second_factor(ada)
        client.post(form_behind(client, link).request["PATH_INFO"], NEW)
        assert client.get("/account/").status_code == 302
        answer = client.post(
            "/account/login/", {"username": "ada", "password": "another pass phrase"}
        )
        assert answer.url == "/account/login/code/"

    def test_works_once(self, client: Client, link: str) -> None:
        client.post(form_behind(client, link).request["PATH_INFO"], NEW)
        assert "used before, or is too old" in form_behind(Client(), link).content.decode()

    @pytest.mark.parametrize(
        "link", ["/account/password/new/MQ/nonsense/", "/account/password/new/%FF/a-b/"]
    )
    def test_a_made_up_one_gets_a_sentence(self, client: Client, link: str) -> None:
        assert "used before, or is too old" in form_behind(client, link).content.decode()

    @pytest.mark.parametrize(
        ("first", "second", "sentence"),
        [
            ("short", "short", "too short"),
            ("12345678901", "12345678901", "entirely numeric"),
            ("another pass phrase", "something else", "match"),
        ],
    )
    def test_a_password_that_will_not_do_gets_a_sentence(
        self, client: Client, link: str, ada: User, first: str, second: str, sentence: str
    ) -> None:
        where = form_behind(client, link).request["PATH_INFO"]
        answer = client.post(where, {"new_password1": first, "new_password2": second})
        assert sentence in answer.content.decode()
        ada.refresh_from_db()
        assert ada.check_password(PASSWORD)
