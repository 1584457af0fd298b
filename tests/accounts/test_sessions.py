"""Where one is logged in: listed, ended, and no more known of it than is needed."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.browsers import described
from accounts.models import LoginSession
from tests.accounts.conftest import PASSWORD

pytestmark = pytest.mark.django_db
PAGE = "/account/sessions/"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
SAFARI = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like"
    " Gecko) Version/18.0 Mobile/15E148 Safari/604.1"
)
EDGE = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
    " Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0"
)


def logged_in(user: User, agent: str = FIREFOX) -> Client:
    client = Client(headers={"User-Agent": agent})
    client.post("/account/login/", {"username": user.username, "password": PASSWORD})
    assert client.get("/account/").status_code == 200
    return client


def is_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (FIREFOX, "Firefox on Linux"),
        (SAFARI, "Safari on iPhone"),
        (EDGE, "Edge on Windows"),
        ("curl/8.0", "An unknown browser"),
        ("", "An unknown browser"),
        ("x" * 5000, "An unknown browser"),
    ],
)
def test_a_browser_is_named_in_two_words(agent: str, words: str) -> None:
    assert described(agent) == words


class TestTheList:
    def test_has_each_session_and_says_which_is_this(self, ada: User) -> None:
        logged_in(ada, SAFARI)
        page = logged_in(ada, FIREFOX).get(PAGE).content.decode()
        assert "Firefox on Linux" in page
        assert "Safari on iPhone" in page
        assert page.count('name="session"') == 1
        assert "this one" in page

    def test_names_no_key_that_would_open_a_session(self, ada: User) -> None:
        logged_in(ada, SAFARI)
        page = logged_in(ada).get(PAGE).content.decode()
        assert not [key for key in Session.objects.values_list("pk", flat=True) if key in page]

    def test_shows_nobody_else_s(self, ada: User, boss: User) -> None:
        logged_in(boss, SAFARI)
        page = logged_in(ada).get(PAGE).content.decode()
        assert "Safari" not in page
        assert "You are logged in nowhere else." in page

    def test_is_for_those_who_are_logged_in(self, client: Client) -> None:
        assert client.get(PAGE).url == f"/account/login/?next={PAGE}"

    def test_keeps_no_network_address(self) -> None:
        names = {field.name for field in LoginSession._meta.get_fields()}
        assert names == {"session", "user", "browser", "begun_at", "used_at"}

    def test_asks_as_many_questions_for_three_as_for_one(self, ada: User) -> None:
        client, asked = logged_in(ada), []
        for _ in range(3):
            with CaptureQueriesContext(connection) as queries:
                client.get(PAGE)
            asked.append(len(queries))
            logged_in(ada)
        assert asked == [asked[0]] * 3

    def test_is_written_once_an_hour_and_not_with_each_request(self, ada: User) -> None:
        client = logged_in(ada)
        begun = LoginSession.objects.get().used_at
        client.get("/account/")
        assert LoginSession.objects.get().used_at == begun
        session = client.session
        key, _ = session["noted"]
        session["noted"] = [key, (timezone.now() - timedelta(hours=2)).isoformat()]
        session.save()
        client.get("/account/")
        assert LoginSession.objects.get().used_at > begun
        assert LoginSession.objects.get().begun_at < LoginSession.objects.get().used_at

    def test_forgets_what_is_over(self, ada: User) -> None:
        logged_in(ada, SAFARI).post("/admin/logout/")
        assert not LoginSession.objects.exists()
        logged_in(ada, EDGE)
        Session.objects.update(expire_date=timezone.now() - timedelta(days=1))
        assert "Edge" not in logged_in(ada).get(PAGE).content.decode()


class TestEnding:
    def test_one(self, ada: User) -> None:
        phone, desk = logged_in(ada, SAFARI), logged_in(ada)
        mark = re.search(r'value="([0-9a-f]{16})"', desk.get(PAGE).content.decode())
        assert mark
        answer = desk.post(PAGE, {"session": mark[1]}, follow=True)
        assert "One session is ended." in answer.content.decode()
        assert not is_in(phone)
        assert is_in(desk)

    def test_all_others(self, ada: User, boss: User) -> None:
        phone, tablet, desk = logged_in(ada, SAFARI), logged_in(ada, EDGE), logged_in(ada)
        somebody_else = logged_in(boss)
        answer = desk.post(PAGE, {"others": "1"}, follow=True)
        assert "2 sessions are ended." in answer.content.decode()
        assert [is_in(c) for c in (phone, tablet, desk, somebody_else)] == [
            False, False, True, True,
        ]  # fmt: skip

    def test_somebody_else_s_is_not_possible(self, ada: User, boss: User) -> None:
        theirs = logged_in(boss)
        mark = LoginSession.objects.get(user=boss).mark
        answer = logged_in(ada).post(PAGE, {"session": mark}, follow=True)
        assert "had ended already" in answer.content.decode()
        assert is_in(theirs)

    @pytest.mark.parametrize("sent", [{}, {"session": "nonsense"}, {"session": ""}])
    def test_one_that_is_not_there_gets_a_sentence(self, ada: User, sent: dict[str, str]) -> None:
        answer = logged_in(ada).post(PAGE, sent, follow=True)
        assert "That session had ended already." in answer.content.decode()

    def test_a_new_password_ends_the_others(self, ada: User) -> None:
        phone, desk = logged_in(ada, SAFARI), logged_in(ada)
        new = {"new_password1": "another pass phrase", "new_password2": "another pass phrase"}
        done = desk.post("/admin/password_change/", {"old_password": PASSWORD, **new})
        assert done.status_code == 302
        assert "Safari" not in desk.get(PAGE).content.decode()
        assert not is_in(phone)
        assert is_in(desk)
