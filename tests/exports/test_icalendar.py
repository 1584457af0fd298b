"""Talks in calendars, read back by a library for them."""

from datetime import UTC, date, datetime, time

import icalendar
import pytest

from tests.factories import PersonFactory, TalkFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _address(settings):
    settings.SITE_URL = "https://group.example.edu"


def calendar(client, url="/talks.ics"):
    response = client.get(url)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    found = icalendar.Calendar.from_ical(response.content)
    assert found.errors == []
    return found


def events(client, url="/talks.ics"):
    return calendar(client, url).walk("VEVENT")


def test_a_talk_of_a_known_day_takes_the_day(client):
    ada = PersonFactory(given_name="Ada", family_name="King")
    talk = TalkFactory(
        title="Notes; on, the Engine", event="Royal Society", place="London", date="2024-04-09",
        speaker=ada, note="Online", abstract="Says *why*.",
    )  # fmt: skip
    (event,) = events(client)
    assert event["UID"] == f"talk-{talk.pk}@group.example.edu"
    assert event["SUMMARY"] == "Notes; on, the Engine"
    assert event["LOCATION"] == "London"
    assert event["DESCRIPTION"] == "Ada King\nRoyal Society\nOnline\nSays why."
    assert event["URL"] == f"https://group.example.edu/talks/{talk.pk}/"
    assert event["DTSTART"].dt == date(2024, 4, 9)
    assert event["DTSTAMP"].dt == datetime(2024, 4, 9, tzinfo=UTC)
    assert "DTEND" not in event


def test_a_talk_of_a_known_hour_starts_then_wherever_it_is(client):
    TalkFactory(date="2024-04-09", start_time=time(15), time_zone="Asia/Tokyo")
    (event,) = events(client)
    assert event["DTSTART"].dt == datetime(2024, 4, 9, 6, tzinfo=UTC)


def test_talks_of_no_known_day_are_in_no_calendar(client):
    for day in ("2024", "2024-04", "--04-09", ""):
        talk = TalkFactory(date=day)
        assert client.get(f"/talks/{talk.pk}.ics").status_code == 404
    assert events(client) == []


def test_an_empty_calendar_is_one_and_says_whose(client):
    PersonFactory(given_name="Kaifeng", family_name="Lyu")
    found = calendar(client)
    assert found["NAME"] == "Kaifeng Lyu: talks"
    assert found["VERSION"] == "2.0"


def test_a_talk_has_a_calendar_of_its_own(client):
    TalkFactory(date="2024-04-09", title="Another")
    talk = TalkFactory(date="2024-04-09", title="This")
    assert [e["SUMMARY"] for e in events(client, f"/talks/{talk.pk}.ics")] == ["This"]
    assert client.get(f"/talks/{talk.pk + 1}.ics").status_code == 404


def test_a_draft_is_in_no_calendar_and_a_draft_speaker_is_not_named(client):
    secret = TalkFactory(date="2024-04-09", title="Secret", is_draft=True)
    TalkFactory(date="2024-04-09", speaker=PersonFactory(family_name="Hidden", is_draft=True))
    page = client.get("/talks.ics").content.decode()
    assert "Secret" not in page
    assert "Hidden" not in page
    assert client.get(f"/talks/{secret.pk}.ics").status_code == 404


def test_lines_are_folded_at_75_octets_and_come_together_again(client):
    title = "Über die Größe der Möglichkeiten 力学の話 " * 5
    TalkFactory(title=title.strip(), date="2024-04-09")
    response = client.get("/talks.ics")
    lines = response.content.split(b"\r\n")
    assert max(map(len, lines)) == 75
    assert b"\n" not in b"".join(lines)
    assert events(client)[0]["SUMMARY"] == title.strip()


def test_no_title_begins_a_property_of_its_own(client):
    TalkFactory(title="A\nEND:VEVENT\r\nX: \\n \x0b", place="; , \\", date="2024-04-09")
    (event,) = events(client)
    assert event["SUMMARY"].startswith("A\nEND:VEVENT")
    assert "X" not in event
    assert event["LOCATION"] == "; , \\"


def test_two_answers_are_the_same(client):
    TalkFactory(date="2024-04-09")
    assert client.get("/talks.ics").content == client.get("/talks.ics").content


@pytest.mark.parametrize("rows", [1, 3])
def test_the_calendar_takes_the_same_queries_however_long(client, django_assert_num_queries, rows):
    for _ in range(rows):
        TalkFactory(date="2024-04-09", speaker=PersonFactory())
    with django_assert_num_queries(4):
        client.get("/talks.ics")
