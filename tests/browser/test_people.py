"""People in a browser: an editor clicks on a face, a visitor prints a page and uses the chart."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from people.models import Person
from tests.factories import MembershipFactory, NewsFactory, PersonFactory, PublicationFactory
from tests.pictures import picture, picture_bytes


@pytest.fixture
def ada() -> Person:
    """Somebody with more works than a page lists, of thirty years, and a photo."""
    ada = PersonFactory(
        given_name="Ada", family_name="Lovelace", photo=picture(), bio="Works on *engines*. " * 20
    )
    MembershipFactory(person=ada, role="lead", start="1997")
    bo = PersonFactory(given_name="Bo", family_name="Dee")
    for number in range(60):
        PublicationFactory(
            authors=[ada, bo], year=1997 + number % 30, is_selected=number < 4,
            kind="journal" if number % 3 else "conference",
        )  # fmt: skip
    for _ in range(12):
        NewsFactory(author=ada)
    ada.education.create(degree="Ph.D.", field="Mathematics", institution="London", year="1840")
    return ada


def test_the_focal_point_is_where_the_editor_clicks(
    editor: Any, live_server: Any, tmp_path: Path
) -> None:
    person = PersonFactory()
    photo = tmp_path / "Ada.png"
    photo.write_bytes(picture_bytes("PNG", size=(400, 800)))
    editor.goto(f"{live_server.url}/admin/people/person/{person.pk}/change/")
    assert not editor.locator(".focal").is_visible()
    editor.set_input_files("#id_photo", photo)
    whole = editor.locator(".focal__photo img")
    whole.wait_for()
    box = whole.bounding_box()
    whole.click(position={"x": box["width"] * 0.5, "y": box["height"] * 0.75})
    assert editor.input_value("#id_photo_x") == "50"
    assert editor.input_value("#id_photo_y") == "75"
    cut = editor.locator(".focal__cut img")
    assert cut.evaluate("image => image.style.objectPosition") == "0% 100%"
    editor.fill("#id_photo_y", "50")
    assert cut.evaluate("image => image.style.objectPosition") == "0% 50%"
    editor.get_by_role("button", name="Save", exact=True).first.click()
    editor.locator(".messagelist .success").wait_for()
    person = Person.objects.get()
    assert (person.photo_x, person.photo_y) == (50, 50)
    assert ".f50-50." in person.portrait.url


def test_a_page_of_a_person_is_printed_on_one_sheet(
    ada: Person, browser_page: Page, live_server: Any
) -> None:
    browser_page.goto(live_server.url + ada.get_absolute_url())
    assert browser_page.pdf(format="A4").count(b"/Type /Page\n") == 1
    browser_page.emulate_media(media="print")
    for hidden in (".chart", "#news", "#coauthors", ".works-more", ".site-foot", ".jump"):
        assert not browser_page.locator(hidden).first.is_visible(), hidden
    assert browser_page.locator(".entry:visible").count() == 4


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_long_page_fits_and_axe_finds_nothing(
    scheme: Any, ada: Person, browser_page: Page, live_server: Any, axe: Callable[[Page], list[str]]
) -> None:
    browser_page.emulate_media(color_scheme=scheme)
    for width in (1280, 320):
        browser_page.set_viewport_size({"width": width, "height": 800})
        for address in ("/people/ada-lovelace/", "/people/"):
            browser_page.goto(live_server.url + address)
            if "ada" in address:
                browser_page.locator(".chart summary").click()
            assert axe(browser_page) == []
            assert browser_page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_bar_leads_to_the_works_of_its_year(
    ada: Person, browser_page: Page, live_server: Any
) -> None:
    browser_page.goto(live_server.url + "/people/ada-lovelace/")
    browser_page.locator(".chart a").first.click()
    assert browser_page.url.endswith("/publications/?person=ada-lovelace&year=1997")


def test_a_photo_is_taken_in_the_width_of_the_screen(
    ada: Person, browser_page: Page, live_server: Any
) -> None:
    browser_page.goto(live_server.url + "/people/")
    image = browser_page.locator(".tile img").first
    image.scroll_into_view_if_needed()
    taken = image.evaluate("image => image.decode().then(() => image.currentSrc)")
    assert taken.endswith(".f50-35.w64.avif")
