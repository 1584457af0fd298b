"""Openings in the admin, and the texts around them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from history.models import Version
from history.sent import as_posted
from openings.models import Board, Opening
from tests.factories import OpeningFactory, PersonFactory, account
from tests.forms import add_rows, errors, posted

pytestmark = pytest.mark.django_db

ADD = "/admin/openings/opening/add/"
LIST = "/admin/openings/opening/"
ASKED = {
    "asked_programme": "", "asked_background": "must", "asked_papers": "may", "asked_cv": "must",
    "asked_links": "",
}  # fmt: skip


def form(client: Client, opening: Opening | None = None) -> dict[str, Any]:
    data = posted(client.get(f"{LIST}{opening.pk}/change/" if opening else ADD))
    data.pop("asked", None)
    return data


def send(client: Client, opening: Opening, **changes: Any) -> HttpResponse:
    data = form(client, opening) | changes
    answer: HttpResponse = client.post(f"{LIST}{opening.pk}/change/", data)
    opening.refresh_from_db()
    return answer


class TestForm:
    def test_an_opening(self, admin_client: Client) -> None:
        data = form(admin_client) | ASKED
        data |= {
            "audience": "phd",
            "text": "Come",
            "contact": PersonFactory().pk,
            "deadline": "2030-01",
        }
        assert admin_client.post(ADD, data).status_code == 302
        opening = Opening.objects.get()
        assert str(opening) == "PhD students"
        assert opening.asked == {"background": "must", "papers": "may", "cv": "must"}
        assert errors(admin_client.post(ADD, data | {"deadline": "soon", "text": ""}))

    def test_a_new_one_is_confirmed_on_the_day_it_is_added(self, admin_client: Client) -> None:
        admin_client.post(ADD, form(admin_client) | ASKED | {"text": "Come"})
        opening, today = Opening.objects.get(), timezone.localdate()
        assert opening.confirmed_on == opening.posted_on == today
        assert opening.review_on == today + timedelta(days=180)

    def test_whoever_adds_one_recruits_where_they_did_before(self, client: Client) -> None:
        me = PersonFactory()
        client.force_login(account("editor", me))
        assert client.get(ADD).context["adminform"].form.initial["contact"] == me.pk
        OpeningFactory(contact=me, institution="Purdue")
        initial = client.get(ADD).context["adminform"].form.initial
        assert (initial["contact"], initial["institution"]) == (me.pk, "Purdue")

    def test_a_day_of_review_that_was_typed_stays(self, admin_client: Client) -> None:
        data = form(admin_client) | ASKED | {"text": "Come", "review_on": "2030-01-01"}
        admin_client.post(ADD, data)
        assert Opening.objects.get().review_on == date(2030, 1, 1)

    def test_what_was_chosen_is_kept_on_an_error(self, admin_client: Client) -> None:
        answer = admin_client.post(ADD, form(admin_client) | ASKED | {"text": ""})
        page = " ".join(answer.content.decode().split())
        assert 'aria-label="CV as PDF: require"' in page
        for name, need in ASKED.items():
            chosen = f'name="{name}" value="{need}"'
            [radio] = [part for part in page.split("<input ") if chosen in part]
            assert "checked" in radio, name

    def test_nothing_need_be_asked(self, admin_client: Client) -> None:
        data = form(admin_client) | dict.fromkeys(ASKED, "") | {"text": "Come"}
        assert admin_client.post(ADD, data).status_code == 302
        assert Opening.objects.get().asked == {}

    def test_what_nobody_offered_is_refused(self, admin_client: Client) -> None:
        data = form(admin_client) | ASKED | {"text": "Come", "asked_cv": "perhaps"}
        assert any("perhaps" in error for error in errors(admin_client.post(ADD, data)))
        assert not Opening.objects.exists()

    def test_a_form_without_the_table_leaves_it_as_it_was(self, admin_client: Client) -> None:
        opening = OpeningFactory(asked={"cv": "must"})
        assert send(admin_client, opening, text="Come soon").status_code == 302
        assert (opening.text, opening.asked) == ("Come soon", {"cv": "must"})

    def test_another_site_needs_its_address(self, admin_client: Client) -> None:
        data = form(admin_client) | ASKED | {"text": "Come", "way": "portal"}
        assert errors(admin_client.post(ADD, data)) == ["Give the address where to apply."]
        data["portal"] = "jobs.example.org/12"
        assert admin_client.post(ADD, data).status_code == 302
        assert Opening.objects.get().portal == "https://jobs.example.org/12"

    def test_a_deadline_without_a_year_is_refused(self, admin_client: Client) -> None:
        data = form(admin_client) | ASKED | {"text": "Come", "deadline": "14 May"}
        assert errors(admin_client.post(ADD, data)) == [
            "Give the year, too: without one it never passes."
        ]

    def test_a_word_mended_confirms_nothing(self, admin_client: Client) -> None:
        opening = OpeningFactory(confirmed_on=date(2020, 5, 1))
        send(admin_client, opening, text="Come, please")
        assert opening.confirmed_on == date(2020, 5, 1)

    @pytest.mark.parametrize(
        "change", [{"holds": "on"}, {"deadline": "2999-01"}, {"places": "2"}, {"status": "maybe"}]
    )
    def test_it_is_confirmed_by_a_tick_or_by_what_says_as_much(
        self, admin_client: Client, change: dict[str, str]
    ) -> None:
        opening = OpeningFactory(confirmed_on=date(2020, 5, 1))
        send(admin_client, opening, **change)
        today = timezone.localdate()
        assert opening.confirmed_on == today
        assert opening.review_on == today + timedelta(days=180)

    def test_a_draft_is_first_shown_when_it_is_published(self, admin_client: Client) -> None:
        one, other = OpeningFactory(is_draft=True), OpeningFactory(is_draft=True)
        data = form(admin_client, one)
        del data["is_draft"]
        admin_client.post(f"{LIST}{one.pk}/change/", data)
        act(admin_client, "publish", other)
        for opening in (one, other):
            opening.refresh_from_db()
            assert opening.posted_on == timezone.localdate()

    def test_two_at_one_form_see_what_the_other_chose(self, admin_client: Client) -> None:
        opening = OpeningFactory()
        address = f"{LIST}{opening.pk}/change/"
        page = admin_client.get(address)
        mine = form(admin_client, opening) | ASKED | {"text": "Mine"}
        mine["_opened"] = page.context["opened"]
        theirs = form(admin_client, opening) | ASKED | {"asked_links": "must"}
        admin_client.post(address, theirs)
        answer = admin_client.post(address, mine)
        assert "somebody else saved this meanwhile" in answer.content.decode()
        assert "What the letter asks for" in answer.content.decode()

    def test_taking_the_side_of_the_other_sends_what_they_chose(self, admin_client: Client) -> None:
        bound = admin_client.get(ADD).context["adminform"].form["asked"]
        assert as_posted(bound, {"cv": "must", "papers": "may"}) == {
            "asked_programme": [""],
            "asked_background": [""],
            "asked_papers": ["may"],
            "asked_cv": ["must"],
            "asked_links": [""],
        }


def act(client: Client, action: str, *openings: Opening) -> HttpResponse:
    data = {"action": action, "_selected_action": [each.pk for each in openings]}
    answer: HttpResponse = client.post(LIST, data, follow=True)
    return answer


class TestList:
    def test_it_says_what_readers_see(self, admin_client: Client) -> None:
        fresh = {"confirmed_on": timezone.localdate()}
        OpeningFactory(status="rolling", **fresh)
        OpeningFactory(status="maybe")
        OpeningFactory(deadline="2020-05", **fresh)
        OpeningFactory(status="closed")
        page = admin_client.get(LIST).content.decode()
        for told in ("Open, apply at any time<", "Maybe; to be confirmed<", "Deadline passed<",
                     "Closed<"):  # fmt: skip
            assert f'<td class="field-stands">{told}' in page

    @pytest.mark.parametrize(
        ("stands", "titles"),
        [
            ("open", {"Fresh", "Old"}),
            ("maybe", {"Maybe"}),
            ("review", {"Old", "Maybe"}),
            ("lapsed", {"Lapsed"}),
            ("closed", {"Closed"}),
            ("lapsing", set()),
            ("nonsense", {"Fresh", "Old", "Maybe", "Lapsed", "Closed"}),
        ],
    )
    def test_a_filter(self, admin_client: Client, stands: str, titles: set[str]) -> None:
        OpeningFactory(title="Fresh", confirmed_on=timezone.localdate())
        OpeningFactory(title="Old", confirmed_on=date(2020, 5, 1))
        OpeningFactory(title="Maybe", status="maybe")
        OpeningFactory(title="Lapsed", deadline="2020-05")
        OpeningFactory(title="Closed", status="closed")
        answer = admin_client.get(LIST, {"stands": stands})
        assert {each.title for each in answer.context["cl"].result_list} == titles

    def test_still_holds(self, admin_client: Client) -> None:
        opening = OpeningFactory(confirmed_on=date(2020, 5, 1))
        answer = act(admin_client, "hold", opening)
        assert "1 opening: confirmed." in answer.content.decode()
        opening.refresh_from_db()
        today = timezone.localdate()
        assert (opening.confirmed_on, opening.review_on) == (today, today + timedelta(days=180))
        assert Version.objects.filter(model="openings.opening", object_id=opening.pk).exists()

    def test_close(self, admin_client: Client) -> None:
        opening, other = OpeningFactory(), OpeningFactory()
        act(admin_client, "close", opening)
        opening.refresh_from_db()
        assert (opening.status, opening.confirmed_on) == ("closed", timezone.localdate())
        other.refresh_from_db()
        assert other.status == "open"

    @pytest.mark.parametrize("rows", [1, 3])
    def test_its_queries(
        self, admin_client: Client, django_assert_max_num_queries: Any, rows: int
    ) -> None:
        for _ in range(rows):
            OpeningFactory()
        with django_assert_max_num_queries(12):
            admin_client.get(LIST)


class TestMember:
    def test_sees_and_changes_openings_of_their_own(self, client: Client) -> None:
        me = PersonFactory()
        own, other = OpeningFactory(contact=me, title="Mine"), OpeningFactory(title="Theirs")
        client.force_login(account("member", me))
        page = client.get(LIST).content.decode()
        assert "Mine" in page
        assert "Theirs" not in page
        assert send(client, own, status="closed").status_code == 302
        assert own.status == "closed"
        assert client.get(f"{LIST}{other.pk}/change/").status_code == 403
        act(client, "close", other)
        other.refresh_from_db()
        assert other.status == "open"

    def test_gives_none_away_and_adds_none(self, client: Client) -> None:
        me = PersonFactory()
        own = OpeningFactory(contact=me)
        client.force_login(account("member", me))
        send(client, own, contact=PersonFactory().pk, is_draft="on")
        assert (own.contact, own.is_draft) == (me, False)
        assert client.get(ADD).status_code == 403


class TestBoard:
    def test_texts_and_questions(self, admin_client: Client) -> None:
        address = "/admin/openings/board/1/change/"
        data = posted(admin_client.get(address))
        data |= {"values": "We **weave**.", "letter": "Be short."}
        add_rows(data, "questions", {"question": "Who pays?", "answer": "We do.", "position": 1})
        assert admin_client.post(address, data).status_code == 302
        board = Board.load()
        assert "<strong>weave</strong>" in board.values_html
        assert [each.question for each in board.questions.all()] == ["Who pays?"]

    def test_it_leads_to_the_page(self, admin_client: Client) -> None:
        Board().save()
        page = admin_client.get("/admin/openings/board/1/change/").content.decode()
        assert 'href="/openings/"' in page
