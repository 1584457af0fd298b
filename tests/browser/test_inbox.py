"""A reader works through the inbox in a browser: by keys, by clicks, and without a script."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from health.models import Mail
from inquiries.models import Inquiry, ReplyTemplate
from tests.browser.conftest import OF_DJANGO
from tests.browser.test_proposals import logged_in
from tests.inquiries.inbox_letters import LIST, at, for_opening_of, letter, reader, with_cv

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def three(settings: Any) -> list[Inquiry]:
    """Three letters to one reader, the newest first; of the last the address is not confirmed."""
    settings.EMAIL_BACKEND, settings.MAIL_TRANSPORT = "health.outbox.backend.Outbox", ""
    ReplyTemplate.objects.all().delete()
    ReplyTemplate.objects.create(
        title="Polite decline",
        subject="Your letter about {opening}",
        body="Dear {name},\n\nno.\n\n{sender}",
        declines=True,
    )
    _, person = reader()
    now = timezone.now()
    newest = with_cv(recipient=person, received=now, links="https://example.org/~eve")
    middle = for_opening_of(
        person, name="Bo Li", email="bo@example.org", received=now - timedelta(days=1)
    )
    oldest = letter(
        recipient=person, email="eve+2@example.org", received=now - timedelta(days=2),
        confirmed=None,
    )  # fmt: skip
    return [newest, middle, oldest]


def is_clean(page: Any, axe: Callable[[Any], list[str]]) -> None:
    """Nothing for axe to find, light and dark, and nothing that overflows a phone."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert [r for r in axe(page) if not any(own in r for own in OF_DJANGO)] == []
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.set_viewport_size({"width": 1280, "height": 900})


def test_by_keys_from_the_first_screen_to_the_answer(
    browser_page: Any, live_server: Any, axe: Callable[[Any], list[str]], three: list[Inquiry]
) -> None:
    page, (newest, middle, oldest) = browser_page, three
    logged_in(page, live_server, User.objects.get())
    page.get_by_role("link", name="3 new letters").press("Enter")
    page.get_by_role("heading", name="Letters", exact=True).wait_for()
    is_clean(page, axe)

    page.keyboard.press("j")
    page.keyboard.press("s")
    page.locator("tr.inbox-here button.star[aria-pressed=true]").wait_for()
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Eve Example").wait_for()
    picture = page.locator(".inbox-cv img")
    picture.scroll_into_view_if_needed()
    width = "async (image) => { await image.decode(); return image.naturalWidth; }"
    assert picture.evaluate(width) == 900
    is_clean(page, axe)
    assert Inquiry.objects.get(pk=newest.pk).is_starred
    page.keyboard.press("s")
    page.locator(".inbox-acts button.star[aria-pressed=false]").wait_for()

    page.keyboard.press("j")  # the list is that of the new ones, and the first is read by now
    page.get_by_role("heading", name="Bo Li").wait_for()
    page.get_by_text("2 of 3").wait_for()
    page.get_by_label("Private note").fill("Asks good questions; j and k are letters here.")
    page.get_by_role("button", name="Add note").press("Enter")
    page.get_by_text("Asks good questions; j and k").wait_for()
    page.get_by_role("button", name="Fill in").press("Enter")
    page.get_by_role("textbox", name="Text").wait_for()
    assert page.get_by_label("Subject").input_value() == "Your letter about Mud engines"
    body = page.get_by_role("textbox", name="Text")
    assert body.input_value().startswith("Dear Bo Li,\n\nno.")
    body.fill("Dear Bo,\n\nlet us talk.")
    page.get_by_label("Then the letter is").select_option("talk")
    page.get_by_role("button", name="Send").press("Enter")
    page.get_by_text("is on its way. Its state is “Talk to them” now.").wait_for()
    page.get_by_text("Answered by").wait_for()
    is_clean(page, axe)
    assert Mail.objects.get().body == "Dear Bo,\n\nlet us talk."
    assert Inquiry.objects.get(pk=middle.pk).state == "talk"
    assert Inquiry.objects.get(pk=oldest.pk).state == "new"

    page.get_by_role("button", name="Accepted").press("Enter")
    page.locator(".inbox-state [aria-pressed=true]", has_text="Accepted").wait_for()


def test_keys_can_be_turned_off(browser_page: Any, live_server: Any, three: list[Inquiry]) -> None:
    page = browser_page
    logged_in(page, live_server, User.objects.get())
    page.goto(live_server.url + LIST)
    page.get_by_label("Keys: j and k").uncheck()
    page.reload()
    page.keyboard.press("j")
    assert page.locator("tr.inbox-here").count() == 0
    page.get_by_label("Keys: j and k").check()
    page.keyboard.press("j")
    assert page.locator("tr.inbox-here").count() == 1


def test_letters_of_one_applicant_are_joined_and_separated(
    browser_page: Any, live_server: Any, axe: Callable[[Any], list[str]], three: list[Inquiry]
) -> None:
    page, (newest, _, oldest) = browser_page, three
    logged_in(page, live_server, User.objects.get())
    page.goto(live_server.url + at(newest))
    page.get_by_role("button", name=f"Join with letter {oldest.pk}").press("Enter")
    page.get_by_text("are joined.").wait_for()
    is_clean(page, axe)
    page.get_by_role("link", name="All of this list").press("Enter")
    page.get_by_text("2 letters", exact=True).first.wait_for()
    assert page.locator("#result_list tbody tr").count() == 2
    page.get_by_role("link", name="Eve Example").press("Enter")
    page.get_by_role("button", name=f"Separate letter {oldest.pk}").press("Enter")
    page.get_by_text("stands by itself again.").wait_for()
    assert Inquiry.objects.filter(joined_to=None).count() == 3


def test_many_are_declined_after_a_look_at_every_mail(
    browser_page: Any, live_server: Any, axe: Callable[[Any], list[str]], three: list[Inquiry]
) -> None:
    page = browser_page
    logged_in(page, live_server, User.objects.get())
    page.goto(live_server.url + LIST)
    page.locator("#action-toggle").check()
    page.get_by_label("Action:").select_option(label="Decline politely, by mail…")
    page.get_by_role("button", name="Go").press("Enter")
    page.get_by_role("heading", name="What would be sent").wait_for()
    is_clean(page, axe)
    assert page.locator("input[name=letter]:checked").count() == 2
    page.locator("summary").first.press("Enter")
    page.get_by_text("Dear Eve Example,").first.wait_for()
    assert not Mail.objects.exists()
    page.get_by_role("button", name="Send the ticked mails").press("Enter")
    page.get_by_text("2 letters are declined, and as many mails are on their way.").wait_for()
    assert Mail.objects.count() == 2
    assert Inquiry.objects.filter(state="declined").count() == 2


def test_without_a_script_all_of_it_works(
    browser: Any, live_server: Any, three: list[Inquiry]
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.set_default_timeout(10_000)
    logged_in(page, live_server, User.objects.get())
    page.goto(f"{live_server.url}{LIST}?state=new")
    assert page.get_by_label("Keys: j and k").is_hidden()
    page.get_by_role("button", name=f"Star on letter {three[0].pk}").click()
    page.locator("button.star[aria-pressed=true]").wait_for()
    assert page.url.endswith("?state=new")
    page.get_by_role("link", name="Bo Li").click()
    page.get_by_role("button", name="Declined").click()
    page.locator(".inbox-state [aria-pressed=true]", has_text="Declined").wait_for()
    page.get_by_role("link", name="Next →").click()
    page.get_by_role("heading", name="Eve Example").wait_for()
    context.close()


def test_export_says_what_to_mind(
    browser_page: Any, live_server: Any, axe: Callable[[Any], list[str]], three: list[Inquiry]
) -> None:
    page = browser_page
    logged_in(page, live_server, User.objects.get())
    page.goto(live_server.url + LIST)
    page.get_by_role("link", name="Export…").press("Enter")
    page.get_by_text("in confidence").wait_for()
    is_clean(page, axe)
    with page.expect_download() as caught:
        page.get_by_role("button", name="Download CSV").press("Enter")
    assert caught.value.suggested_filename.startswith("letters-")
