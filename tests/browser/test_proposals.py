"""A member proposes news and an editor decides, in a browser, by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from news.models import NewsItem
from tests.browser.conftest import OF_DJANGO
from tests.factories import PersonFactory, account

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def logged_in(page: Any, live_server: Any, user: Any) -> None:
    """Takes the session of a user who has just logged in."""
    client = Client()
    client.force_login(user)
    cookie = client.cookies["sessionid"]
    page.context.clear_cookies()
    page.context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": live_server.url}])
    page.goto(f"{live_server.url}/admin/")


def test_news_is_proposed_sent_back_mended_and_published(
    browser_page: Any, live_server: Any, axe: Callable[[Any], list[str]]
) -> None:
    page = browser_page
    member = account("member", PersonFactory(given_name="Mia"))
    editor = account("editor")

    def is_clean() -> None:
        assert [r for r in axe(page) if not any(own in r for own in OF_DJANGO)] == []
        page.set_viewport_size({"width": 320, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        page.set_viewport_size({"width": 1280, "height": 900})

    logged_in(page, live_server, member)
    page.goto(f"{live_server.url}/admin/news/newsitem/add/")
    page.get_by_text("It stays a draft until an editor").wait_for()
    page.get_by_label("Date").fill("2026-05")
    page.locator("#id_text").fill("We won a prize.")
    page.locator("#id_date").press("Enter")
    page.get_by_text("It waits for an editor.").wait_for()

    logged_in(page, live_server, editor)
    page.get_by_role("link", name="1 proposal").press("Enter")
    is_clean()
    page.get_by_role("link", name="We won a prize.").press("Enter")
    is_clean()
    page.get_by_label("Note to whoever proposed it").fill("Which prize?")
    page.get_by_role("button", name="Send back").press("Enter")
    page.get_by_text("Nothing waits.").wait_for()

    logged_in(page, live_server, member)
    page.get_by_text("Which prize?").wait_for()
    is_clean()
    page.get_by_role("link", name="We won a prize.").first.press("Enter")
    page.locator("#id_text").fill("We won the mud prize.")
    page.locator("#id_date").press("Enter")
    page.locator(".messagelist .success").wait_for()

    logged_in(page, live_server, editor)
    page.get_by_role("link", name="1 proposal").press("Enter")
    page.get_by_role("link", name="We won the mud prize.").press("Enter")
    assert page.locator(".proposal-told ins").inner_text() == "the mud"
    is_clean()
    page.get_by_role("button", name="Publish").press("Enter")
    page.locator(".messagelist .success").wait_for()
    assert not NewsItem.objects.get().is_draft
    page.goto(f"{live_server.url}/news/")
    page.get_by_text("We won the mud prize.").wait_for()
