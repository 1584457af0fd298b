"""“Join us” as a reader uses it, by keyboard; the form of an opening as a professor does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from health.recruiting.ask import answer_path
from openings.models import Board, Opening, Question
from tests.browser.conftest import OF_DJANGO_FORMS
from tests.factories import MembershipFactory, OpeningFactory, PersonFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Axe = Callable[[Any], list[str]]


@pytest.fixture
def board() -> Opening:
    today = timezone.localdate()
    ada = PersonFactory(given_name="Ada", family_name="King", taking="yes",
                        taking_for="Fall 2999", taking_confirmed=today)  # fmt: skip
    ada.emails.create(address="ada@example.org", is_public=True)
    MembershipFactory(person=ada, role="lead")
    MembershipFactory(end="2020", next_position="Lecturer, Turin", start="2015")
    texts = Board(values="We *weave*.", letter="Be short.")
    texts.save()
    for place, question in enumerate(("Who pays?", "Do I need a degree?"), 1):
        Question.objects.create(board=texts, question=question, answer="We **do**.", position=place)
    looms: Opening = OpeningFactory(
        title="Looms", contact=ada, start="Fall 2999", confirmed_on=today, places=2,
        deadline=(today + timedelta(days=40)).isoformat(), funding="four years",
    )  # fmt: skip
    OpeningFactory(title="Gauges", contact=ada, audience="postdoc", status="maybe", way="mail")
    OpeningFactory(title="Boats", audience="staff", way="portal", portal="https://jobs.example/1")
    return looms


def is_fine(page: Any, axe: Axe) -> None:
    """Clean in light and dark; nothing wider than a phone."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert [r for r in axe(page) if not any(own in r for own in OF_DJANGO_FORMS)] == []
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.set_viewport_size({"width": 1280, "height": 900})


def press(page: Any, name: str, role: str = "link") -> None:
    """Go to what has this name, and press Enter there."""
    page.get_by_role(role, name=name).first.focus()
    page.keyboard.press("Enter")


def openings_on(page: Any) -> list[str]:
    found: list[str] = page.locator("#openings h3").all_inner_texts()
    return found


def test_the_board_is_narrowed_and_widened_by_keyboard(
    browser_page: Any, live_server: Any, axe: Axe, board: Opening
) -> None:
    page = browser_page
    page.goto(f"{live_server.url}/openings/")
    is_fine(page, axe)
    assert openings_on(page) == ["Looms", "Boats", "Gauges"]
    page.locator("summary", has_text="For whom").focus()
    page.keyboard.press("Enter")
    press(page, "PhD students")
    page.wait_for_url("**/openings/?for=phd")
    assert openings_on(page) == ["Looms"]
    is_fine(page, axe)
    page.locator("summary", has_text="For whom").focus()
    page.keyboard.press("Enter")
    press(page, "Postdocs")
    page.wait_for_url("**/openings/?for=phd&for=postdoc")
    assert openings_on(page) == ["Looms", "Gauges"]
    press(page, "Without PhD students")
    page.wait_for_url("**/openings/?for=postdoc")
    assert openings_on(page) == ["Gauges"]
    press(page, "Clear all")
    page.wait_for_url("**/openings/")
    assert openings_on(page) == ["Looms", "Boats", "Gauges"]


def test_questions_open_on_their_answers(
    browser_page: Any, live_server: Any, axe: Axe, board: Opening
) -> None:
    page = browser_page
    page.goto(f"{live_server.url}/openings/")
    answer = page.locator(".faq details", has_text="Who pays?").locator(".prose")
    assert not answer.is_visible()
    page.locator("summary", has_text="Who pays?").focus()
    page.keyboard.press("Enter")
    assert answer.is_visible()
    is_fine(page, axe)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent").strip() == "Do I need a degree?"


def test_an_opening_is_read_and_one_that_is_over_leads_on(
    browser_page: Any, live_server: Any, axe: Axe, board: Opening
) -> None:
    page = browser_page
    page.goto(f"{live_server.url}/openings/")
    press(page, "Looms")
    page.wait_for_url(f"**/openings/{board.pk}/")
    page.get_by_role("heading", name="Looms").wait_for()
    is_fine(page, axe)
    Opening.objects.filter(pk=board.pk).update(status="closed")
    page.reload()
    page.get_by_text("This opening is closed.").wait_for()
    is_fine(page, axe)
    press(page, "What is open now")
    page.wait_for_url("**/openings/")
    assert openings_on(page) == ["Boats", "Gauges"]


def test_nothing_is_open(browser_page: Any, live_server: Any, axe: Axe) -> None:
    OpeningFactory(status="closed", confirmed_on=timezone.localdate())
    browser_page.goto(f"{live_server.url}/openings/")
    browser_page.get_by_text("Not recruiting now").wait_for()
    is_fine(browser_page, axe)


def test_the_link_of_a_mail_confirms_with_one_button(
    browser_page: Any, live_server: Any, axe: Axe, board: Opening
) -> None:
    Opening.objects.update(confirmed_on=None, review_on=None)
    browser_page.goto(f"{live_server.url}{answer_path(board, 'ada@example.org')}")
    is_fine(browser_page, axe)
    press(browser_page, "Yes, it still holds", role="button")
    browser_page.get_by_text("That is noted").wait_for()
    board.refresh_from_db()
    assert board.confirmed_on == timezone.localdate()


def test_an_editor_adds_one_by_keyboard(editor: Any, live_server: Any, axe: Axe) -> None:
    editor.goto(f"{live_server.url}/admin/openings/opening/add/")
    is_fine(editor, axe)
    editor.get_by_label("For whom").select_option("phd")
    editor.locator("#id_text").fill("Come and **weave**.")
    editor.get_by_label("Papers of the group they read: not asked").focus()
    editor.keyboard.press("ArrowRight")
    editor.keyboard.press("ArrowRight")
    editor.get_by_role("button", name="Save", exact=True).first.click()
    editor.wait_for_url("**/openings/opening/")
    opening = Opening.objects.get()
    assert opening.asked["papers"] == "must"
    assert opening.confirmed_on == timezone.localdate()


def test_a_finding_is_mended_by_one_button(
    editor: Any, live_server: Any, axe: Axe, board: Opening
) -> None:
    Opening.objects.exclude(pk=board.pk).delete()
    Opening.objects.update(confirmed_on=None, review_on=None)
    editor.goto(f"{live_server.url}/admin/")
    press(editor, "1 opening of others")
    editor.wait_for_url("**/admin/health/openings-to-review/")
    is_fine(editor, axe)
    press(editor, "Still holds: Looms", role="button")
    editor.get_by_text("Looms: confirmed as of today.").wait_for()
    board.refresh_from_db()
    assert board.confirmed_on == timezone.localdate()
