"""The talks page, and the page of each talk."""

import re
from datetime import UTC, datetime

import pytest
from django.utils import timezone

from talks.models import Talk, TalkLink
from tests.factories import PersonFactory, PublicationFactory, TalkFactory
from tests.pages_read import shown
from tests.pictures import pdf

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    """It is the evening of 14 May 2024 in London, and the 15th in Tokyo."""
    moment = datetime(2024, 5, 14, 20, 0, tzinfo=UTC)
    monkeypatch.setattr(timezone, "now", lambda: moment)


def upcoming(client):
    """The titles under “Upcoming”, as they come."""
    return [talk.shown_title for talk in client.get("/talks/").context["upcoming"]]


def text(response):
    return shown(response)


def links(page):
    """{label: address} of the links that lead away from the site or to files."""
    found = re.findall(r'<a href="([^"]*)" rel="noopener">(.*?)</a>', page, re.S)
    return {re.sub("<.*?>", "", label): address for address, label in found}


def test_talks_stand_by_year_with_event_place_and_speaker(client):
    speaker = PersonFactory(given_name="Chaoyue", family_name="Liu")
    TalkFactory(title="Clustering", date="2017", speaker=speaker)
    TalkFactory(title="Why SGD", date="2024-04", event="CSE AI Seminar", place="CSE @ UCSD")
    page = text(client.get("/talks/")).partition("</head>")[2]
    order = ["<span>2024</span>", "Why SGD", "<span>2017</span>", "Clustering"]
    places = [page.index(word) for word in order]
    assert places == sorted(places)
    assert "CSE AI Seminar, CSE @ UCSD" in page
    assert '<time datetime="2024-04">April 2024</time>' in page
    assert '<a href="/people/chaoyue-liu/">Chaoyue Liu</a>' in page


def test_a_talk_has_its_links_and_works(client):
    talk = TalkFactory()
    TalkLink.objects.create(talk=talk, label="video", url="https://example.org/v")
    TalkLink.objects.create(talk=talk, label="poster")
    talk.publications.add(PublicationFactory(title="Catapults"))
    page = text(client.get("/talks/"))
    assert links(page)["Video"] == "https://example.org/v"
    assert "poster" not in page
    assert 'On <a href="/publications/catapults/">Catapults</a>' in page


def test_drafts_do_not_show_by_any_relation(client):
    TalkFactory(title="Secret talk", is_draft=True)
    hire = PersonFactory(family_name="Secrethire", is_draft=True)
    TalkFactory(speaker=hire).publications.add(PublicationFactory(title="Secret", is_draft=True))
    assert "Secret" not in text(client.get("/talks/"))


def test_a_talk_without_a_date_comes_last(client):
    TalkFactory(title="Sometime", date="")
    TalkFactory(title="Long ago", date="1990")
    page = text(client.get("/talks/"))
    assert page.index("Long ago") < page.index("Undated") < page.index("Sometime")


def test_a_talk_without_a_title_shows_its_event_once(client):
    TalkFactory(title="", event="Mud Seminar", place="Wetham")
    page = text(client.get("/talks/"))
    assert page.count("Mud Seminar") == 1
    assert '<p class="byline">Wetham</p>' in page


def test_without_talks_the_page_says_so(client):
    assert "No talks are listed yet." in text(client.get("/talks/"))


def test_markup_in_a_title_is_text(client):
    TalkFactory(title="<script>alert(1)</script>")
    page = text(client.get("/talks/"))
    assert "<script>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


@pytest.mark.parametrize("rows", [3, 30])
def test_the_page_takes_the_same_queries_however_long(client, django_assert_num_queries, rows):
    for _ in range(rows):
        TalkFactory(speaker=PersonFactory()).publications.add(PublicationFactory())
        TalkFactory(speaker=PersonFactory(), date="2024-06").publications.add(PublicationFactory())
    with django_assert_num_queries(13):
        client.get("/talks/")


def test_upcoming_talks_come_first_and_the_soonest_of_them_before_the_others(client):
    for date in ("2024-09-01", "2024-05-13", "2024-05-20", "2025", "2024-05-14"):
        TalkFactory(title=f"Talk of {date}", date=date)
    assert upcoming(client) == [
        f"Talk of {date}" for date in ("2024-05-14", "2024-05-20", "2024-09-01", "2025")
    ]
    page = text(client.get("/talks/")).partition("</head>")[2]
    order = ["<span>Upcoming</span>", "2024-05-14", "2025", "<span>2024</span>", "2024-05-13"]
    places = [page.index(word) for word in order]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("date", "counts"),
    [
        ("2024-05", True),  # the month is not over
        ("2024-04", False),
        ("2024", False),  # what lists say of talks that were held
        ("2025", True),
        ("--05-20", False),
        ("", False),
    ],
)
def test_a_date_of_which_a_part_is_missing(client, date, counts):
    TalkFactory(title="Notes", date=date)
    assert upcoming(client) == (["Notes"] if counts else [])
    assert "Notes" in text(client.get("/talks/"))


@pytest.mark.parametrize(("zone", "counts"), [("Europe/London", True), ("Asia/Tokyo", False)])
def test_today_is_what_it_is_where_the_group_is(client, settings, zone, counts):
    settings.TIME_ZONE = zone
    TalkFactory(title="Notes", date="2024-05-14")
    assert upcoming(client) == (["Notes"] if counts else [])


def test_of_two_talks_of_a_day_the_earlier_comes_first(client):
    TalkFactory(title="Late", date="2024-06-01", start_time="16:00")
    TalkFactory(title="Early", date="2024-06-01", start_time="09:00")
    assert upcoming(client) == ["Early", "Late"]


def test_without_an_upcoming_talk_there_is_no_such_heading(client):
    TalkFactory()
    assert "Upcoming" not in text(client.get("/talks/"))


def test_many_talks_stand_on_several_pages(client):
    for number in range(101):
        TalkFactory(title=f"Talk {number:03}", position=number)
    TalkFactory(title="Soon", date="2024-06")
    assert 'href="?page=2"' in text(client.get("/talks/"))
    second = text(client.get("/talks/?page=2"))
    assert "Talk 100" in second
    assert "Talk 099" not in second
    assert "Soon" not in second
    for bad in ("page=0", "page=x", "page=999", "year=x"):
        assert client.get(f"/talks/?{bad}").status_code == 200


def test_a_talk_has_a_page_with_all_that_is_known(client):
    speaker = PersonFactory(given_name="Chaoyue", family_name="Liu")
    talk = TalkFactory(
        title="Why SGD", speaker=speaker, event="AI Seminar", place="UCSD", date="2024-06-03",
        start_time="15:00", time_zone="Asia/Tokyo", abstract="On $x^2$ and **speed**.",
        note="Invited", slides=pdf("Why.pdf"),
    )  # fmt: skip
    TalkLink.objects.create(talk=talk, label="video", url="https://example.org/v")
    talk.publications.add(PublicationFactory(title="Catapults"))
    page = " ".join(text(client.get(f"/talks/{talk.pk}/")).split())
    assert f'<a href="/talks/{talk.pk}/">Why SGD</a>' in text(client.get("/talks/"))
    assert '<h1 class="work-title">Why SGD</h1>' in page
    assert '<a href="/people/chaoyue-liu/">Chaoyue Liu</a>' in page
    assert "AI Seminar, UCSD" in page
    assert '<time datetime="2024-06-03T15:00:00+09:00">3 June 2024, 15:00 JST</time>' in page
    assert "<strong>speed</strong>" in page
    assert "<math" in page
    assert "Invited" in page
    assert links(page)["Slides"] == f"/talks/{talk.pk}/slides.pdf"
    assert links(page)["Video"] == "https://example.org/v"
    assert '<a href="/publications/catapults/">Catapults</a>' in page
    assert "Talk by Chaoyue Liu, AI Seminar, UCSD, 3 June 2024." in page


def test_a_talk_of_which_little_is_known(client):
    talk = TalkFactory(title="", event="Mud Seminar", date="")
    page = text(client.get(f"/talks/{talk.pk}/"))
    assert '<h1 class="work-title">Mud Seminar</h1>' in page
    assert "Abstract" not in page
    assert "<time" not in page


def test_the_page_of_a_draft_or_of_no_talk_is_not_found(client):
    secret = TalkFactory(is_draft=True)
    later = TalkFactory(publish_at="2999-01-01T00:00Z")
    for address in (f"/talks/{secret.pk}/", f"/talks/{later.pk}/", "/talks/999/"):
        assert client.get(address).status_code == 404
    assert client.get(f"/talks/{10**30}/").status_code == 404


def test_the_page_of_a_talk_shows_no_draft_of_what_it_is_about(client):
    talk = TalkFactory(speaker=PersonFactory(family_name="Secrethire", is_draft=True))
    talk.publications.add(PublicationFactory(title="Secret work", is_draft=True))
    assert "Secret" not in text(client.get(f"/talks/{talk.pk}/"))


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_of_a_talk_takes_the_same_queries(client, django_assert_num_queries, rows):
    talk = Talk.objects.get(pk=TalkFactory(speaker=PersonFactory()).pk)
    for _ in range(rows):
        talk.publications.add(PublicationFactory(authors=[PersonFactory()]))
        TalkLink.objects.create(talk=talk, label="video", url="https://example.org/v")
    with django_assert_num_queries(12):
        client.get(f"/talks/{talk.pk}/")
