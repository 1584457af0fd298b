"""A draft is looked at before it is published, by its editor and by somebody without an account."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from news.models import NewsItem
from people.models import PersonFile
from tests.browser.conftest import OF_DJANGO
from tests.browser.test_admin import save
from tests.factories import MembershipFactory, NewsFactory
from tests.pictures import pdf, picture

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def well_made(page: Any, axe: Callable[[Any], list[str]]) -> None:
    """Light and dark, by the rules of axe, and no wider than a phone."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert [r for r in axe(page) if not any(own in r for own in OF_DJANGO)] == []
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.set_viewport_size({"width": 1280, "height": 900})


def test_news_is_written_previewed_and_published(
    editor: Any, live_server: Any, axe: Callable[[Any], list[str]]
) -> None:
    editor.goto(f"{live_server.url}/admin/news/newsitem/add/")
    editor.fill("#id_text", "The *loom* runs.")
    editor.check("#id_is_draft")
    save(editor, "Save and continue editing")
    editor.fill("#id_text", "The *second* loom runs.")
    editor.get_by_role("button", name="Save and preview").first.click()
    editor.get_by_text("only editors see this").wait_for()
    assert editor.locator("main em").inner_text() == "second"
    well_made(editor, axe)
    assert editor.goto(f"{live_server.url}/news/").status == 200
    assert "second" not in editor.locator("main").inner_text()
    editor.go_back()
    editor.get_by_role("link", name="Edit", exact=True).click()
    editor.uncheck("#id_is_draft")
    save(editor)
    editor.goto(f"{live_server.url}/news/{NewsItem.objects.get().pk}/")
    assert editor.locator("main em").inner_text() == "second"


def test_a_secret_link_is_made_given_on_and_revoked(
    editor: Any, live_server: Any, browser: Any, axe: Callable[[Any], list[str]]
) -> None:
    person = MembershipFactory(person__given_name="Ada", person__photo=picture()).person
    type(person).objects.update(is_draft=True)
    PersonFile.objects.create(person=person, file=pdf("cv.pdf"))
    NewsFactory(text="Another draft.", author=person, is_draft=True)
    editor.goto(f"{live_server.url}/admin/people/person/{person.pk}/change/")
    editor.get_by_role("link", name="Secret link").click()
    editor.get_by_role("button", name="Make a secret link").click()
    address = editor.locator("#secret-address").inner_text()
    well_made(editor, axe)

    stranger = browser.new_context()
    page = stranger.new_page()
    page.goto(address.replace("http://127.0.0.1:8000", live_server.url))
    assert page.locator("h1").inner_text() == "Ada Lovelace"
    assert "by a secret link" in page.get_by_role("complementary", name="Preview").inner_text()
    assert "Another draft." not in page.content()
    photo = page.locator("main img").first
    assert photo.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0
    well_made(page, axe)
    cv = page.get_by_role("link", name="CV").get_attribute("href")
    assert page.request.get(f"{live_server.url}{cv}").status == 200
    page.get_by_role("navigation", name="Site").get_by_role("link", name="People").click()
    page.get_by_role("link", name="Ada Lovelace").first.click()
    assert page.locator("h1").inner_text() == "Ada Lovelace"
    assert "/preview/" in page.url

    editor.get_by_role("button", name="Revoke it").click()
    editor.get_by_text("The link is revoked").wait_for()
    assert page.reload().status == 404
    assert page.locator("h1").inner_text() == "This link no longer works"
    assert stranger.cookies() == []
    stranger.close()
