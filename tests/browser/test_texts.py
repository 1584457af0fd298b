"""Texts are written with a preview, with links to people and works, and pasted from Word."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from news.models import NewsItem
from tests.browser.conftest import OF_DJANGO
from tests.browser.test_admin import save
from tests.factories import MembershipFactory, PersonFactory, PublicationFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASTE = """([plain, html]) => {
  const data = new DataTransfer();
  data.setData("text/plain", plain);
  if (html) data.setData("text/html", html);
  const event = new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true});
  document.querySelector("#id_text").dispatchEvent(event);
}"""


@pytest.fixture
def writing(editor: Any, live_server: Any) -> Any:
    editor.goto(f"{live_server.url}/admin/news/newsitem/add/")
    return editor


def well_made(page: Any, axe: Callable[[Any], list[str]]) -> None:
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert [r for r in axe(page) if not any(own in r for own in OF_DJANGO)] == []


def test_what_is_typed_is_seen_as_it_will_look(
    writing: Any, axe: Callable[[Any], list[str]]
) -> None:
    preview = writing.get_by_role("region", name="Preview of Text")
    expect(preview).to_be_hidden()
    writing.fill("#id_text", "The **loom** of $x^2$, see [there](https://example.org/).")
    expect(preview.locator("strong")).to_have_text("loom")
    expect(preview.locator("math")).to_be_visible()
    assert preview.locator("a").get_attribute("target") == "_blank"
    writing.get_by_text("How to write this").click()
    well_made(writing, axe)
    writing.set_viewport_size({"width": 320, "height": 800})
    assert writing.evaluate("document.documentElement.scrollWidth") <= 320
    writing.fill("#id_text", "")
    expect(preview).to_be_hidden()


def test_people_and_works_are_linked_by_keyboard(
    writing: Any, live_server: Any, axe: Callable[[Any], list[str]]
) -> None:
    MembershipFactory(person__given_name="Ada")
    PersonFactory(given_name="Ada", family_name="Byron", has_profile=True)
    work = PublicationFactory(title="On Looms", authors=["Bo"])
    field = writing.locator("#id_text")
    field.focus()
    writing.keyboard.type("Well done, @ad")
    options = writing.get_by_role("option")
    expect(options).to_have_count(2)
    expect(options.nth(0)).to_have_attribute("aria-selected", "true")
    wanted = 1 if "Byron" in options.nth(1).inner_text() else 0
    for _ in range(wanted):
        writing.keyboard.press("ArrowDown")
    expect(options.nth(wanted)).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", f"id_text-mentions-{wanted}")
    well_made(writing, axe)
    writing.keyboard.press("Enter")
    expect(options).to_have_count(0)
    writing.keyboard.type(", for @on lo")
    expect(options).to_have_count(1)
    writing.keyboard.press("Escape")
    expect(options).to_have_count(0)
    writing.keyboard.press("Enter")  # left alone, it is a new line
    writing.keyboard.type("and @on lo")
    expect(options).to_have_count(1)
    writing.keyboard.press("Enter")
    assert field.input_value().endswith(f", for @on lo\nand [On Looms](work:{work.pk})")
    expect(writing.locator(".text-preview a")).to_have_count(2)
    writing.keyboard.press("Control+z")
    assert field.input_value().endswith("and @on lo")
    writing.keyboard.press("Control+Shift+z")
    save(writing)
    item = NewsItem.objects.get()
    writing.goto(f"{live_server.url}/news/{item.pk}/")
    writing.locator("main").get_by_role("link", name="Ada Byron").first.click()
    assert writing.locator("h1").inner_text() == "Ada Byron"


def test_words_that_are_marked_become_a_link(writing: Any) -> None:
    work = PublicationFactory(title="On Looms", authors=["Bo"])
    field = writing.locator("#id_text")
    field.fill("See On Looms")
    field.evaluate("field => field.setSelectionRange(4, 12)")
    writing.get_by_role("button", name="Link to a person or work").click()
    writing.get_by_role("option", name="On Looms").click()
    assert field.input_value() == f"See [On Looms](work:{work.pk})"


def test_a_name_that_there_is_not_is_said(writing: Any) -> None:
    writing.locator("#id_text").focus()
    writing.keyboard.type("@nobody")
    expect(writing.get_by_role("status").first).to_contain_text("Nobody and nothing")


def test_pasted_html_becomes_markdown_and_plain_text_stays(writing: Any) -> None:
    field = writing.locator("#id_text")
    field.fill("Before: ")
    field.press("End")
    html = "<p>A <b>loom</b> and <a href='https://example.org/'>more</a></p>"
    writing.evaluate(PASTE, ["A loom and more", html])
    expect(field).to_have_value("Before: A **loom** and [more](https://example.org/)")
    assert writing.evaluate("document.querySelector('#id_text').ariaBusy") is None
    writing.keyboard.press("Control+z")
    expect(field).to_have_value("Before: ")


def test_what_cannot_be_converted_is_pasted_as_it_reads(writing: Any) -> None:
    writing.route("**/admin/texts/paste/", lambda route: route.fulfill(status=302, headers={
        "Location": "/admin/login/"}))  # fmt: skip
    writing.evaluate("document.querySelector('#id_text').focus()")
    writing.evaluate(PASTE, ["A loom", "<b>A loom</b>"])
    expect(writing.locator("#id_text")).to_have_value("A loom")


def test_without_scripts_it_is_a_text_area(editor: Any, browser: Any, live_server: Any) -> None:
    context = browser.new_context(
        java_script_enabled=False, storage_state=editor.context.storage_state()
    )
    page = context.new_page()
    page.goto(f"{live_server.url}/admin/news/newsitem/add/")
    page.fill("#id_text", "The *loom* runs.")
    page.get_by_role("button", name="Save", exact=True).first.click()
    assert NewsItem.objects.get().text == "The *loom* runs."
    context.close()
