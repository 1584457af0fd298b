"""A letter from the visitor's first click to its erasure, as a person writes it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from health.models import Mail
from inquiries.models import Erasure, Inquiry, InquirySettings
from inquiries.sending import signed
from openings.models import Opening
from tests.factories import MembershipFactory, OpeningFactory, PublicationFactory
from tests.inquiries.letters import PDF

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Axe = Callable[[Any], list[str]]
CV = {"name": "My CV.pdf", "mimeType": "application/pdf", "buffer": PDF}
TEXT = "I would like to work on engines."


@pytest.fixture(autouse=True)
def _site(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Mails stay in the table; nobody waits for three seconds, as tests never do."""
    settings.EMAIL_BACKEND, settings.MAIL_TRANSPORT = "health.outbox.backend.Outbox", ""
    monkeypatch.setattr(signed, "FASTEST", timedelta(0))


@pytest.fixture
def opening() -> Opening:
    lead = MembershipFactory(role="lead", person__given_name="Grace").person
    PublicationFactory(title="On Looms")
    return OpeningFactory(title="Engines", contact=lead, asked={"background": "may", "cv": "must"})


def is_fine(page: Any, axe: Axe) -> None:
    """Clean in light and dark, on a desk and on a phone, where nothing is wider than it."""
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.set_viewport_size({"width": 1280, "height": 900})


def link_of_mail(live_server: Any) -> str:
    """Where the link of the only mail leads, on the server of the test."""
    path = re.search(r"http://127.0.0.1:8000(/inquiries/mine/\S+)", Mail.objects.get().body)
    assert path
    return str(live_server.url + path[1])


def fill(page: Any, **more: str) -> None:
    page.get_by_label("Name").fill(more.get("name", "Eve Example"))
    page.get_by_label("E-mail address").fill(more.get("email", "eve@example.org"))
    page.get_by_label("Why this group").fill(TEXT)


def send(page: Any) -> None:
    page.get_by_role("button", name="Send the letter").click()


def test_the_whole_way(browser_page: Any, live_server: Any, axe: Axe, opening: Opening) -> None:
    page = browser_page
    page.goto(f"{live_server.url}/openings/")
    way = page.locator(f'a[href*="/inquiries/new/?opening={opening.pk}"]')
    if way.count():
        way.first.click()
    else:
        page.goto(f"{live_server.url}/inquiries/new/?opening={opening.pk}")
    page.get_by_role("heading", name="Apply: Engines").wait_for()
    is_fine(page, axe)
    fill(page, email="eve@example")
    page.get_by_label("CV").set_input_files(files=[CV])
    send(page)
    summary = page.get_by_role("alert")
    summary.wait_for()
    assert page.evaluate("document.activeElement.id") == "what-is-wrong"
    assert "My CV.pdf is kept" in page.locator(".letter__file").inner_text()
    is_fine(page, axe)
    summary.get_by_role("link", name="E-mail address").click()
    page.wait_for_function("document.activeElement.id === 'id_email'")
    page.keyboard.press("End")
    page.keyboard.type(".org")
    send(page)
    page.get_by_role("heading", name="Your letter is sent").wait_for()
    is_fine(page, axe)
    letter = Inquiry.objects.get()
    assert (letter.email, letter.message, bool(letter.cv)) == ("eve@example.org", TEXT, True)

    page.goto(link_of_mail(live_server))
    page.get_by_text(TEXT).wait_for()
    is_fine(page, axe)
    page.get_by_role("button", name="Yes, this is my address").click()
    page.get_by_text("Confirmed on").wait_for()
    page.get_by_role("link", name="Correct the letter").click()
    is_fine(page, axe)
    page.get_by_label("Why this group").fill("On looms.")
    page.get_by_role("button", name="Save the corrections").click()
    page.get_by_text("Your corrections are saved.").wait_for()
    letter.refresh_from_db()
    assert letter.message == "On looms."
    assert letter.confirmed
    assert letter.corrected
    page.get_by_role("link", name="Withdraw the letter").click()
    is_fine(page, axe)
    page.get_by_role("button", name="Erase the letter").click()
    page.get_by_role("heading", name="Your letter is erased").wait_for()
    assert not Inquiry.objects.exists()
    assert not Path(letter.cv.path).exists()
    assert Erasure.objects.get().letters == 1


def test_a_draft_comes_back_and_goes_when_the_letter_is_sent(
    browser_page: Any, live_server: Any, axe: Axe
) -> None:
    page, address = browser_page, f"{live_server.url}/inquiries/new/"
    opening = OpeningFactory(asked={})
    page.goto(f"{address}?opening={opening.pk}")
    assert page.get_by_text("Your draft is back.").is_hidden()
    fill(page)
    page.reload()
    page.get_by_text("Your draft is back.").wait_for()
    assert page.get_by_label("Why this group").input_value() == TEXT
    assert page.get_by_label("Name").input_value() == "Eve Example"
    is_fine(page, axe)
    page.goto(f"{address}?opening={OpeningFactory(asked={}).pk}")
    assert page.get_by_label("Why this group").input_value() == ""  # of that opening alone
    page.goto(f"{live_server.url}/inquiries/sent/?opening={opening.pk}")
    page.goto(f"{address}?opening={opening.pk}")
    page.get_by_text("Your draft is back.").wait_for()  # nothing was sent yet
    send(page)
    page.get_by_role("heading", name="Your letter is sent").wait_for()
    page.goto(f"{address}?opening={opening.pk}")
    assert page.get_by_label("Why this group").input_value() == ""
    assert page.evaluate("localStorage.length") == 0


def test_a_draft_can_be_discarded(browser_page: Any, live_server: Any) -> None:
    page = browser_page
    page.goto(f"{live_server.url}/inquiries/new/")
    fill(page)
    page.reload()
    page.get_by_role("button", name="Discard the draft").click()
    assert page.get_by_label("Why this group").input_value() == ""
    assert page.evaluate("document.activeElement.id") == "id_name"
    page.reload()
    assert page.get_by_text("Your draft is back.").is_hidden()
    assert page.get_by_label("Why this group").input_value() == ""


def test_it_works_where_storage_is_blocked(browser_page: Any, live_server: Any) -> None:
    page = browser_page
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new Error('blocked'); }})"
    )
    page.goto(f"{live_server.url}/inquiries/new/")
    fill(page)
    page.get_by_label("Background").fill("Looms.")
    send(page)
    page.get_by_role("heading", name="Your letter is sent").wait_for()


def test_what_room_is_left_is_said(browser_page: Any, live_server: Any) -> None:
    page = browser_page
    page.goto(f"{live_server.url}/inquiries/new/")
    area = page.get_by_label("Why this group")
    area.fill("x" * 4900)
    page.get_by_text("100 of 5000 characters left.").first.wait_for()
    area.fill("x" * 5010)
    page.get_by_text("10 characters too many.").first.wait_for()
    assert len(area.input_value()) == 5010


def test_a_file_that_is_too_large_is_refused_before_it_is_sent(
    browser_page: Any, live_server: Any, tmp_path: Path
) -> None:
    page, large = browser_page, tmp_path / "large.pdf"
    large.write_bytes(PDF + b"x" * (11 * 1024 * 1024))
    page.goto(f"{live_server.url}/inquiries/new/")
    page.get_by_label("CV").set_input_files(large)
    message = page.get_by_label("CV").evaluate("field => field.validationMessage")
    assert message == "This file has 11.0 MB; the most is 10 MB."


def test_it_works_by_keyboard_alone(browser_page: Any, live_server: Any) -> None:
    page = browser_page
    OpeningFactory(asked={"links": "may"})
    page.goto(f"{live_server.url}/inquiries/new/?opening={Opening.objects.get().pk}")
    page.get_by_label("Name").focus()
    for text in ("Eve Example", "eve@example.org", TEXT, "no address"):
        page.keyboard.type(text)
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Data protection"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_role("alert").wait_for()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # the only link of the summary
    page.wait_for_function("document.activeElement.id === 'id_links'")
    page.keyboard.press("Control+A")
    page.keyboard.type("example.org")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Your letter is sent").wait_for()
    assert Inquiry.objects.get().links == "https://example.org"


def test_the_proof_of_work_is_done_by_the_browser(
    browser_page: Any, live_server: Any, axe: Axe, monkeypatch: pytest.MonkeyPatch
) -> None:
    InquirySettings(proof_of_work=True).save()
    page = browser_page
    page.goto(f"{live_server.url}/inquiries/new/")
    is_fine(page, axe)
    fill(page)
    page.get_by_label("Background").fill("Looms.")
    send(page)
    page.get_by_role("heading", name="Your letter is sent").wait_for()
    assert Inquiry.objects.count() == 1


def test_all_of_it_works_without_javascript(
    browser: Any, live_server: Any, opening: Opening
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.set_default_timeout(10_000)
    page.goto(f"{live_server.url}/inquiries/new/?opening={opening.pk}")
    fill(page, email="eve@example")
    page.get_by_label("CV").set_input_files(files=[CV])
    send(page)
    page.get_by_text("My CV.pdf is kept").wait_for()
    fill(page)
    send(page)
    page.get_by_role("heading", name="Your letter is sent").wait_for()
    page.goto(link_of_mail(live_server))
    page.get_by_role("button", name="Yes, this is my address").click()
    page.get_by_text("Confirmed on").wait_for()
    page.get_by_role("link", name="Correct the letter").click()
    page.get_by_label("Why this group").fill("On looms.")
    page.get_by_role("button", name="Save the corrections").click()
    page.get_by_text("On looms.").wait_for()
    page.get_by_role("link", name="Withdraw the letter").click()
    page.get_by_role("button", name="Erase the letter").click()
    page.get_by_role("heading", name="Your letter is erased").wait_for()
    assert not Inquiry.objects.exists()
    InquirySettings(proof_of_work=True).save()
    page.goto(f"{live_server.url}/inquiries/new/?opening={opening.pk}")
    page.get_by_text("this form needs JavaScript at the moment").wait_for()
    context.close()
