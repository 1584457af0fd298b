"""Links in texts are asked as those in fields of their own are, and lead to the text."""

from __future__ import annotations

import pytest
from django.test import Client

from health.models import Address
from openings.models import Board
from tests.factories import NewsFactory, PersonFactory
from tests.health.test_addresses import NOW, Web

pytestmark = pytest.mark.django_db


def test_links_in_texts_are_asked_too() -> None:
    NewsFactory(text="[A](https://a.org/?x=1&y=2) [B](mailto:b@b.org) [C](/c) `https://d.org`")
    PersonFactory(bio="[E](https://e.org/)")
    web = Web()
    assert web.round() == "2 asked, 0 failed"
    assert sorted(web.asked) == ["https://a.org/?x=1&y=2", "https://e.org/"]


def test_one_in_a_text_leads_to_the_text(admin_client: Client) -> None:
    item = NewsFactory(text="Read [this](https://gone.org/?a&b).")
    board = Board.objects.create()
    board.questions.create(question="Who?", answer="[x](https://gone.org/?a&b)")
    NewsFactory(text="Read [that](https://there.org/).")
    Address.objects.create(
        url="https://gone.org/?a&b",
        host="gone.org",
        due=NOW,
        failures=2,
        told="No such page",
    )
    page = admin_client.get("/admin/health/dead-links/").content.decode()
    assert f'href="/admin/news/newsitem/{item.pk}/change/#id_text"' in page
    assert f'href="/admin/openings/board/{board.pk}/change/#' in page
    assert page.count("No such page") == 2
