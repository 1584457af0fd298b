"""The box in the head of each page, with its keys, and without JavaScript."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from tests import factories

FOCUSED = "document.activeElement.id"


@pytest.fixture(autouse=True)
def _work(db: None) -> None:
    factories.PublicationFactory(title="On Engines", authors=["Ada Byron"])


def test_a_visitor_types_into_the_box_of_any_page(browser_page: Page, live_server: Any) -> None:
    browser_page.goto(live_server.url + "/publications/")
    browser_page.get_by_role("searchbox", name="Search", exact=True).fill("byron")
    browser_page.keyboard.press("Enter")
    browser_page.wait_for_url("**/search/?q=byron")
    assert browser_page.locator("mark").all_inner_texts() == ["Byron"]
    assert browser_page.get_by_role("searchbox").input_value() == "byron"


def test_keys_lead_to_the_box_and_leave_what_is_typed_alone(
    browser_page: Page, live_server: Any
) -> None:
    browser_page.goto(live_server.url + "/publications/")
    box = browser_page.get_by_role("searchbox", name="Search", exact=True)
    assert box.get_attribute("aria-keyshortcuts") == "/ Control+K Meta+K"
    assert box.get_attribute("title") == "Press / to search"
    browser_page.keyboard.press("/")
    assert browser_page.evaluate(FOCUSED) == "search-box"
    browser_page.keyboard.type("a/b")
    assert box.input_value() == "a/b"
    browser_page.keyboard.press("Tab")
    browser_page.keyboard.press("Control+k")
    assert browser_page.evaluate(FOCUSED) == "search-box"


def test_the_single_key_can_be_switched_off(browser_page: Page, live_server: Any) -> None:
    browser_page.goto(live_server.url + "/search/")
    browser_page.get_by_label("leads to the search").uncheck()
    browser_page.goto(live_server.url + "/publications/")
    browser_page.keyboard.press("/")
    assert browser_page.evaluate(FOCUSED) != "search-box"
    browser_page.keyboard.press("Control+k")
    assert browser_page.evaluate(FOCUSED) == "search-box"


def test_the_search_needs_no_javascript(browser: Any, live_server: Any) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    try:
        page.goto(live_server.url + "/publications/")
        page.get_by_role("searchbox", name="Search", exact=True).fill("engines")
        page.keyboard.press("Enter")
        page.wait_for_url("**/search/?q=engines")
        assert page.locator("mark").all_inner_texts() == ["Engines"]
        page.goto(live_server.url + "/search/")
        assert not page.get_by_label("leads to the search").is_visible()
    finally:
        context.close()
