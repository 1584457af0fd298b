"""Asking those who recruit whether their openings still hold, and what they answer."""

from __future__ import annotations

import time
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client
from django.utils import timezone

from health.freshness.answers import confirm
from health.freshness.ask import shown as facts_of_person
from health.models import OpeningAsked
from health.recruiting.ask import ask_owners
from health.recruiting.links import answer_path, opening_of, token_for
from history.models import Version
from openings.models import Opening
from people.models import Person
from tests.factories import MembershipFactory, OpeningFactory, PersonFactory, account
from tests.pages_read import shown

pytestmark = pytest.mark.django_db
ADDRESS = "ada@example.org"


def recruiter(**fields: Any) -> Person:
    person: Person = PersonFactory(given_name="Ada", family_name="King", **fields)
    person.emails.create(address=ADDRESS)
    return person


def opening(**fields: Any) -> Opening:
    values = {"title": "Two places", "confirmed_on": date(2026, 1, 10), **fields}
    values["contact"] = values.get("contact") or recruiter()
    found: Opening = OpeningFactory(**values)
    return found


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Any:
    """``at("2027-01-16")``: runs the job on that day, and says what it told."""

    def run(day: str) -> str:
        moment = timezone.make_aware(datetime.fromisoformat(f"{day}T12:00"))
        monkeypatch.setattr(timezone, "now", lambda: moment)
        return ask_owners(moment)

    return run


class TestAsking:
    def test_on_the_day_of_review_and_once_more_after_thirty_days(self, at: Any) -> None:
        opening()  # to be reviewed on 9 July
        told = {day: at(day) for day in (
            "2026-07-08", "2026-07-09", "2026-07-10", "2026-08-07", "2026-08-08", "2026-12-24",
        )}  # fmt: skip
        assert [day for day, text in told.items() if text == "1 asked"] == [
            "2026-07-09", "2026-08-08",
        ]  # fmt: skip
        first, second = mail.outbox
        assert first.to == second.to == [ADDRESS]
        assert "You are not asked again." in second.body

    def test_the_mail_says_in_plain_text_what_the_site_says(self, at: Any) -> None:
        row = opening(start="Fall 2999", deadline="2999-01", places=2, text="Come **soon**.",
                      funding="Four years")  # fmt: skip
        at("2026-08-01")
        [sent] = mail.outbox
        assert sent.subject == "Does it still hold? Two places"
        assert sent.content_subtype == "plain"
        assert not getattr(sent, "alternatives", [])
        for told in ("Dear Ada King,", "Start: Fall 2999", "Deadline: January 2999", "Places: 2",
                     "Text: Come soon.", "Last confirmed: 10 January 2026", "/still-open/",
                     f"/openings/{row.pk}/", "once more, in 30 days"):  # fmt: skip
            assert told in sent.body
        assert "**" not in sent.body

    def test_a_title_cannot_add_a_header(self, at: Any) -> None:
        row = opening()
        Opening.objects.filter(pk=row.pk).update(title="Come\r\nBcc: all@example.org")
        at("2026-08-01")
        assert "\n" not in mail.outbox[0].subject
        assert mail.outbox[0].recipients() == [ADDRESS]

    def test_one_that_nobody_ever_confirmed(self, at: Any) -> None:
        opening(confirmed_on=None)
        assert [at("2026-05-01"), at("2026-05-02"), at("2026-06-01"), at("2026-09-01")] == [
            "1 asked", "0 asked", "1 asked", "0 asked",
        ]  # fmt: skip
        assert "Last confirmed: never" in mail.outbox[0].body

    def test_a_new_review_is_asked_for_anew(self, at: Any) -> None:
        row = opening()
        for day in ("2026-07-09", "2026-08-08"):
            at(day)
        row.refresh_from_db()
        row.confirm(date(2026, 8, 9))
        row.save()
        assert at("2026-09-20") == "0 asked"
        assert at("2027-02-05") == "1 asked"
        assert OpeningAsked.objects.get().times == 1

    @pytest.mark.parametrize(
        "fields",
        [
            {"status": "closed"},
            {"deadline": "2026-07-01"},
            {"is_draft": True},
            {"review_on": date(2026, 12, 1)},
        ],
    )
    def test_not_of_what_is_over_hidden_or_to_be_reviewed_later(
        self, at: Any, fields: dict[str, Any]
    ) -> None:
        opening(**fields)
        assert at("2026-08-01") == "0 asked"
        assert mail.outbox == []

    def test_a_near_deadline_is_no_mail(self, at: Any) -> None:
        opening(confirmed_on=date(2026, 7, 1), deadline="2026-08-03")
        assert at("2026-08-01") == "0 asked"

    def test_not_where_nobody_can_be_asked(self, at: Any) -> None:
        OpeningFactory(contact=None)
        OpeningFactory(contact=PersonFactory())
        assert at("2026-08-01") == "0 asked"
        assert not OpeningAsked.objects.exists()

    @pytest.mark.parametrize("rows", [1, 3])
    def test_queries(self, at: Any, django_assert_max_num_queries: Any, rows: int) -> None:
        for _ in range(rows):
            opening(contact=recruiter())
        with django_assert_max_num_queries(2 + 10 * rows):
            at("2026-08-01")


class TestLink:
    def test_opening_it_changes_nothing(self, client: Client) -> None:
        row = opening(text="I <b>weave</b>.")
        answer = client.get(answer_path(row, ADDRESS))
        assert answer.status_code == 200
        page = shown(answer)
        for told in (
            "Two places: does it still hold?",
            "I &lt;b&gt;weave&lt;/b&gt;.",
            'value="hold"',
            'value="close"',
        ):
            assert told in page
        assert ADDRESS not in page
        assert answer["X-Robots-Tag"] == "noindex"
        assert answer["Referrer-Policy"] == "same-origin"
        assert "no-store" in answer["Cache-Control"]
        row.refresh_from_db()
        assert (row.status, row.confirmed_on) == ("open", date(2026, 1, 10))

    def test_still_holds(self, client: Client) -> None:
        row = opening()
        page = shown(client.post(answer_path(row, ADDRESS), {"do": "hold"}))
        today = timezone.localdate()
        assert "That is noted: last confirmed" in page
        row.refresh_from_db()
        assert (row.confirmed_on, row.review_on) == (today, today + timedelta(days=180))
        [_, version] = Version.objects.of("openings.opening", row.pk).order_by("pk")
        assert version.note == "an answer to “Does it still hold?”"

    def test_closed(self, client: Client) -> None:
        row = opening()
        assert "It is closed." in shown(client.post(answer_path(row, ADDRESS), {"do": "close"}))
        row.refresh_from_db()
        assert (row.status, row.confirmed_on) == ("closed", timezone.localdate())
        page = shown(client.get(answer_path(row, ADDRESS)))
        assert 'value="hold"' not in page
        assert "closed already" in shown(client.post(answer_path(row, ADDRESS), {"do": "hold"}))
        row.refresh_from_db()
        assert row.status == "closed"

    def test_who_has_an_account_is_led_to_the_form(self, client: Client) -> None:
        person = recruiter()
        row = opening(contact=person)
        link, path = f"/admin/openings/opening/{row.pk}/change/", answer_path(row, ADDRESS)
        assert link not in shown(client.get(path))
        account("member", person)
        assert link in shown(client.get(path))

    def test_nonsense(self, client: Client) -> None:
        path = answer_path(opening(), ADDRESS)
        assert client.post(path, {"do": "x"}).status_code == 400
        assert client.post(path).status_code == 400
        assert client.put(path).status_code == 405

    def test_it_is_bound_to_who_recruits_and_to_their_address(self, client: Client) -> None:
        row = opening()
        path = answer_path(row, ADDRESS)
        assert opening_of(token_for(row, "other@example.org")) is None
        Opening.objects.update(contact=PersonFactory())
        assert client.get(path).status_code == 404
        assert client.post(path, {"do": "close"}).status_code == 404
        Opening.objects.update(contact=None)
        assert client.get(path).status_code == 404

    def test_one_that_is_made_up_or_of_another_opening(self, client: Client) -> None:
        row = opening()
        assert client.get("/still-open/made-up/").status_code == 404
        token = token_for(row, ADDRESS)
        row.delete()
        assert opening_of(token) is None

    def test_it_is_over_after_four_months(
        self, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = answer_path(opening(), ADDRESS)
        later = time.time() + timedelta(days=121).total_seconds()
        monkeypatch.setattr("django.core.signing.time.time", lambda: later)
        assert client.get(path).status_code == 404


class TestChecks:
    def test_openings_to_review_with_their_fixes(self, admin_client: Client) -> None:
        row, fresh = opening(), opening(title="Fresh", confirmed_on=timezone.localdate())
        OpeningFactory(title="Draft", is_draft=True)
        address = "/admin/health/openings-to-review/"
        page = shown(admin_client.get(address))
        assert "Last confirmed 10 January 2026, Ada King recruits" in page
        assert 'aria-label="Still holds: Two places"' in page
        for other in ("Fresh", "Draft"):
            assert other not in page.split("todo-rows")[1]
        answer = admin_client.post(address, {"do": "hold", "row": row.pk}, follow=True)
        assert "Two places: confirmed as of today." in shown(answer)
        row.refresh_from_db()
        assert row.confirmed_on == timezone.localdate()
        version = Version.objects.of("openings.opening", row.pk).order_by("pk").last()
        assert version is not None
        assert version.who
        assert "no longer on the list" in shown(
            admin_client.post(address, {"do": "close", "row": fresh.pk}, follow=True)
        )

    @pytest.mark.parametrize(
        "sent", [{}, {"do": "hold"}, {"do": "x", "row": "1"}, {"do": "hold", "row": "1'"}]
    )
    def test_a_fix_that_there_is_not(self, admin_client: Client, sent: dict[str, str]) -> None:
        opening()
        assert admin_client.post("/admin/health/openings-to-review/", sent).status_code == 400

    def test_a_fix_is_for_who_may_change_the_row(self, client: Client) -> None:
        row, me = opening(), PersonFactory()
        client.force_login(account("member", me))
        sent = {"do": "close", "row": row.pk}
        assert client.post("/admin/health/openings-to-review/", sent).status_code == 403
        row.refresh_from_db()
        assert row.status == "open"

    def test_openings_about_to_lapse(self, admin_client: Client) -> None:
        near = timezone.localdate() + timedelta(days=5)
        row = opening(deadline=near.isoformat(), confirmed_on=timezone.localdate())
        address = "/admin/health/openings-lapsing/"
        page = shown(admin_client.get(address))
        assert f"/admin/openings/opening/{row.pk}/change/#id_deadline" in page
        admin_client.post(address, {"do": "close", "row": row.pk})
        row.refresh_from_db()
        assert row.status == "closed"

    def test_an_old_word_on_taking_students(self, admin_client: Client) -> None:
        person = recruiter(taking="yes", taking_for="Fall 2999", taking_confirmed=date(2026, 1, 1))
        MembershipFactory(person=person)
        address = "/admin/health/taking-stale/"
        page = shown(admin_client.get(address))
        assert "Yes, for Fall 2999; last confirmed 1 January 2026" in page
        admin_client.post(address, {"do": "hold", "row": person.pk})
        person.refresh_from_db()
        assert person.taking_confirmed == timezone.localdate()


class TestFront:
    def waiting(self, client: Client, user: User) -> str:
        client.force_login(user)
        return shown(client.get("/admin/")).partition('id="waiting"')[2].split("</section>")[0]

    def test_ones_own_stand_there_by_name_and_others_as_a_number(self, client: Client) -> None:
        near = (timezone.localdate() + timedelta(days=5)).isoformat()
        me = recruiter()
        opening(contact=me)
        opening(contact=me, title="Soon", deadline=near, confirmed_on=timezone.localdate())
        opening(contact=PersonFactory(), title="Theirs")
        told = self.waiting(client, account("editor", me))
        assert "Does it still hold? Two places</a> last confirmed 10 January 2026" in told
        assert "Its deadline is near: Soon</a>" in told
        assert '<a href="/admin/health/openings-to-review/">1 opening of others</a>' in told

    def test_a_member_sees_their_own_alone(self, client: Client) -> None:
        me = recruiter(taking="maybe", taking_confirmed=date(2026, 1, 1))
        MembershipFactory(person=me)
        opening(contact=me)
        opening(contact=PersonFactory(), title="Theirs")
        told = self.waiting(client, account("member", me))
        assert "Two places" in told
        assert "of others" not in told
        assert (
            f'/admin/people/person/{me.pk}/change/#id_taking">Do you still take students?' in told
        )

    def test_where_nothing_waits_nothing_is_said(self, client: Client) -> None:
        assert self.waiting(client, account("editor", recruiter())) == ""


class TestFreshness:
    def test_the_mail_to_members_names_it_and_an_answer_confirms_it(self) -> None:
        person = recruiter(taking="yes", taking_for="Fall 2999", taking_confirmed=date(2026, 1, 1))
        MembershipFactory(person=person)
        assert ("Takes students", "Yes, for Fall 2999") in facts_of_person(person)
        confirm(person, timezone.now())
        person.refresh_from_db()
        assert person.taking_confirmed == timezone.localdate()

    def test_who_says_nothing_is_not_asked_and_has_nothing_confirmed(self) -> None:
        person = recruiter()
        assert "Takes students" not in dict(facts_of_person(person))
        confirm(person, timezone.now())
        person.refresh_from_db()
        assert person.taking_confirmed is None
