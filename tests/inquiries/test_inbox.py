"""The inbox: who has one, what its list shows, and what happens when a letter is opened."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from inquiries.models import Inquiry
from tests.factories import OpeningFactory, PersonFactory, account
from tests.inquiries.inbox_letters import (
    LIST,
    at,
    for_opening_of,
    let_go,
    letter,
    logged_in,
    reader,
    with_cv,
)
from tests.pages_read import shown

pytestmark = pytest.mark.django_db

GETS = ["change/", "cv/", "cv/picture/", "cv/text/", "history/", "delete/"]
POSTS = ["change/", "star/", "note/", "reply/", "assign/", "join/", "separate/", "delete/"]


class TestWhoReadsWhat:
    def all_refuse(self, client: Client, one: Inquiry, status: int = 403) -> None:
        for rest in GETS:
            assert client.get(at(one, rest)).status_code == status, rest
        for rest in POSTS:
            data = {"state": "declined", "text": "x", "subject": "x", "body": "x", "post": "yes"}
            assert client.post(at(one, rest), data).status_code == status, rest
        one.refresh_from_db()
        assert (one.state, one.is_starred) == ("new", False)
        assert not one.notes.exists()
        assert not one.replies.exists()

    @pytest.mark.parametrize("role", ["editor", "member"])
    def test_every_address_of_another_s_letter_refuses(self, role: str) -> None:
        user, person = reader(role)
        for_opening_of(person)  # so that they have an inbox
        self.all_refuse(logged_in(user), with_cv(opening=OpeningFactory()))

    def test_every_address_refuses_a_guest_and_an_account_without_a_role(self) -> None:
        one = with_cv()
        for role in ("guest author", None):
            client = logged_in(account(role, PersonFactory()))
            if role:
                self.all_refuse(client, one)
            else:
                assert client.get(at(one)).status_code == 302

    def test_a_visitor_is_sent_to_the_log_in(self, client: Client) -> None:
        one = with_cv()
        for rest in GETS:
            answer = client.get(at(one, rest))
            assert answer.status_code == 302
            assert "/login/" in answer["Location"]

    @pytest.mark.parametrize("way", ["opening", "recipient", "assigned"])
    def test_whom_it_is_for_may_read_all_of_it(self, way: str) -> None:
        user, person = reader()
        if way == "opening":
            one = with_cv(opening=OpeningFactory(contact=person))
        elif way == "recipient":
            one = with_cv(recipient=person)
        else:
            one = with_cv(opening=OpeningFactory(), assigned_to=person)
        client = logged_in(user)
        for rest in GETS:
            answer = client.get(at(one, rest))
            assert answer.status_code == (403 if (way, rest) == ("assigned", "delete/") else 200)
            let_go(answer)
        assert "I would like to join." in shown(client.get(at(one)))

    def test_what_is_assigned_is_to_be_answered_and_not_deleted(self) -> None:
        user, person = reader()
        one = letter(opening=OpeningFactory(), assigned_to=person)
        client = logged_in(user)
        page = shown(client.get(at(one)))
        assert 'value="declined"' in page
        assert "Delete…" not in page
        assert client.post(at(one, "delete/"), {"post": "yes"}).status_code == 403
        ticked = {"action": "delete_selected", "_selected_action": [one.pk], "post": "yes"}
        answer = client.post(LIST, ticked, follow=True)
        assert "1 letter left alone: your rights do not let you delete it." in shown(answer)
        assert Inquiry.objects.exists()

    def test_an_administrator_reads_all_letters(self, admin_client: Client) -> None:
        assert admin_client.get(at(with_cv(opening=OpeningFactory()))).status_code == 200

    def test_an_editor_without_letters_has_no_inbox(self) -> None:
        user, _ = reader("editor")
        letter(opening=OpeningFactory())
        client = logged_in(user)
        assert client.get(LIST).status_code == 403
        assert client.get(f"{LIST}export/").status_code == 403
        assert client.post(f"{LIST}decline/", {"keys": "1"}).status_code == 403
        assert client.post(f"{LIST}assign/", {"keys": "1"}).status_code == 403
        assert LIST not in client.get("/admin/").content.decode()

    def test_a_letter_that_is_not_there(self, admin_client: Client) -> None:
        assert admin_client.get(f"{LIST}99/change/").status_code == 302
        for rest in ("cv/", "cv/picture/", "cv/text/"):
            assert admin_client.get(f"{LIST}99/{rest}").status_code == 404
        for rest in ("star/", "note/", "reply/", "assign/", "join/", "separate/"):
            assert admin_client.post(f"{LIST}99/{rest}").status_code == 404
        assert admin_client.post(f"{LIST}{'9' * 30}/star/").status_code == 404

    def test_what_changes_something_takes_no_get(self, admin_client: Client) -> None:
        one = letter()
        for rest in ("star/", "note/", "assign/", "join/", "separate/"):
            assert admin_client.get(at(one, rest)).status_code == 405
        assert admin_client.get(at(one, "reply/")).status_code == 302
        assert admin_client.get(f"{LIST}decline/").status_code == 405


class TestList:
    def test_the_newest_stand_first_and_rows_say_what_matters(self, admin_client: Client) -> None:
        opening = OpeningFactory(title="Mud engines")
        old = letter(received=timezone.now() - timedelta(days=3), name="Old Letter")
        new = letter(opening=opening, programme="PhD, Fall 2027", confirmed=None)
        page = admin_client.get(LIST)
        assert [row.pk for row in page.context["cl"].result_list] == [new.pk, old.pk]
        text = shown(page)
        for words in ("Mud engines", "in general", "PhD, Fall 2027", "address not confirmed"):
            assert words in text

    def test_states_are_counted(self, admin_client: Client) -> None:
        letter()
        letter(state="declined")
        letter(state="declined")
        counts = admin_client.get(LIST).context["counts"]
        assert counts == [
            ("", "All", 3), ("new", "New", 1), ("read", "Read", 0), ("talk", "Talk to them", 0),
            ("declined", "Declined", 2), ("accepted", "Accepted", 0),
        ]  # fmt: skip

    @pytest.mark.parametrize(
        ("query", "names"),
        [
            ("state=talk", {"Talk"}),
            ("state=nonsense", {"Talk", "Star", "Mine", "Shy", "Open"}),
            ("starred=yes", {"Star"}),
            ("mine=assigned", {"Mine"}),
            ("mine=nobody", {"Talk", "Star", "Shy", "Open"}),
            ("address=unconfirmed", {"Shy"}),
            ("address=confirmed", {"Talk", "Star", "Mine", "Open"}),
            ("for=general", {"Talk", "Star", "Mine", "Shy"}),
            ("for=nonsense", {"Talk", "Star", "Mine", "Shy", "Open"}),
            ("q=hopeful", {"Talk"}),
        ],
    )
    def test_filters(self, query: str, names: set[str]) -> None:
        user, person = reader("administrator")
        letter(name="Talk", state="talk", message="A hopeful letter")
        letter(name="Star", is_starred=True)
        letter(name="Mine", assigned_to=person)
        letter(name="Shy", confirmed=None)
        opening = for_opening_of(person, name="Open").opening
        client = logged_in(user)
        found = client.get(f"{LIST}?{query}").context["cl"].result_list
        assert {row.name for row in found} == names
        assert opening is not None
        found = client.get(f"{LIST}?for={opening.pk}").context["cl"].result_list
        assert {row.name for row in found} == {"Open"}

    def test_the_openings_of_others_are_no_filter(self) -> None:
        user, person = reader()
        for_opening_of(person)
        letter(opening=OpeningFactory(title="Secret engines"))
        assert "Secret engines" not in shown(logged_in(user).get(LIST))

    def test_what_a_sender_wrote_is_text(self, admin_client: Client) -> None:
        letter(name="<script>alert(1)</script>", programme="<b>PhD</b>")
        page = admin_client.get(LIST).content
        assert b"<script>alert" not in page
        assert b"<b>PhD" not in page

    def test_two_thousand_letters_cost_what_three_do(self, admin_client: Client) -> None:
        def queries() -> int:
            with CaptureQueriesContext(connection) as seen:
                assert admin_client.get(LIST).status_code == 200
            return len(seen)

        letter()
        queries()
        one = queries()
        Inquiry.objects.bulk_create(
            Inquiry(name=f"E{n}", email=f"e{n}@example.org", message="Hi") for n in range(1999)
        )
        assert queries() == one
        assert one <= 12

    def test_nobody_s_letters_lie_in_a_cache(self, admin_client: Client) -> None:
        one = letter()
        for address in (LIST, at(one)):
            assert "no-store" in admin_client.get(address)["Cache-Control"]

    def test_an_empty_inbox_says_so(self, admin_client: Client) -> None:
        assert "No letters yet." in shown(admin_client.get(LIST))
        letter()
        assert "No letter is like that." in shown(admin_client.get(f"{LIST}?state=talk"))


class TestOpening:
    def state_after(self, open_it: Callable[[], object], one: Inquiry) -> str:
        open_it()
        one.refresh_from_db()
        return one.state

    def test_whom_it_is_for_reads_it(self) -> None:
        user, person = reader()
        one = for_opening_of(person)
        client = logged_in(user)
        assert self.state_after(lambda: client.get(LIST), one) == "new"
        assert self.state_after(lambda: client.head(at(one)), one) == "new"
        for header in ("sec-purpose", "purpose", "x-moz"):
            ahead = {header: "prefetch;prerender"}
            assert self.state_after(lambda a=ahead: client.get(at(one), headers=a), one) == "new"
        assert self.state_after(lambda: client.get(at(one)), one) == "read"

    def test_an_administrator_who_looks_leaves_it_new_for_whom_it_is_for(
        self, admin_client: Client
    ) -> None:
        _, person = reader()
        one = for_opening_of(person)
        assert self.state_after(lambda: admin_client.get(at(one)), one) == "new"

    def test_an_administrator_reads_what_waits_for_nobody_with_an_account(
        self, admin_client: Client
    ) -> None:
        one = letter(opening=OpeningFactory())
        assert self.state_after(lambda: admin_client.get(at(one)), one) == "read"

    def test_what_was_decided_stays_so(self, admin_client: Client) -> None:
        one = letter(state="talk")
        assert self.state_after(lambda: admin_client.get(at(one)), one) == "talk"

    def test_the_next_and_the_previous_are_those_of_the_list(self, admin_client: Client) -> None:
        now = timezone.now()
        newest, middle, oldest = (
            letter(received=now - timedelta(days=days), is_starred=days != 1) for days in range(3)
        )
        page = admin_client.get(at(middle))
        assert (page.context["around"].before, page.context["around"].after) == (
            newest.pk, oldest.pk,
        )  # fmt: skip
        starred = admin_client.get(at(newest) + "?_changelist_filters=starred%3Dyes")
        assert starred.context["around"].after == oldest.pk
        assert starred.context["after"] == at(oldest) + "?_changelist_filters=starred%3Dyes"
        nonsense = admin_client.get(at(newest) + "?_changelist_filters=no__such%3D1")
        assert nonsense.context["around"].after == middle.pk

    def test_one_that_is_read_by_now_keeps_its_place_among_the_new(
        self, admin_client: Client
    ) -> None:
        now = timezone.now()
        newest, middle, oldest = (letter(received=now - timedelta(days=d)) for d in range(3))
        query = "?_changelist_filters=state%3Dnew"
        for each in (newest, middle, middle):
            page = admin_client.get(at(each) + query)
        assert page.context["around"].before == newest.pk
        assert page.context["around"].after == oldest.pk
        admin_client.get(f"{LIST}?state=new")
        page = admin_client.get(at(middle) + query)
        assert page.context["around"].before is None

    def test_links_are_safe_and_only_of_the_web(self, admin_client: Client) -> None:
        one = letter(links="https://example.org/~eve and\njavascript:alert(1) data:text/html,x")
        page = admin_client.get(at(one)).content.decode()
        assert 'href="https://example.org/~eve"' in page
        assert 'rel="noopener noreferrer nofollow"' in page
        assert 'href="javascript' not in page
        assert 'href="data' not in page

    def test_a_page_costs_the_same_with_more_of_everything(self, admin_client: Client) -> None:
        one = letter()

        def more() -> None:
            other = letter(joined_to=one)
            for each in (one, other):
                each.notes.create(text="n", author=account("editor", PersonFactory()))
                each.replies.create(subject="s", body="b", author=account("editor"))
            letter(name="Somebody", email="eve+cv@example.org")

        def queries() -> int:
            with CaptureQueriesContext(connection) as seen:
                assert admin_client.get(at(one)).status_code == 200
            return len(seen)

        more()
        queries()
        few = queries()
        more()
        more()
        assert queries() == few


class TestState:
    @pytest.mark.parametrize("state", ["read", "talk", "declined", "accepted"])
    def test_one_click_changes_it(self, admin_client: Client, state: str) -> None:
        one = letter()
        answer = admin_client.post(at(one), {"state": state})
        assert answer["Location"] == at(one)
        one.refresh_from_db()
        assert one.state == state

    def test_one_that_is_new_again_is_left(self, admin_client: Client) -> None:
        one = letter(state="read")
        assert admin_client.post(at(one), {"state": "new"})["Location"] == LIST
        one.refresh_from_db()
        assert one.state == "new"

    @pytest.mark.parametrize("data", [{}, {"state": "eaten"}, {"message": "changed"}])
    def test_what_is_no_state_changes_nothing(
        self, admin_client: Client, data: dict[str, str]
    ) -> None:
        one = letter()
        page = admin_client.post(at(one), data, follow=True)
        assert "Choose one of the states" in shown(page)
        fresh = Inquiry.objects.get()
        assert (fresh.message, fresh.name) == (one.message, one.name)

    def test_logs_and_messages_say_nothing_of_the_sender(self, admin_client: Client) -> None:
        one = letter(name="Zebedee", email="zebedee@example.org")
        admin_client.post(at(one), {"state": "talk"})
        admin_client.post(at(one, "note/"), {"text": "Zebedee is nice."})
        admin_client.post(at(one, "star/"), {"starred": "1"})
        entries = LogEntry.objects.all()
        told = " ".join(f"{entry.object_repr} {entry.change_message}" for entry in entries)
        assert "Talk to them." in told
        assert "ebedee" not in told
        page = shown(admin_client.get(at(one, "history/")))
        assert "Talk to them." in page
        assert "ebedee" not in page

    def test_the_star_goes_on_and_off_with_and_without_a_script(self, admin_client: Client) -> None:
        one = letter()
        answer = admin_client.post(
            at(one, "star/"), {"starred": "1"}, headers={"accept": "application/json"}
        )
        assert answer.json() == {"starred": True}
        came = f"http://testserver{LIST}?state=new"
        answer = admin_client.post(at(one, "star/"), {"starred": ""}, headers={"referer": came})
        assert answer["Location"] == came
        one.refresh_from_db()
        assert not one.is_starred
        away = admin_client.post(
            at(one, "star/"), {"starred": "1"}, headers={"referer": "https://evil.example/"}
        )
        assert away["Location"] == LIST

    def test_deleting_is_for_good_and_logged_without_a_name(self, admin_client: Client) -> None:
        one = with_cv()
        name = one.cv.path
        assert admin_client.post(at(one, "delete/"), {"post": "yes"}).status_code == 302
        assert not Inquiry.objects.exists()
        assert name
        assert "Eve" not in " ".join(LogEntry.objects.values_list("object_repr", flat=True))


class TestFirstScreen:
    def test_says_how_many_new_letters_wait(self) -> None:
        user, person = reader()
        for_opening_of(person)
        client = logged_in(user)
        page = client.get("/admin/").content.decode()
        assert "<strong>1 new letter</strong>" in page
        assert f'href="{LIST}?state=new"' in page
        Inquiry.objects.update(state="read")
        assert "new letter" not in client.get("/admin/").content.decode()

    def test_says_nothing_of_those_that_wait_for_others(self, admin_client: Client) -> None:
        _, person = reader()
        for_opening_of(person)
        assert "new letter" not in admin_client.get("/admin/").content.decode()
