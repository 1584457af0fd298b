"""Every kind of public page, in a browser: on the five pages' content, and on a made-up group.

Pages are found by following links (tools.crawl): a new kind of page is under these tests without
being named. Of each kind the longest and the shortest page found are looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page as BrowserPage

from tests.browser.every_site import Site

HEIGHT = 900
WIDTHS = (320, 640, 768, 1280)  # 640 is a window of 1280 px, zoomed to 200 %
SCHEMES = ("light", "dark")
COLOURS = ("color-contrast", "link-in-text-block")  # the rules of axe that ask for them
PAPER = 680  # A4 without its margins
ENOUGH = 20  # entries of a list
PRESSES = 150  # of the Tab key on one page
# Kinds that a site of a group has; others come by themselves.
EXPECTED = {
    "404", "home", "news:news", "openings:opening", "openings:openings", "people:people",
    "people:person",
    "publications:publication", "publications:publications", "services:services", "talks:talks",
    "teaching:teaching",
}  # fmt: skip


@pytest.fixture
def shown(every_site: Site, browser_page: BrowserPage) -> Callable[..., Iterator[BrowserPage]]:
    """``shown(pages, width=…)``: the browser, at each page in turn."""

    def show(pages: Any, **media: Any) -> Iterator[tuple[BrowserPage, str]]:
        width = media.pop("width", 1280)
        browser_page.set_viewport_size({"width": width, "height": HEIGHT})
        browser_page.emulate_media(**{"color_scheme": "light", "media": "screen", **media})
        for one in pages:
            every_site.open(browser_page, one)
            yield browser_page, one.path

    return show


def test_all_kinds_of_pages_are_found_and_no_link_is_broken(every_site: Site) -> None:
    assert set(every_site.found.pages) >= EXPECTED
    assert every_site.found.broken == []


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (320, "light")])
def test_axe_finds_nothing(
    width: int, scheme: str, every_site: Site, shown: Any, axe: Callable[..., list[str]]
) -> None:
    """All of a page in light colours on a screen; else of its long lists the first entries, in dark
    colours by the rules on colours."""
    is_first = (width, scheme) == (1280, "light")
    found = every_site.found
    problems = {}
    pages = found.examples() if is_first else found.longest()
    for page, where in shown(pages, width=width, color_scheme=scheme):
        if not is_first:
            page.evaluate(f"measure.thin({ENOUGH})")
        if wrong := axe(page, COLOURS if scheme == "dark" else ()):
            problems[where] = wrong
    assert problems == {}


def test_nothing_overflows(every_site: Site, shown: Any) -> None:
    problems = {}
    for page, where in shown(every_site.found.examples()):
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": HEIGHT})
            if wrong := page.evaluate("measure.overflows()"):
                problems[f"{where}, {width} px wide"] = wrong
    assert problems == {}


def test_nothing_overflows_where_letters_alone_are_twice_as_large(
    every_site: Site, shown: Any
) -> None:
    problems = {}
    for page, where in shown(every_site.found.longest()):
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        for width in (320, 1280):
            page.set_viewport_size({"width": width, "height": HEIGHT})
            if wrong := page.evaluate("measure.overflows()"):
                problems[f"{where}, then {width} px"] = wrong
    assert problems == {}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_focus_is_seen_wherever_it_is(scheme: str, every_site: Site, shown: Any) -> None:
    problems = {}
    # The page then scrolls at once to what has the focus.
    media = {"width": 320, "color_scheme": scheme, "reduced_motion": "reduce"}
    for page, where in shown(every_site.found.longest(), **media):
        page.keyboard.press("Tab")
        if wrong := page.evaluate("measure.focusTroubles()"):
            problems[where] = wrong
    assert problems == {}


def test_the_tab_key_reaches_everything_in_the_order_of_the_page(
    every_site: Site, shown: Any
) -> None:
    problems = {}
    for page, where in shown(every_site.found.examples()):
        presses = min(page.evaluate("measure.follow()"), PRESSES)
        for _ in range(presses):
            page.keyboard.press("Tab")
        reached = page.evaluate("measure.reached")
        if reached != list(range(presses)):
            problems[where] = reached
    assert problems == {}


def test_a_page_says_the_same_without_javascript(
    every_site: Site, shown: Any, browser: Any
) -> None:
    context = browser.new_context(java_script_enabled=False)
    plain, problems = context.new_page(), {}
    try:
        for (page, where), one in zip(
            shown(every_site.found.longest()), every_site.found.longest(), strict=True
        ):
            with_scripts = page.evaluate("measure.contents()")
            every_site.open(plain, one)
            without = plain.evaluate("measure.contents()")
            lost = [
                item
                for what in ("texts", "links")
                for item in with_scripts[what]
                if item not in without[what]
            ]
            if wrong := [*lost[:5], *plain.evaluate("measure.deadButtons()")]:
                problems[where] = wrong
    finally:
        context.close()
    assert problems == {}


def test_a_page_prints_its_content_in_dark_ink_and_nothing_else(
    every_site: Site, shown: Any
) -> None:
    problems = {}
    for page, where in shown(every_site.found.longest(), width=PAPER):
        for scheme in SCHEMES:
            page.emulate_media(media="print", color_scheme=scheme)
            assert page.locator("h1").first.is_visible(), where
            wrong = page.evaluate("measure.unprintable()") + page.evaluate("measure.overflows()")
            if wrong:
                problems[f"{where}, {scheme}"] = wrong
        page.emulate_media(media="screen")
        assert page.pdf(format="A4").startswith(b"%PDF-"), where
    assert problems == {}


def test_pictures_load_say_what_they_show_and_keep_their_place(
    every_site: Site, shown: Any
) -> None:
    assert _problems(shown(every_site.found.examples()), "mutePictures") == {}


def _problems(pages: Iterator[tuple[BrowserPage, str]], what: str) -> dict[str, list[str]]:
    """{page: what one of the functions of measure.js finds there} where it finds something."""
    return {where: wrong for page, where in pages if (wrong := page.evaluate(f"measure.{what}()"))}
