"""The cite box in a browser: text that anybody can select, and buttons that copy it."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

from tests import factories


def cited() -> str:
    """The address of a work to cite."""
    ada = factories.PersonFactory(given_name="Ada", family_name="King")
    venue = factories.VenueFactory(abbreviation="CoE", name="Conference on Engines")
    work = factories.PublicationFactory(title="Engines & Looms", authors=[ada], venue=venue)
    return str(work.get_absolute_url())


def test_a_button_copies_the_text_without_its_markup(browser_page: Page, live_server: Any) -> None:
    address = live_server.url + cited()
    page = browser_page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=live_server.url)
    page.goto(address)
    button = page.get_by_role("button", name="Copy APA citation")
    button.focus()
    page.keyboard.press("Enter")
    page.get_by_text("Copied", exact=True).first.wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == (
        "King, A. (2024). Engines & Looms. In Conference on Engines."
    )
    page.get_by_role("button", name="Copy BibTeX").click()
    page.wait_for_function("async () => (await navigator.clipboard.readText()).startsWith('@')")
    assert "booktitle = {Conference on Engines}" in page.evaluate("navigator.clipboard.readText()")


def test_without_javascript_there_is_the_text_and_no_button(browser: Any, live_server: Any) -> None:
    address = live_server.url + cited()
    context = browser.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        page.goto(address)
        assert page.get_by_text("King, A. (2024). Engines & Looms.").is_visible()
        assert page.locator("button[data-copy]:visible").count() == 0
    finally:
        context.close()
