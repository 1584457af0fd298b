"""What is done against abuse, without a third party."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from health.models import Mail
from inquiries.jobs import forget_attempts
from inquiries.models import Attempt, Inquiry, WaitingFile
from inquiries.sending import limits
from inquiries.sending.limits import (
    HOUR,
    POSTS,
    TooOften,
    Window,
    hashed,
    mailbox,
    network,
    once,
    take,
)
from inquiries.views.new import new
from tests.inquiries.letters import TYPED, pdf, send, stamp
from tests.pages_read import shown

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 29, 12, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    """Half past twelve: no window ends while a test runs."""
    monkeypatch.setattr(timezone, "now", lambda: NOON)
    settings.EMAIL_BACKEND = "health.outbox.backend.Outbox"


def flood(client: Client, posts: int, **changes: Any) -> list[int]:
    return [send(client, message=f"Letter {n}", **changes).status_code for n in range(posts)]


def test_five_letters_an_hour_come_from_one_address(client: Client) -> None:
    assert flood(client, 7) == [302] * 5 + [429] * 2
    assert Inquiry.objects.count() == 5
    assert send(client, REMOTE_ADDR="10.0.0.2").status_code == 302


def test_who_is_over_the_limit_keeps_what_they_typed(client: Client) -> None:
    flood(client, 5)
    page = send(client, message="Hours of <work>.", cv=pdf("mine.pdf"))
    html = shown(page)
    assert (page.status_code, page["Retry-After"]) == (429, "1801")
    assert "Try again in 31 minutes." in html
    assert "Hours of &lt;work&gt;." in html
    assert "mine.pdf is kept." in html
    assert 'name="kept" value="' in html
    assert "no-store" in page["Cache-Control"]


def test_an_hour_later_letters_are_taken_again(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    flood(client, 6)
    monkeypatch.setattr(timezone, "now", lambda: NOON + HOUR)
    assert send(client, message="Later").status_code == 302


def test_twenty_letters_a_day_come_from_one_address(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = 0
    for hour in range(6):
        monkeypatch.setattr(timezone, "now", lambda at=hour: NOON + at * HOUR)
        taken += flood(client, 5, programme=str(hour)).count(302)
    assert taken == 20


def test_all_together_are_limited_too(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    few = (Window("all, hour", 3, HOUR),)
    monkeypatch.setattr("inquiries.sending.received.ALL_LETTERS", few)
    answers = [send(client, message=str(n), REMOTE_ADDR=f"10.0.0.{n}") for n in range(5)]
    assert [answer.status_code for answer in answers] == [302] * 3 + [429] * 2


def test_ten_thousand_posts_from_one_address_store_five_letters(client: Client) -> None:
    assert flood(client, POSTS.most).count(302) == 5
    rows = Attempt.objects.count(), Inquiry.objects.count(), Mail.objects.count()
    with CaptureQueriesContext(connection) as asked:
        sample = send(client, message="More")
    assert (sample.status_code, len(asked)) == (429, 1)
    assert asked[0]["sql"].startswith("SELECT")
    with CaptureQueriesContext(connection) as asked:
        assert send(client, message="More").status_code == 429
    assert len(asked) == 0  # the process remembers
    assert "More" in shown(sample)
    body = urlencode({**TYPED, "stamp": stamp()})
    kind = "application/x-www-form-urlencoded"
    requests = (
        RequestFactory().generic("POST", "/inquiries/new/", body, kind)
        for _ in range(10_000 - POSTS.most - 1)
    )
    assert {new(request).status_code for request in requests} == {429}
    assert (Attempt.objects.count(), Inquiry.objects.count(), Mail.objects.count()) == rows


def test_a_field_that_nobody_sees_catches_programs(client: Client) -> None:
    html = shown(client.get("/inquiries/new/"))
    trap = html.split('class="letter__trap"')[1].split("</div>")[0]
    assert 'aria-hidden="true"' in trap
    assert 'tabindex="-1"' in trap
    assert 'autocomplete="off"' in trap
    answer = send(client, subject="Cheap pills", cv=pdf())
    assert (answer.status_code, answer.url) == (302, "/inquiries/sent/?opening=general")
    assert not Inquiry.objects.exists()
    assert not Mail.objects.exists()
    assert not WaitingFile.objects.exists()


def test_who_is_too_fast_presses_send_again(client: Client) -> None:
    value = stamp(timedelta(seconds=2))
    page = send(client, stamp=value, cv=pdf())
    assert "faster than a person" in shown(page)
    assert "I would like to work on engines." in shown(page)
    assert "cv.pdf</span> is kept" in shown(page)
    assert page.context["form"]["stamp"].value() == value
    assert not Inquiry.objects.exists()
    assert send(client, stamp=stamp(timedelta(seconds=3))).status_code == 302


def test_a_stamp_of_the_future_is_none(client: Client) -> None:
    assert "Nothing is lost" in shown(send(client, stamp=stamp(timedelta(hours=-1))))


def test_a_form_from_another_site_is_looked_at_first(client: Client) -> None:
    page = send(client, HTTP_SEC_FETCH_SITE="cross-site")
    assert "came from another site" in shown(page)
    assert not Inquiry.objects.exists()
    assert send(client, HTTP_SEC_FETCH_SITE="same-origin").status_code == 302


@pytest.mark.parametrize("field", ["name", "programme", "email", "background", "message"])
def test_no_header_can_be_injected(client: Client, field: str) -> None:
    evil = "x\r\nBcc: all@example.org\r\n\r\nBuy"
    if field == "email":
        evil = "eve@example.org\r\nBcc: all@example.org"
    answer = send(client, **{field: evil})
    if field == "email":
        assert answer.status_code == 200
        assert not Mail.objects.exists()
        return
    mail = Mail.objects.get()
    assert mail.to == ["eve@example.org"]
    assert "all@example.org" not in mail.subject + mail.body + str(mail.more)
    letter = Inquiry.objects.get()
    assert "\n" not in letter.name + letter.programme
    assert "\r" not in letter.message + letter.background


@pytest.mark.parametrize(
    "email",
    ["a@example.org,b@example.org", "a@example.org b@example.org", "A <a@example.org>",
     "a@example.org;b@example.org", "@example.org", '"x\n"@example.org'],
)  # fmt: skip
def test_a_letter_has_one_plain_address(client: Client, email: str) -> None:
    assert send(client, email=email).status_code == 200
    assert not Mail.objects.exists()


def test_an_opening_s_title_makes_one_line_of_the_mail(client: Client) -> None:
    send(client)
    assert "\n" not in Mail.objects.get().subject


def test_one_mailbox_gets_three_mails_a_day(client: Client) -> None:
    spellings = ["victim@example.org", "VICTIM@example.org", "victim+a@example.org"]
    for n in range(12):
        sent = send(client, email=spellings[n % 3], message=str(n), REMOTE_ADDR=f"10.0.{n}.1")
        assert sent.status_code == 302
    assert Mail.objects.count() == 3
    assert Inquiry.objects.count() == 12
    other = send(client, email="other@example.org")
    assert sent.url == other.url == "/inquiries/sent/?opening=general"  # nobody learns who wrote
    assert "No address gets more than a few mails a day" in shown(client.get(sent.url))
    assert Mail.objects.count() == 4


def test_addresses_of_one_network_count_as_one() -> None:
    def who(told: str) -> str:
        return network(RequestFactory().get("/", REMOTE_ADDR=told))

    assert who("2001:db8:1:2::1") == who("2001:db8:1:2:ffff::9")
    assert who("2001:db8:1:2::1") != who("2001:db8:1:3::1")
    assert who("::ffff:10.0.0.1") == who("10.0.0.1")
    assert who("10.0.0.1") != who("10.0.0.2")
    assert who("fe80::1%eth0") == who("fe80::2")
    assert who("") == who("")
    assert who("unix:") != who("10.0.0.1")
    assert mailbox("A+b@Example.org ") == mailbox("a@example.org")


def test_of_several_limits_all_or_none_are_used() -> None:
    one, two = Window("one", 1, HOUR), Window("two", 5, HOUR)
    take([(one, "a"), (two, "a")])
    with pytest.raises(TooOften) as error:
        take([(two, "a"), (one, "a")])
    assert error.value.seconds == 1801
    assert list(Attempt.objects.order_by("what").values_list("what", "count")) == [
        ("one", 1),
        ("two", 1),
    ]


def test_a_limit_holds_though_two_look_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both saw room for one; the database lets through one."""
    one = Window("one", 1, HOUR)
    monkeypatch.setattr(limits, "_counts", lambda claims, now: {})
    take([(one, "a")])
    with pytest.raises(TooOften):
        take([(one, "a")])
    assert Attempt.objects.get().count == 1


def test_something_is_done_once() -> None:
    assert once("work", "a", NOON)
    assert not once("work", "a", NOON)
    assert once("work", "b", NOON)


# ---- what is forgotten


def test_counts_go_after_two_days_and_files_after_one(
    client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    send(client, email="", cv=pdf())
    held = WaitingFile.objects.get().file.path
    forget_attempts(NOON + timedelta(hours=23))
    assert WaitingFile.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        told = forget_attempts(NOON + timedelta(hours=24))
    assert told == "0 counts and 1 files forgotten"
    assert not WaitingFile.objects.exists()
    with pytest.raises(FileNotFoundError):
        open(held)  # noqa: SIM115, PTH123
    assert forget_attempts(NOON + timedelta(days=3)) == "2 counts and 0 files forgotten"
    assert not Attempt.objects.exists()


def test_nothing_is_left_in_the_folder_of_uploads(client: Client, tmp_path: Any) -> None:
    before = set(tmp_path.rglob("media/*"))
    send(client, cv=pdf())
    assert set(tmp_path.rglob("media/*")) == before
    assert tempfile.gettempdir()
    assert hashed("a") != "a"
