"""The talks page."""

import pytest

from talks.models import TalkLink
from tests.factories import PersonFactory, PublicationFactory, TalkFactory

pytestmark = pytest.mark.django_db


def text(response):
    return response.content.decode()


def test_talks_stand_by_year_with_event_place_and_speaker(client):
    speaker = PersonFactory(given_name="Chaoyue", family_name="Liu")
    TalkFactory(title="Clustering", date="2017", speaker=speaker)
    TalkFactory(title="Why SGD", date="2024-04", event="CSE AI Seminar", place="CSE @ UCSD")
    page = text(client.get("/talks/"))
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
    assert '<a href="https://example.org/v" rel="noopener">video</a>' in page
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
    assert '<p class="entry__title">Mud Seminar</p>' in page
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
    with django_assert_num_queries(8):
        client.get("/talks/")
