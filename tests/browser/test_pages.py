"""Every public page in a browser: it answers, reads well everywhere, and axe finds nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from people.models import Person, Role
from tests import factories

LONG = "A Rather Unbreakable Word: Donaudampfschifffahrtselektrizitaetenhauptbetriebswerk"
ADDRESSES = {
    "/": 200,
    "/people/": 200,
    "/people/ada-lovelace/": 200,
    "/people/charles-babbage/": 200,
    "/publications/": 200,
    "/publications/on-engines-of-order-k/": 200,
    "/news/": 200,
    "/talks/": 200,
    "/teaching/": 200,
    "/services/": 200,
    "/openings/": 200,
    "/search/": 200,
    "/search/?q=ada": 200,
    "/search/?q=adda": 200,
    "/how-to-find-us/": 200,
    "/no-such-page/": 404,
}


@pytest.fixture
def site() -> Person:
    """A small group that has something of everything."""
    ada = factories.PersonFactory(
        given_name="Ada", family_name="Lovelace", bio="Works on *engines* and $x^2$.", office="12"
    )
    ada.emails.create(address="ada@example.edu", is_public=True)
    ada.education.create(degree="Ph.D.", field="Mathematics", institution="London", year="1840")
    factories.MembershipFactory(person=ada, role=Role.LEAD, start="1840")
    gone = factories.PersonFactory(given_name="Luigi", family_name="Menabrea")
    factories.MembershipFactory(person=gone, start="1841", end="1842", next_position="Turin")
    babbage = factories.PersonFactory(
        given_name="Charles", family_name="Babbage", has_profile=False
    )
    factories.PublicationFactory(
        title="On Engines of Order $k$",
        abstract="We show that $k \\leq n$.",
        authors=[ada, babbage, "Someone Else"],
        venue=factories.VenueFactory(),
        is_selected=True,
    )
    factories.PublicationFactory(title=LONG, authors=[ada], year=2023, kind="preprint")
    factories.NewsFactory(author=ada)
    factories.TalkFactory(speaker=ada)
    factories.TeachingRoleFactory(person=ada)
    factories.ServiceRoleFactory(person=ada)
    factories.OpeningFactory(contact=ada)
    factories.PageFactory(menu_position=1)
    return ada


@pytest.mark.parametrize(("address", "status"), ADDRESSES.items())
def test_public_page(
    address: str,
    status: int,
    site: Person,
    browser_page: Page,
    live_server: Any,
    axe: Callable[[Page], list[str]],
) -> None:
    page = browser_page
    answer = page.goto(live_server.url + address)
    assert answer is not None
    assert answer.status == status
    assert page.locator("h1").count() == 1
    assert axe(page) == []

    page.emulate_media(color_scheme="dark")
    assert axe(page) == []

    page.set_viewport_size({"width": 320, "height": 640})
    assert axe(page) == []
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 320, f"{width} px wide: scrolls sideways on a phone"


def test_an_empty_site_looks_intended(
    db: None, browser_page: Page, live_server: Any, axe: Callable[[Page], list[str]]
) -> None:
    for address in ("/", "/people/", "/publications/", "/news/", "/talks/", "/openings/"):
        answer = browser_page.goto(live_server.url + address)
        assert answer is not None
        assert answer.status == 200, address
        assert browser_page.locator("h1").count() == 1, address
        assert axe(browser_page) == [], address


def test_the_keyboard_reaches_the_content_first(
    site: Person, browser_page: Page, live_server: Any
) -> None:
    browser_page.goto(live_server.url + "/publications/")
    browser_page.keyboard.press("Tab")
    target = browser_page.evaluate("document.activeElement.getAttribute('href')")
    assert target is not None
    assert target.startswith("#"), "the first stop is no link that skips the menu"
    assert browser_page.locator(target).count() == 1


def test_pages_need_no_javascript(browser: Any, site: Person, live_server: Any) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    try:
        for address, status in ADDRESSES.items():
            answer = page.goto(live_server.url + address)
            assert answer.status == status
            assert page.locator("h1").is_visible(), address
    finally:
        context.close()
