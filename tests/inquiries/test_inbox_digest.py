"""The daily mail: how many new letters wait, and nothing of them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from health.jobs.registry import jobs
from health.models import Mail
from inquiries.inbox.digest import send_digests
from inquiries.models import Inquiry, InquirySettings
from tests.factories import OpeningFactory, PersonFactory, account
from tests.inquiries.inbox_letters import for_opening_of, letter, reader

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _outbox(settings: Any) -> None:
    settings.EMAIL_BACKEND = "health.outbox.backend.Outbox"


def test_says_how_many_for_what_and_nothing_of_whose() -> None:
    user, person = reader()
    opening = for_opening_of(person, name="Zebedee").opening
    letter(opening=opening, email="zebedee@example.org")
    letter(recipient=person)
    letter(recipient=person, state="read")
    assert send_digests(timezone.now()) == "1 told of new letters"
    mail = Mail.objects.get()
    assert mail.to == [user.email]
    assert mail.subject == f"3 new letters to {person.name}"
    assert "2  Mud engines" in mail.body
    assert "1  in general" in mail.body
    assert "/admin/inquiries/inquiry/?state=new" in mail.body
    for word in ("Zebedee", "zebedee", "Eve", "I would like"):
        assert word not in mail.body


def test_comes_once_a_day_and_only_with_something_new() -> None:
    _, person = reader()
    now = timezone.now()
    for_opening_of(person, received=now)
    send_digests(now)
    for_opening_of(person, received=now + timedelta(hours=1))
    assert send_digests(now + timedelta(hours=6)) == "0 told of new letters"
    assert send_digests(now + DAY) == "1 told of new letters"
    assert Mail.objects.count() == 2
    assert Mail.objects.first().subject.startswith("1 new letter to ")  # type: ignore[union-attr]
    assert send_digests(now + 2 * DAY) == "0 told of new letters"


def test_is_for_whom_they_wait() -> None:
    owner, person = reader()
    other = account("editor", PersonFactory())
    boss = account("administrator", PersonFactory())
    for each in (other, boss):
        each.email = f"{each.username}@example.org"
        each.save()
    for_opening_of(person)
    send_digests(timezone.now())
    assert [mail.to for mail in Mail.objects.all()] == [[owner.email]]
    letter(opening=OpeningFactory())  # of nobody with an account
    send_digests(timezone.now() + DAY)
    assert [mail.to for mail in Mail.objects.all()] == [[boss.email], [owner.email]]


@pytest.mark.parametrize("why", ["turned off", "closed", "no address"])
def test_is_not_sent(why: str) -> None:
    user, person = reader()
    for_opening_of(person)
    if why == "turned off":
        InquirySettings.objects.create(digest=False)
    elif why == "closed":
        user.is_active = False
    else:
        user.email = ""
    user.save()
    send_digests(timezone.now())
    assert not Mail.objects.exists()


def test_is_a_periodic_job(client: Client) -> None:
    assert "letters-digest" in {job.slug for job in jobs()}
    assert not Inquiry.objects.exists()
