"""The link of an invitation: what it opens, for whom, and what it says when it opens nothing."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from accounts import inviting, leaving
from accounts.models import Invitation
from people.models import Person
from tests.accounts.conftest import PASSWORD
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db
NEW = {"new_password1": "another pass phrase", "new_password2": "another pass phrase"}


@pytest.fixture
def grace() -> Person:
    person: Person = PersonFactory(given_name="Grace", family_name="Hopper")
    return person


def link_for(person: Person, email: str = "grace@example.org", role: str = "member") -> str:
    _, link = inviting.invite(person, email, role, None)
    return re.sub(r"^http://127\.0\.0\.1:\d+", "", link)


def words(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", answer.content.decode()))


class TestAccepting:
    def test_shows_whom_it_is_for_and_asks_for_a_password(
        self, client: Client, grace: Person
    ) -> None:
        page = words(client.get(link_for(grace)))
        assert "This account is for Grace Hopper (grace@example.org)" in page
        assert "confirmation" in page

    def test_makes_the_account_of_the_person_and_logs_in(
        self, client: Client, grace: Person
    ) -> None:
        answer = client.post(link_for(grace), NEW)
        assert answer.status_code == 302
        user = User.objects.get()
        assert (user.username, user.email) == ("grace-hopper", "grace@example.org")
        assert (user.first_name, user.last_name) == ("Grace", "Hopper")
        assert user.check_password("another pass phrase")
        assert user.person == grace
        assert user.is_staff
        assert not user.is_superuser
        assert [group.name for group in user.groups.all()] == ["member"]
        assert "Welcome!" in words(client.get("/account/"))
        assert Invitation.objects.get().state == "used"

    def test_leads_to_one_s_page(self, client: Client, grace: Person) -> None:
        answer = client.post(link_for(grace, role="administrator"), NEW)
        assert answer.url == f"/admin/people/person/{grace.pk}/change/"
        assert client.get(answer.url).status_code == 200

    def test_a_name_that_is_taken_gets_a_number(self, client: Client, grace: Person) -> None:
        for name in ("Grace-Hopper", "grace-hopper-2"):
            User.objects.create_user(name)
        client.post(link_for(grace), NEW)
        assert User.objects.get(person=grace).username == "grace-hopper-3"

    @pytest.mark.parametrize(
        ("first", "second", "sentence"),
        [
            ("", "", "required"),
            ("short", "short", "too short"),
            ("grace@example.org", "grace@example.org", "too similar to the email"),
            ("another pass phrase", "other", "match"),
        ],
    )
    def test_a_password_that_will_not_do_gets_a_sentence(
        self, client: Client, grace: Person, first: str, second: str, sentence: str
    ) -> None:
        sent = {"new_password1": first, "new_password2": second}
        assert sentence in words(client.post(link_for(grace), sent))
        assert not User.objects.exists()
        assert Invitation.objects.get().state == "waiting"

    def test_the_token_is_kept_nowhere(self, grace: Person) -> None:
        token = link_for(grace).split("/")[-2]
        assert len(token) > 40
        assert token not in str(Invitation.objects.values().get())


class TestALinkThatOpensNothing:
    def refused(self, client: Client, link: str, status: int = 410) -> str:
        for answer in (client.get(link), client.post(link, NEW)):
            assert answer.status_code == status
        assert "_auth_user_id" not in client.session
        return words(answer)

    def test_an_unknown_one(self, client: Client) -> None:
        page = self.refused(client, "/account/invitation/nonsense/", 404)
        assert "Nothing is known of this link." in page
        assert not User.objects.exists()

    def test_an_old_one(self, client: Client, grace: Person) -> None:
        link = link_for(grace)
        Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
        assert "was valid until" in self.refused(client, link)
        assert not User.objects.exists()

    def test_one_that_was_used(self, client: Client, grace: Person) -> None:
        link = link_for(grace)
        Client().post(link, NEW)
        assert "was accepted already" in self.refused(client, link)
        assert User.objects.count() == 1

    def test_one_that_was_taken_back(self, client: Client, grace: Person) -> None:
        link = link_for(grace)
        inviting.revoke(grace)
        assert "was taken back" in self.refused(client, link)

    def test_one_before_the_last(self, client: Client, grace: Person) -> None:
        first, second = link_for(grace), link_for(grace, "hopper@example.org")
        assert "a later one was sent" in self.refused(client, first)
        assert client.post(second, NEW).status_code == 302
        assert User.objects.get().email == "hopper@example.org"

    def test_one_of_a_person_who_has_an_account_meanwhile(
        self, client: Client, grace: Person, ada: User
    ) -> None:
        link = link_for(grace)
        Person.objects.filter(pk=grace.pk).update(user=ada)
        assert "Grace Hopper has an account already: ada." in self.refused(client, link)

    def test_one_whose_address_is_another_person_s_meanwhile(
        self, client: Client, grace: Person, ada: User
    ) -> None:
        link = link_for(grace, "ADA@example.org")
        PersonFactory(given_name="Ada", user=ada)
        assert "is the address of the account of Ada Lovelace" in self.refused(client, link)

    def test_two_at_once_make_one_account(self, client: Client, grace: Person) -> None:
        invitation = Invitation.objects.with_token(link_for(grace).split("/")[-2])
        assert invitation
        inviting.accept(invitation, PASSWORD)
        with pytest.raises(inviting.NotInvitable, match="a moment ago"):
            inviting.accept(invitation, "another pass phrase")
        assert User.objects.get().check_password(PASSWORD)


class TestSomebodyWithAnAccount:
    def test_whose_address_it_is_logs_in_and_joins_it(
        self, client: Client, grace: Person, ada: User
    ) -> None:
        link = link_for(grace, "ada@example.org")
        page = client.get(link)
        assert "ada@example.org has an account here already." in words(page)
        assert f'href="/account/login/?next={link}"' in page.content.decode()
        client.post(link, NEW)
        assert not Person.objects.get(pk=grace.pk).user
        client.force_login(ada)
        assert "You are logged in as ada: is that you?" in words(client.get(link))
        assert client.post(link).status_code == 302
        assert Person.objects.get(pk=grace.pk).user == ada
        assert [group.name for group in ada.groups.all()] == ["member"]
        assert Invitation.objects.get().state == "used"

    def test_an_administrator_stays_one(self, as_boss: Client, boss: User, grace: Person) -> None:
        as_boss.post(link_for(grace))
        boss.refresh_from_db()
        assert boss.is_superuser
        assert boss.person == grace

    def test_somebody_else_is_told_to_log_out(
        self, as_ada: Client, ada: User, grace: Person
    ) -> None:
        PersonFactory(given_name="Ada", user=ada)
        link = link_for(grace)
        assert "the account of Ada Lovelace" in words(as_ada.get(link))
        as_ada.post(link, NEW)
        assert not Person.objects.get(pk=grace.pk).user
        assert Invitation.objects.get().state == "waiting"


class TestAClosedAccount:
    def test_is_opened_again_with_a_new_password(
        self, client: Client, grace: Person, ada: User
    ) -> None:
        Person.objects.filter(pk=grace.pk).update(user=ada)
        leaving.close(User.objects.get())
        client.post(link_for(grace, "new@example.org", "editor"), NEW)
        ada = User.objects.get()
        assert ada.is_active
        assert (ada.username, ada.email) == ("ada", "new@example.org")
        assert ada.check_password("another pass phrase")
        assert [group.name for group in ada.groups.all()] == ["editor"]

    def test_that_is_nobody_s_is_opened_for_its_address(
        self, client: Client, grace: Person, ada: User
    ) -> None:
        leaving.close(ada)
        client.post(link_for(grace, "ada@example.org"), NEW)
        assert User.objects.get().person == grace
