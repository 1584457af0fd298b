"""What administrators do: invite, look, take back, close; and that nobody else can."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, User
from django.core import mail
from django.test import Client
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts import inviting
from accounts.models import Invitation, LoginSession
from importer.duplicates.choices import ADDRESS
from importer.duplicates.merge import merge, unmerge
from people.models import EmailAddress, Person
from tests.accounts.codes import second_factor
from tests.accounts.test_invitation import words
from tests.factories import MembershipFactory, PersonFactory

pytestmark = pytest.mark.django_db
LINK = re.compile(r"http://127\.0\.0\.1:\d+(/account/invitation/[\w-]{43}/)")
INVITATIONS = "/admin/accounts/invitation/"


@pytest.fixture
def grace() -> Person:
    person: Person = MembershipFactory(
        person__given_name="Grace", person__family_name="Hopper"
    ).person
    EmailAddress.objects.create(person=person, address="grace@example.org")
    return person


def invite_page(*people: Person) -> str:
    return f"/admin/accounts/invite/?people={','.join(str(p.pk) for p in people)}"


def typed(person: Person, email: str = "grace@example.org", role: str = "member") -> dict[str, str]:
    return {f"person{person.pk}-email": email, f"person{person.pk}-role": role}


def account_page(person: Person) -> str:
    return f"/admin/people/person/{person.pk}/account/"


def invited(person: Person, email: str = "grace@example.org") -> Invitation:
    return inviting.invite(person, email, "member", None)[0]


class TestInviting:
    def test_is_a_button_on_the_person_s_form(self, as_boss: Client, grace: Person) -> None:
        form = as_boss.get(f"/admin/people/person/{grace.pk}/change/").content.decode()
        assert f'href="{account_page(grace)}"' in form
        page = as_boss.get(account_page(grace))
        assert "Grace Hopper has no account." in words(page)
        assert f'href="{invite_page(grace)}"' in page.content.decode()

    def test_knows_the_address_of_the_person(self, as_boss: Client, grace: Person) -> None:
        assert 'value="grace@example.org"' in as_boss.get(invite_page(grace)).content.decode()

    def test_sends_a_link_by_mail(self, as_boss: Client, grace: Person) -> None:
        page = as_boss.post(invite_page(grace), typed(grace))
        assert "Sent, valid for a week" in words(page)
        assert not LINK.search(page.content.decode())
        assert mail.outbox[0].to == ["grace@example.org"]
        assert mail.outbox[0].subject == "An account for you on the site of the group"
        assert "boss invites you" in mail.outbox[0].body
        link = LINK.search(mail.outbox[0].body)
        assert link
        assert "Grace Hopper" in words(Client().get(link[1]))
        assert LogEntry.objects.get().change_message == "Invited grace@example.org as member."

    def test_without_a_mail_server_shows_the_link_this_once(
        self, as_boss: Client, grace: Person, settings: Any
    ) -> None:
        settings.MAIL_TRANSPORT = ""
        page = as_boss.post(invite_page(grace), typed(grace))
        assert "as this site has no mail server" in words(page)
        link = LINK.search(page.content.decode())
        assert link
        assert Client().get(link[1]).status_code == 200
        assert "no-store" in page["Cache-Control"]
        for address in (account_page(grace), INVITATIONS):
            assert not LINK.search(as_boss.get(address).content.decode())

    def test_several_people_at_once_from_the_list(self, as_boss: Client, grace: Person) -> None:
        other, third = PersonFactory(), PersonFactory()
        chosen = {"action": "invite", "_selected_action": [grace.pk, other.pk, third.pk]}
        answer = as_boss.post("/admin/people/person/", chosen)
        assert answer.url.startswith("/admin/accounts/invite/?people=")
        sent = {**typed(grace), **typed(other, "o@example.org", "editor"), **typed(third, "")}
        as_boss.post(answer.url, sent)
        assert {(i.person, i.role) for i in Invitation.objects.all()} == {
            (grace, "member"),
            (other, "editor"),
        }
        assert len(mail.outbox) == 2

    def test_one_mistake_and_nobody_is_invited(self, as_boss: Client, grace: Person) -> None:
        other = PersonFactory()
        sent = {**typed(grace), **typed(other, "nonsense")}
        page = as_boss.post(invite_page(grace, other), sent)
        assert "Nobody is invited yet" in words(page)
        assert "valid email address" in words(page)
        assert not Invitation.objects.exists()

    def test_no_address_at_all_gets_a_sentence(self, as_boss: Client, grace: Person) -> None:
        page = as_boss.post(invite_page(grace), typed(grace, ""))
        assert "Type an e-mail address" in words(page)

    def test_the_address_of_another_person_s_account_is_refused(
        self, as_boss: Client, grace: Person, ada: User
    ) -> None:
        PersonFactory(given_name="Ada", user=ada)
        page = as_boss.post(invite_page(grace), typed(grace, "Ada@example.org"))
        assert "is the address of the account of Ada Lovelace." in words(page)

    def test_somebody_with_an_account_is_not_asked_about(
        self, as_boss: Client, grace: Person, ada: User
    ) -> None:
        Person.objects.filter(pk=grace.pk).update(user=ada)
        page = as_boss.get(invite_page(grace))
        assert "There is nobody to invite." in words(page)
        assert "With an account already: Grace Hopper" in words(page)
        as_boss.post(invite_page(grace), typed(grace))
        assert not Invitation.objects.exists()

    @pytest.mark.parametrize("people", ["", "x", "9" * 40, "0", "1,,-1"])
    def test_people_that_are_none_get_a_sentence(self, as_boss: Client, people: str) -> None:
        page = as_boss.get("/admin/accounts/invite/", {"people": people})
        assert "There is nobody to invite." in words(page)

    def test_a_role_that_is_none_is_refused(self, as_boss: Client, grace: Person) -> None:
        page = as_boss.post(invite_page(grace), typed(grace, role="king"))
        assert "not one of the available choices" in words(page)
        assert not Invitation.objects.exists()


class TestWhatWasSent:
    def test_is_listed_with_its_state(self, as_boss: Client, grace: Person) -> None:
        invited(grace)
        invited(grace, "hopper@example.org")
        page = words(as_boss.get(account_page(grace)))
        assert "grace@example.org as member, revoked" in page
        assert "hopper@example.org as member, waiting" in page
        for state, number in {"waiting": 1, "revoked": 1, "used": 0, "expired": 0}.items():
            shown = as_boss.get(INVITATIONS, {"state": state}).context["cl"].result_count
            assert (state, shown) == (state, number)

    def test_an_empty_list_is_a_list(self, as_boss: Client) -> None:
        assert "0 invitations" in words(as_boss.get(INVITATIONS))

    def test_can_be_taken_back(self, as_boss: Client, grace: Person) -> None:
        invited(grace)
        page = as_boss.post(account_page(grace), {"revoke": "1"}, follow=True)
        assert "The invitation is taken back." in words(page)
        assert Invitation.objects.get().state == "revoked"
        page = as_boss.post(account_page(grace), {"revoke": "1"}, follow=True)
        assert "No invitation was open." in words(page)

    def test_can_be_taken_back_from_the_list(self, as_boss: Client, grace: Person) -> None:
        row = invited(grace)
        as_boss.post(INVITATIONS, {"action": "take_back", "_selected_action": [row.pk]})
        assert Invitation.objects.get().state == "revoked"

    def test_can_be_sent_again(self, as_boss: Client, grace: Person) -> None:
        row = invited(grace)
        page = as_boss.post(INVITATIONS, {"action": "send_again", "_selected_action": [row.pk]})
        assert "Sent, valid for a week" in words(page)
        assert len(mail.outbox) == 1
        assert [i.state for i in Invitation.objects.all()] == ["waiting", "revoked"]

    def test_is_not_sent_again_to_somebody_with_an_account(
        self, as_boss: Client, grace: Person, ada: User
    ) -> None:
        row = invited(grace)
        Person.objects.filter(pk=grace.pk).update(user=ada)
        page = as_boss.post(INVITATIONS, {"action": "send_again", "_selected_action": [row.pk]})
        assert "Grace Hopper has an account already: ada." in words(page)
        assert mail.outbox == []

    def test_cannot_be_written_by_hand(self, as_boss: Client, grace: Person) -> None:
        row = invited(grace)
        assert as_boss.get(f"{INVITATIONS}add/").status_code == 403
        assert (
            row.token_digest not in as_boss.get(f"{INVITATIONS}{row.pk}/change/").content.decode()
        )

    def test_goes_with_the_person(self, as_boss: Client, grace: Person) -> None:
        invited(grace)
        as_boss.post(f"/admin/people/person/{grace.pk}/delete/", {"post": "yes"})
        assert not Person.objects.exists()
        assert not Invitation.objects.exists()

    def test_stays_with_the_one_who_stays_where_two_are_made_one(self, grace: Person) -> None:
        other = PersonFactory()
        for person in (grace, other):
            invited(person)
        told = merge(grace, other, {ADDRESS: 0})
        assert [row.person_id for row in Invitation.objects.all()] == [told.kept]
        unmerge(told)
        assert {row.person_id for row in Invitation.objects.all()} == {grace.pk, other.pk}

    def test_asks_as_many_questions_for_three_as_for_one(
        self, as_boss: Client, django_assert_max_num_queries: Any
    ) -> None:
        as_boss.get(INVITATIONS)
        for _ in range(3):
            invited(PersonFactory())
            with django_assert_max_num_queries(9):
                as_boss.get(INVITATIONS)


class TestTheAccount:
    @pytest.fixture
    def person(self, ada: User, grace: Person) -> Person:
        Person.objects.filter(pk=grace.pk).update(user=ada)
        return grace

    def test_is_described(self, as_boss: Client, person: Person, ada: User) -> None:
        ada.groups.add(Group.objects.get_or_create(name="member")[0])
        page = words(as_boss.get(account_page(person)))
        for fact in ("ada · ada@example.org", "Role Member", "Last log-in never", "factor off"):
            assert fact in page

    def test_of_somebody_who_left_is_pointed_out(self, as_boss: Client, person: Person) -> None:
        person.memberships.update(end="2020")
        page = words(as_boss.get(account_page(person)))
        assert "Grace Hopper has left the group, and can still log in." in page

    def test_closing_says_what_will_happen_first(
        self, as_boss: Client, person: Person, ada: User
    ) -> None:
        page = words(as_boss.get(f"/admin/auth/user/{ada.pk}/close/"))
        assert "the page of Grace Hopper, their works and all that they wrote stay" in page
        assert User.objects.get(pk=ada.pk).is_active

    def test_is_closed_by_a_click(self, as_boss: Client, person: Person, ada: User) -> None:
        answer = as_boss.post(f"/admin/auth/user/{ada.pk}/close/", follow=True)
        assert "The account ada is closed." in words(answer)
        assert "closed: an invitation opens it again" in words(answer)
        assert not User.objects.get(pk=ada.pk).is_active
        assert LogEntry.objects.get().change_message == "Account closed."
        assert as_boss.get(invite_page(person)).context["forms"]

    def test_one_s_own_cannot_be_closed(self, as_boss: Client, boss: User) -> None:
        answer = as_boss.post(f"/admin/auth/user/{boss.pk}/close/")
        assert answer.status_code == 400
        assert "Another administrator can close it." in words(answer)
        assert User.objects.get().is_active

    def test_one_that_is_not_there_is_not_found(self, as_boss: Client) -> None:
        assert as_boss.get("/admin/auth/user/999/close/").status_code == 404
        assert as_boss.get(f"/admin/people/person/{'9' * 18}/account/").status_code == 404

    def test_its_second_factor_is_turned_off_where_the_phone_is_lost(
        self, as_boss: Client, person: Person, ada: User
    ) -> None:
        second_factor(ada)
        assert "Phone lost" in words(as_boss.get(account_page(person)))
        page = as_boss.post(account_page(person), {"second_factor": "1"}, follow=True)
        assert "The second factor of ada is off" in words(page)
        assert not TOTPDevice.objects.exists()
        assert not LoginSession.objects.filter(user=ada).exists()

    def test_an_administrator_takes_a_person_for_their_own_account(
        self, as_boss: Client, boss: User
    ) -> None:
        person = PersonFactory()
        assert "This is me" in words(as_boss.get(account_page(person)))
        as_boss.post(account_page(person), {"take": "1"})
        assert Person.objects.get(pk=person.pk).user == boss

    def test_a_second_person_is_not_taken(self, as_boss: Client, boss: User) -> None:
        PersonFactory(user=boss)
        other = PersonFactory()
        page = as_boss.post(account_page(other), {"take": "1"}, follow=True)
        assert "Nothing was done" in words(page)
        assert Person.objects.get(pk=other.pk).user is None


class TestWhoMay:
    """Only those who may change accounts; the others are told so, and see no button."""

    @pytest.mark.parametrize("role", [None, "guest author", "member", "editor"])
    def test_nobody_else_invites_looks_or_closes(
        self, as_ada: Client, ada: User, boss: User, grace: Person, role: str | None
    ) -> None:
        if role:
            ada.groups.add(Group.objects.get_or_create(name=role)[0])
        row = invited(grace)
        for address in (
            account_page(grace),
            invite_page(grace),
            INVITATIONS,
            f"{INVITATIONS}{row.pk}/change/",
            f"/admin/auth/user/{boss.pk}/close/",
        ):
            assert as_ada.get(address).status_code == 403, address
            assert as_ada.post(address, typed(grace)).status_code == 403, address
        assert Invitation.objects.count() == 1
        assert User.objects.get(pk=boss.pk).is_active

    def test_visitors_are_led_to_the_log_in(self, client: Client, grace: Person) -> None:
        for address in (account_page(grace), invite_page(grace), INVITATIONS):
            assert client.get(address).url.startswith("/admin/login/?next=")
