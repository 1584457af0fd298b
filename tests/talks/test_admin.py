"""Talks in the admin."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from talks.models import Talk
from tests.factories import PersonFactory
from tests.forms import errors, posted
from tests.pictures import pdf, picture

pytestmark = pytest.mark.django_db
ADD = "admin:talks_talk_add"


def test_a_talk_with_slides(admin_client: Client) -> None:
    data = posted(admin_client.get(reverse(ADD)))
    data |= {"title": "Notes", "speaker": PersonFactory().pk, "date": "2024-04", "slides": pdf()}
    assert admin_client.post(reverse(ADD), data).status_code == 302
    assert Talk.objects.get().slides.name.startswith("talk/paper-")


def test_slides_that_are_no_pdf(admin_client: Client) -> None:
    data = posted(admin_client.get(reverse(ADD))) | {"title": "Notes", "slides": picture("a.pdf")}
    assert errors(admin_client.post(reverse(ADD), data)) == [
        "This is not a PDF file. Save it as PDF and upload that."
    ]


def test_a_talk_whose_title_is_not_told_is_called_by_its_event(admin_client: Client) -> None:
    talk = Talk.objects.create(title="", event="Mud Seminar", date="2024-04")
    assert str(talk) == "Mud Seminar (April 2024)"
    page = admin_client.get(reverse("admin:talks_talk_changelist")).content.decode()
    assert ">Mud Seminar</a>" in page


def test_a_talk_needs_a_title_or_an_event(admin_client: Client) -> None:
    data = posted(admin_client.get(reverse(ADD))) | {"title": "", "event": ""}
    assert errors(admin_client.post(reverse(ADD), data)) == [
        "Enter the title of the talk, or its event."
    ]


def test_a_talk_to_come_with_its_hour_and_abstract(admin_client: Client) -> None:
    data = posted(admin_client.get(reverse(ADD))) | {
        "title": "Notes", "date": "2024-06-03", "start_time": "15:00", "time_zone": "Asia/Tokyo",
        "abstract": "On *engines*.",
    }  # fmt: skip
    assert admin_client.post(reverse(ADD), data).status_code == 302
    talk = Talk.objects.get()
    assert talk.starts is not None
    assert talk.starts.isoformat() == "2024-06-03T15:00:00+09:00"
    assert talk.abstract_html == "<p>On <em>engines</em>.</p>\n"


def test_an_hour_without_its_day_and_a_zone_that_is_none(admin_client: Client) -> None:
    data = posted(admin_client.get(reverse(ADD))) | {"title": "Notes", "date": "2024-06"}
    data |= {"start_time": "15:00"}
    assert errors(admin_client.post(reverse(ADD), data)) == [
        "A start time needs the day, such as 2024-05-14."
    ]
    data |= {"date": "2024-06-03", "time_zone": "Tokyo"}
    assert errors(admin_client.post(reverse(ADD), data)) == [
        "“Tokyo” is no time zone. Write it as in Europe/Berlin."
    ]
