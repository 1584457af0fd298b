"""What a person does with the link of a mail, and an editor with the answer."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client
from django.utils import timezone

from health.freshness.ask import answer_path
from health.models import Answer, Freshness
from history.models import Version
from people.models import Person
from tests.factories import MembershipFactory, account
from tests.health.test_freshness import leaver, member
from tests.health.test_pages import clerk, queries_of

pytestmark = pytest.mark.django_db


def link(person: Person) -> str:
    return answer_path(person, "ada@example.org")


class TestPage:
    def test_opening_it_changes_nothing(self, client: Client) -> None:
        person = member(person__bio="I <b>weave</b>.")
        answer = client.get(link(person))
        assert answer.status_code == 200
        page = answer.content.decode()
        assert "I &lt;b&gt;weave&lt;/b&gt;." in page
        assert "ada@example.org" not in page
        assert not Freshness.objects.exists()
        assert answer["X-Robots-Tag"] == "noindex"
        assert answer["Referrer-Policy"] == "same-origin"
        assert "no-store" in answer["Cache-Control"]

    def test_one_click_confirms(self, client: Client) -> None:
        person = member()
        before = timezone.now()
        answer = client.post(link(person), {"do": "confirm"})
        assert b"That is noted." in answer.content
        assert before <= Freshness.objects.get(person=person).confirmed <= timezone.now()

    def test_no_more_mails(self, client: Client) -> None:
        person = member()
        client.post(link(person), {"do": "stop"})
        assert Freshness.objects.get(person=person).is_off

    def test_what_is_not_true_is_left_for_an_editor(self, client: Client) -> None:
        person = member()
        client.post(link(person), {"do": "change", "change-text": "I moved to Zurich."})
        left = Answer.objects.get()
        assert (left.person, left.kind, left.text) == (person, "change", "I moved to Zurich.")

    @pytest.mark.parametrize("text", ["", "   ", "x" * 2001])
    def test_an_empty_or_endless_text_gets_a_sentence(self, text: str, client: Client) -> None:
        person = member()
        answer = client.post(link(person), {"do": "change", "change-text": text})
        assert b"field__error" in answer.content
        assert not Answer.objects.exists()

    def test_a_link_in_the_wrong_hands_fills_no_table(self, client: Client) -> None:
        person = member()
        for _ in range(7):
            answer = client.post(link(person), {"do": "change", "change-text": "x"})
        assert answer.status_code == 429
        assert Answer.objects.count() == 5

    def test_nonsense(self, client: Client) -> None:
        assert client.post(link(member()), {"do": "x"}).status_code == 400
        assert client.put(link(member())).status_code == 405

    def test_a_link_that_is_over_says_whom_to_write_to(self, client: Client) -> None:
        answer = client.get("/still-true/made-up/")
        assert answer.status_code == 404
        assert b"no longer valid" in answer.content
        assert client.post("/still-true/made-up/", {"do": "confirm"}).status_code == 404

    def test_a_button_on_another_site_does_nothing(self) -> None:
        person = member()
        strict = Client(enforce_csrf_checks=True)
        assert strict.post(link(person), {"do": "confirm"}).status_code == 403


class TestNextPosition:
    def test_without_a_log_in_it_waits_for_an_editor(self, client: Client) -> None:
        role = leaver()
        address = link(role.person)
        assert "Where are you now?" in client.get(address).content.decode()
        client.post(address, {"do": "next", "next-text": "Postdoc, MIT"})
        role.refresh_from_db()
        assert role.next_position == ""
        left = Answer.objects.get()
        assert (left.membership, left.text) == (role, "Postdoc, MIT")

    def test_who_is_logged_in_writes_it_at_once(self, client: Client) -> None:
        role = leaver()
        user = account("member", role.person)
        client.force_login(user)
        client.post(link(role.person), {"do": "next", "next-text": "Postdoc, MIT"})
        role.refresh_from_db()
        assert role.next_position == "Postdoc, MIT"
        assert not Answer.objects.exists()
        assert LogEntry.objects.get().user == user
        last = Version.objects.of("people.person", role.person_id)[0]
        assert (last.by, last.note) == (user, "an answer to “Where are you now?”")

    def test_somebody_else_s_log_in_does_not_count(self, client: Client) -> None:
        role = leaver()
        client.force_login(User.objects.create_superuser("boss"))
        client.post(link(role.person), {"do": "next", "next-text": "Postdoc, MIT"})
        role.refresh_from_db()
        assert role.next_position == ""
        assert Answer.objects.count() == 1

    def test_whose_page_is_not_theirs_to_edit_leaves_it_to_an_editor(self, client: Client) -> None:
        role = leaver()
        client.force_login(account("guest author", role.person))
        page = client.get(link(role.person)).content.decode()
        assert "An editor looks at it before it is shown." in page
        client.post(link(role.person), {"do": "next", "next-text": "Postdoc, MIT"})
        role.refresh_from_db()
        assert role.next_position == ""
        assert Answer.objects.get().text == "Postdoc, MIT"

    def test_who_is_still_there_is_not_asked(self, client: Client) -> None:
        person = member()
        assert "Where are you now?" not in client.get(link(person)).content.decode()
        answer = client.post(link(person), {"do": "next", "next-text": "x"})
        assert b"says already where you are" in answer.content
        assert not Answer.objects.exists()


class TestEditor:
    def left(self) -> Answer:
        role = leaver()
        return Answer.objects.create(
            person=role.person, membership=role, kind="next", text="Postdoc, <b>MIT</b>"
        )

    def test_answers_are_among_what_needs_care(self, admin_client: Client) -> None:
        self.left()
        assert b'href="/admin/health/answers/"' in admin_client.get("/admin/health/").content
        page = admin_client.get("/admin/health/answers/").content.decode()
        assert "Postdoc, &lt;b&gt;MIT&lt;/b&gt;" in page

    def test_one_is_taken_over(self, admin_client: Client, admin_user: Any) -> None:
        left = self.left()
        admin_client.post(f"/admin/health/answers/{left.pk}/", {"do": "take"})
        left.refresh_from_db()
        assert left.membership.next_position == "Postdoc, <b>MIT</b>"
        assert (left.state, left.decided_by) == ("taken", admin_user)
        assert LogEntry.objects.get().object_id == str(left.person_id)
        assert Version.objects.of("people.person", left.person_id)[0].by == admin_user
        assert b"No answer waits" in admin_client.get("/admin/health/answers/").content

    def test_one_is_declined(self, admin_client: Client) -> None:
        left = self.left()
        admin_client.post(f"/admin/health/answers/{left.pk}/", {"do": "decline"})
        left.refresh_from_db()
        assert (left.state, left.membership.next_position) == ("declined", "")

    def test_what_somebody_decided_stays_so(self, admin_client: Client) -> None:
        left = self.left()
        Answer.objects.update(state="declined")
        admin_client.post(f"/admin/health/answers/{left.pk}/", {"do": "take"})
        left.refresh_from_db()
        assert (left.state, left.membership.next_position) == ("declined", "")

    def test_who_may_change_nobody_sees_and_decides_nothing(self, client: Client) -> None:
        left = self.left()
        assert client.get("/admin/health/answers/").status_code == 302
        staff = clerk("view_person")
        assert staff.get("/admin/health/answers/").status_code == 403
        assert staff.get("/admin/health/profiles/").status_code == 403
        for address in (f"answers/{left.pk}", f"profiles/{left.person_id}"):
            for do in ("take", "ask"):
                assert staff.post(f"/admin/health/{address}/", {"do": do}).status_code == 403
        left.refresh_from_db()
        assert left.state == "waiting"
        assert mail.outbox == []

    def test_a_member_does_not_decide_on_their_own_role(self, client: Client) -> None:
        left = self.left()
        client.force_login(account("member", left.person))
        assert b"An editor decides on it." in client.get("/admin/health/answers/").content
        answer = client.post(f"/admin/health/answers/{left.pk}/", {"do": "take"})
        assert answer.status_code == 403
        left.membership.refresh_from_db()
        assert left.membership.next_position == ""

    def test_a_member_confirms_and_asks_for_themselves_alone(self, client: Client) -> None:
        mine, other = member(person__given_name="Ada"), member(person__given_name="Grace")
        client.force_login(account("member", mine))
        page = client.get("/admin/health/profiles/").content.decode()
        assert mine.name in page
        assert other.name not in page
        client.post(f"/admin/health/profiles/{mine.pk}/", {"do": "confirm"})
        assert Freshness.objects.get().person == mine
        refused = client.post(f"/admin/health/profiles/{other.pk}/", {"do": "confirm"})
        assert refused.status_code == 403

    def test_nonsense(self, admin_client: Client) -> None:
        left = self.left()
        for address in (f"answers/{left.pk}", f"profiles/{left.person_id}"):
            assert admin_client.post(f"/admin/health/{address}/").status_code == 400
            assert admin_client.get(f"/admin/health/{address}/").status_code == 405
        assert admin_client.post("/admin/health/answers/99/", {"do": "take"}).status_code == 404
        assert admin_client.post("/admin/health/profiles/99/", {"do": "ask"}).status_code == 404


class TestProfiles:
    def test_says_when_each_was_confirmed_and_asked(self, admin_client: Client) -> None:
        never, then = member(person__given_name="Never"), member(person__given_name="Then")
        member(end="2019", person__given_name="Gone")
        moment = timezone.now() - timedelta(days=1)
        Freshness.objects.create(person=then, confirmed=moment, asked=moment)
        page = admin_client.get("/admin/health/profiles/").content.decode()
        assert page.index(never.name) < page.index("Never confirmed") < page.index(then.name)
        assert "Gone" not in page

    def test_a_member_is_asked_now(self, admin_client: Client) -> None:
        person = member()
        admin_client.post(f"/admin/health/profiles/{person.pk}/", {"do": "ask"})
        assert len(mail.outbox) == 1

    def test_one_without_an_address_is_not(self, admin_client: Client) -> None:
        person = member(address="")
        address = f"/admin/health/profiles/{person.pk}/"
        answer = admin_client.post(address, {"do": "ask"}, follow=True)
        assert b"No e-mail address is known" in answer.content
        assert not Freshness.objects.exists()

    def test_asking_is_switched_off_and_on(self, admin_client: Client) -> None:
        person = member()
        address = f"/admin/health/profiles/{person.pk}/"
        for do, is_off in (("stop", True), ("resume", False)):
            admin_client.post(address, {"do": do})
            assert Freshness.objects.get().is_off is is_off
        admin_client.post(address, {"do": "confirm"})
        assert Freshness.objects.get().confirmed

    def test_an_empty_group(self, admin_client: Client) -> None:
        assert b"no current member" in admin_client.get("/admin/health/profiles/").content

    def test_costs_the_same_with_more_rows(self, admin_client: Client) -> None:
        def fill(number: int) -> None:
            for _ in range(number):
                person = member()
                Freshness.objects.create(person=person)
                Answer.objects.create(person=MembershipFactory().person, kind="change", text="x")

        fill(1)
        addresses = ("/admin/health/profiles/", "/admin/health/answers/")
        few = [queries_of(admin_client, address) for address in addresses]
        fill(2)
        assert [queries_of(admin_client, address) for address in addresses] == few
