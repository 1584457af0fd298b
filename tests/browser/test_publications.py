"""The list of publications in a browser: with a mouse, with a keyboard, without JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from people.models import Person
from publications.models import Topic
from tests import factories

SLUG = "/publications/on-engines-of-order-k/"


@pytest.fixture
def site() -> Person:
    """Two works: one with an abstract, a topic and twenty authors; one of another year."""
    ada = factories.PersonFactory(given_name="Ada", family_name="Lovelace")
    work = factories.PublicationFactory(
        title="On Engines of Order $k$",
        abstract="We show that $k \\leq n$.",
        authors=[*(f"Author Number{n}" for n in range(20)), ada],
        venue=factories.VenueFactory(abbreviation="NeurIPS"),
        year=2024,
    )
    work.topics.add(Topic.objects.create(name="Engines"))
    work.appearances.update(arxiv_id="2306.02601", distinction="oral")
    work.links.create(label="code", url="https://example.org/code")
    work.authorships.filter(position=1).update(equal_contribution=True)
    factories.PublicationFactory(title="On Looms", authors=[ada], year=2023, kind="journal")
    return ada


@pytest.fixture
def page(site: Person, browser_page: Page, live_server: Any) -> Page:
    browser_page.goto(f"{live_server.url}/publications/")
    return browser_page


def test_reads_well_however_it_is_narrowed(
    page: Page, live_server: Any, axe: Callable[[Page], list[str]]
) -> None:
    for query in ("", "?year=2024&kind=conference&q=engines", "?group=topic", "?year=1999"):
        page.goto(f"{live_server.url}/publications/{query}")
        for width, scheme in ((1280, "light"), (320, "dark")):
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 800})
            for number in range(page.locator(".facets > details").count()):
                page.locator(".facets > details > summary").nth(number).click()
                assert page.evaluate("document.documentElement.scrollWidth") <= width, query
            assert axe(page) == [], query
            page.locator(".facets > details > summary").last.click()


def test_an_abstract_opens_where_it_is_and_closes_again(
    page: Page, axe: Callable[[Page], list[str]]
) -> None:
    link = page.get_by_role("button", name="Abstract")
    expect(link).to_have_attribute("aria-expanded", "false")
    link.click()
    expect(link).to_have_attribute("aria-expanded", "true")
    abstract = page.locator(".opened")
    expect(abstract).to_contain_text("We show that")
    expect(abstract.locator("math")).to_be_visible()
    assert abstract.get_attribute("id") == link.get_attribute("aria-controls")
    assert axe(page) == []
    assert page.url.endswith("/publications/")
    link.click()
    expect(abstract).to_be_hidden()
    expect(link).to_have_attribute("aria-expanded", "false")


def test_the_keyboard_opens_it(page: Page) -> None:
    link = page.get_by_role("button", name="Abstract")
    link.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".opened")).to_be_visible()
    page.keyboard.press("Space")
    expect(page.locator(".opened")).to_be_hidden()
    expect(link).to_be_focused()


def test_an_abstract_that_does_not_come_says_so(page: Page) -> None:
    page.evaluate(
        "() => { window.known = window.fetch; window.fetch = () => Promise.reject('offline') }"
    )
    link = page.get_by_role("button", name="Abstract")
    link.click()
    expect(page.locator(".opened")).to_have_text(
        "This could not be fetched. Open the page of the work."
    )
    expect(page.get_by_role("status").last).to_have_text("This could not be fetched.")
    assert page.locator(".opened a").get_attribute("href").endswith(f"{SLUG}#abstract")
    page.evaluate("() => { window.fetch = window.known }")
    link.click()
    link.click()
    expect(page.locator(".opened")).to_contain_text("We show that")


def test_further_authors_take_their_place(page: Page) -> None:
    expect(page.locator(".byline").first).not_to_contain_text("Author Number15")
    page.get_by_role("link", name="10 more authors").press("Enter")
    byline = page.locator(".byline").first
    expect(byline).to_contain_text("Author Number15")
    expect(byline).to_be_focused()


def test_an_entry_is_copied_and_that_is_said(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    link = page.locator("a[data-copies]").first
    link.click()
    expect(link).to_have_text("Copied")
    expect(page.get_by_role("status").last).to_have_text("The BibTeX entry was copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("@inproceedings{authornumber02024engines,")
    expect(link).to_have_text("BibTeX", timeout=6000)


def test_filters_are_chosen_and_taken_back(page: Page) -> None:
    page.locator("summary", has_text="Kind").click()
    page.get_by_role("link", name="Journal article").click()
    expect(page.get_by_role("status").first).to_have_text("1 of 2 works")
    assert page.url.endswith("?kind=journal")
    page.get_by_label("Search publications").fill("loo")
    page.get_by_label("Search publications").press("Enter")
    expect(page.locator("mark")).to_have_text("Looms")
    page.get_by_role("link", name="Without Journal article").click()
    assert page.url.endswith("?q=loo")
    page.get_by_role("link", name="Clear all").click()
    assert page.url.endswith("/publications/")


def test_one_disclosure_is_open_at_a_time_and_below_the_line(page: Page) -> None:
    year, kind = page.locator(".facets > details").nth(0), page.locator(".facets > details").nth(1)
    year.locator("summary").click()
    kind.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(year).not_to_have_attribute("open", "")
    expect(kind).to_have_attribute("open", "")
    last = page.locator(".facets > details > summary").last.bounding_box()
    first_value = kind.locator("a").first.bounding_box()
    assert last is not None
    assert first_value is not None
    assert first_value["y"] >= last["y"] + last["height"]


def test_all_of_it_goes_without_javascript(browser: Any, site: Person, live_server: Any) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    try:
        page.goto(f"{live_server.url}/publications/")
        page.locator("summary", has_text="Year").click()
        page.get_by_role("link", name="2024", exact=True).click()
        expect(page.get_by_role("status")).to_have_text("1 of 2 works")
        page.get_by_label("Search publications").fill("engines")
        page.get_by_role("button", name="Search").last.click()
        assert page.url.endswith("?q=engines&year=2024")
        page.get_by_role("link", name="Abstract").click()
        assert page.url.endswith(f"{SLUG}#abstract")
        page.go_back()
        page.get_by_role("link", name="10 more authors").click()
        expect(page.locator("#authors")).to_contain_text("Author Number15")
    finally:
        context.close()


def test_the_icons_are_drawn(page: Page) -> None:
    """The sprite is fetched, has each drawing, and the policy lets it in."""
    size = page.locator("a[data-opens=abstract] svg").evaluate(
        "svg => { const box = svg.querySelector('use').getBBox(); return box.width * box.height }"
    )
    assert size > 0


def test_it_goes_wherever_works_are_listed(
    site: Person, browser_page: Page, live_server: Any
) -> None:
    for address in ("/", "/people/ada-lovelace/"):
        browser_page.goto(live_server.url + address)
        browser_page.get_by_role("button", name="Abstract").first.click()
        expect(browser_page.locator(".opened").first).to_contain_text("We show that")
