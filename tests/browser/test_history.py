"""History, the bin, two editors at once and a session that ends, as people meet them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session

from news.models import NewsItem
from publications.models import Publication
from tests.browser.conftest import OF_DJANGO, PASSWORD
from tests.factories import NewsFactory, PublicationFactory

TEXT = "The engine weaves algebraic patterns as the loom weaves flowers and leaves."


@pytest.fixture
def other(browser: Any, live_server: Any) -> Iterator[Any]:
    """The page of a second editor."""
    User.objects.create_superuser("bob", password=PASSWORD)
    context = browser.new_context()
    page = context.new_page()
    page.set_default_timeout(10_000)
    log_in(page, live_server, "bob")
    yield page
    context.close()


def log_in(page: Any, live_server: Any, name: str, path: str = "/admin/") -> None:
    page.goto(f"{live_server.url}{path}")
    page.fill("#id_username", name)
    page.fill("#id_password", PASSWORD)
    page.get_by_role("button", name="Log in").click()


def save(page: Any) -> None:
    page.get_by_role("button", name="Save", exact=True).first.click()


def ours(problems: list[str]) -> list[str]:
    """Without what axe finds in Django's own forms."""
    return [each for each in problems if not any(part in each for part in OF_DJANGO)]


def overflows(page: Any) -> bool:
    wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    return bool(page.evaluate(wide))


def test_an_edit_is_seen_in_the_history_and_taken_back_by_keyboard(
    editor: Any, live_server: Any, axe: Callable[[Any], list[str]]
) -> None:
    work = PublicationFactory(authors=["Ada Lovelace", "Grace Hopper"], abstract=TEXT)
    editor.goto(f"{live_server.url}/admin/publications/publication/{work.pk}/change/")
    editor.fill("#id_abstract", TEXT.replace("algebraic", "floral"))
    editor.fill("#id_authorships-1-position", "1")
    save(editor)
    editor.goto(f"{live_server.url}/admin/publications/publication/{work.pk}/history/")
    assert "Grace Hopper, Ada Lovelace" in " ".join(editor.inner_text("#content").split())
    assert ours(axe(editor)) == []
    for scheme in ("light", "dark"):
        editor.emulate_media(color_scheme=scheme)
        editor.set_viewport_size({"width": 320, "height": 800})
        assert not overflows(editor)
        assert ours(axe(editor)) == []
    editor.get_by_role("link", name="Back to this version").focus()
    editor.keyboard.press("Enter")
    editor.get_by_role("button", name="Go back to this version").wait_for()
    assert ours(axe(editor)) == []
    editor.get_by_role("button", name="Go back to this version").focus()
    editor.keyboard.press("Enter")
    editor.get_by_text("is as it was on").wait_for()
    assert Publication.objects.get().abstract == TEXT
    names = [author.name for author in work.authorships.order_by("position")]
    assert names == ["Ada Lovelace", "Grace Hopper"]


def test_what_was_deleted_is_restored_from_the_list_of_changes(
    editor: Any, live_server: Any, axe: Callable[[Any], list[str]]
) -> None:
    item = NewsFactory(text="We moved.")
    editor.goto(f"{live_server.url}/admin/news/newsitem/{item.pk}/delete/")
    editor.get_by_role("button", name="Yes, I’m sure").click()
    editor.goto(f"{live_server.url}/admin/")
    editor.get_by_role("link", name="Bin").click()
    assert ours(axe(editor)) == []
    editor.goto(f"{live_server.url}/admin/changes/")
    assert ours(axe(editor)) == []
    editor.get_by_role("link", name="Undo").click()
    editor.get_by_role("button", name="Restore").click()
    editor.get_by_text("is back.").wait_for()
    assert NewsItem.objects.get().text == "We moved."


def test_the_second_of_two_editors_sees_both_and_loses_nothing(
    editor: Any, other: Any, live_server: Any, axe: Callable[[Any], list[str]]
) -> None:
    item = NewsFactory(text="One", date="2024-05")
    address = f"{live_server.url}/admin/news/newsitem/{item.pk}/change/"
    editor.goto(address)
    other.goto(address)
    other.fill("#id_text", "Theirs")
    other.fill("#id_date", "2024-06")
    save(other)
    other.get_by_text("was changed successfully").wait_for()
    editor.fill("#id_text", "Mine")
    save(editor)
    editor.get_by_role("heading", name="somebody else saved this meanwhile").wait_for()
    assert "bob edited it" in editor.inner_text(".not-saved")
    assert editor.input_value("#id_text") == "Mine"
    assert editor.input_value("#id_date") == "2024-06"
    assert [each for each in axe(editor) if "not-saved" in each or "_choice" in each] == []
    editor.set_viewport_size({"width": 320, "height": 800})
    assert not overflows(editor)
    editor.get_by_role("group", name="Text").get_by_label("Theirs").check()
    save(editor)
    editor.get_by_text("was changed successfully").wait_for()
    found = NewsItem.objects.get()
    assert (found.text, found.date.isoformat()) == ("Theirs", "2024-06")


def test_a_text_comes_back_after_logging_in_again(editor: Any, live_server: Any) -> None:
    item = NewsFactory(text="One")
    editor.goto(f"{live_server.url}/admin/news/newsitem/{item.pk}/change/")
    editor.fill("#id_text", "Typed for an hour")
    Session.objects.all().delete()
    save(editor)
    editor.get_by_text("What you typed is kept").wait_for()
    editor.fill("#id_username", "editor")
    editor.fill("#id_password", PASSWORD)
    editor.get_by_role("button", name="Log in").click()
    editor.get_by_text("you were logged out while editing").wait_for()
    assert editor.input_value("#id_text") == "Typed for an hour"
    assert NewsItem.objects.get().text == "One"
    save(editor)
    editor.get_by_text("was changed successfully").wait_for()
    assert NewsItem.objects.get().text == "Typed for an hour"
