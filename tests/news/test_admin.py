"""News in the admin."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from news.models import NewsItem
from tests.factories import NewsFactory, PersonFactory, PublicationFactory
from tests.forms import add_rows, errors, posted

pytestmark = pytest.mark.django_db


def test_an_item_with_what_it_is_about(admin_client: Client) -> None:
    address = reverse("admin:news_newsitem_add")
    person, work = PersonFactory(), PublicationFactory()
    data = posted(admin_client.get(address)) | {
        "date": "May 2024",
        "text": "**Accepted**",
        "people": [person.pk],
        "publications": [work.pk],
    }
    add_rows(data, "links", {"label": "slides", "position": 2}, {"label": "video", "position": 1})
    assert admin_client.post(address, data).status_code == 302
    item = NewsItem.objects.get()
    assert item.text_html == "<p><strong>Accepted</strong></p>\n"
    assert [link.label for link in item.links.all()] == ["video", "slides"]
    assert list(item.publications.all()) == [work]


def test_a_new_item_is_of_today_until_somebody_says_otherwise(admin_client: Client) -> None:
    address = reverse("admin:news_newsitem_add")
    today = timezone.localdate().isoformat()
    assert posted(admin_client.get(address))["date"] == today
    assert posted(admin_client.get(f"{address}?date=2024"))["date"] == "2024"


def test_garbage_gets_sentences(admin_client: Client) -> None:
    address = reverse("admin:news_newsitem_add")
    data = posted(admin_client.get(address)) | {"date": "yesterday", "publish_at_0": "soon"}
    messages = errors(admin_client.post(address, data))
    assert len(messages) == 3
    assert all(message.endswith(".") for message in messages)


def test_the_list_shows_the_start_of_the_text(admin_client: Client) -> None:
    NewsFactory(text="word " * 100)
    page = admin_client.get(reverse("admin:news_newsitem_changelist")).content.decode()
    assert "word …" in page
    assert "word " * 30 not in page


def test_drafts_have_no_view_on_site(admin_client: Client) -> None:
    item = NewsFactory()
    address = reverse("admin:news_newsitem_change", args=[item.pk])
    assert b"View on site" in admin_client.get(address).content
    NewsItem.objects.update(is_draft=True)
    assert b"View on site" not in admin_client.get(address).content


def test_long_news_are_called_by_their_first_words_with_a_mark_that_they_go_on() -> None:
    assert str(NewsItem(text="Mud\n is deep.", date="2024-05")) == "May 2024: Mud is deep."
    assert str(NewsItem(text="mud " * 40)) == "mud " * 19 + "mud…"
