"""What needs care, the outbox, the jobs and the link of a mail, as a person uses them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.mail import send_mail
from django.utils import timezone

from health.freshness.ask import answer_path
from health.jobs.run import run_due
from health.models import Answer, Freshness, Mail
from tests.browser.conftest import OF_DJANGO
from tests.factories import MembershipFactory, OpeningFactory, PublicationFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Axe = Callable[[Any], list[str]]


def is_fine(page: Any, axe: Axe) -> None:
    """Clean in light and dark; nothing wider than a phone."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert [r for r in axe(page) if not any(own in r for own in OF_DJANGO)] == []
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.set_viewport_size({"width": 1280, "height": 900})


def test_a_finding_leads_to_the_field_by_keyboard(editor: Any, live_server: Any, axe: Axe) -> None:
    MembershipFactory(person__given_name="Ada")
    PublicationFactory(title="See https://example.org/engines-and-more")
    opening = OpeningFactory(title="Come", deadline="2020-05-01")
    editor.goto(f"{live_server.url}/admin/")
    editor.get_by_role("link", name="What needs care").first.click()
    is_fine(editor, axe)
    editor.get_by_role("link", name="Openings past their deadline").focus()
    editor.keyboard.press("Enter")
    editor.get_by_text("Deadline 1 May 2020").wait_for()
    is_fine(editor, axe)
    editor.get_by_role("link", name="Come").focus()
    editor.keyboard.press("Enter")
    editor.wait_for_url(f"**/openings/opening/{opening.pk}/change/#id_deadline")
    editor.get_by_label("Status").select_option("closed")
    editor.get_by_role("button", name="Save", exact=True).first.click()
    editor.goto(f"{live_server.url}/admin/health/")
    assert editor.get_by_role("link", name="Openings past their deadline").count() == 0


def test_a_mail_is_copied_where_there_is_no_mail_server(
    editor: Any, live_server: Any, axe: Axe, settings: Any
) -> None:
    settings.EMAIL_BACKEND, settings.MAIL_TRANSPORT = "health.outbox.backend.Outbox", ""
    send_mail("Welcome", f"Follow https://example.org/{'long' * 40}", None, ["ada@example.org"])
    run_due(timezone.now())
    editor.goto(f"{live_server.url}/admin/outbox/")
    editor.locator("summary").click()
    editor.get_by_text("Follow https://example.org/").wait_for()
    is_fine(editor, axe)
    editor.get_by_role("button", name="I have sent it").click()
    editor.get_by_text("Noted as sent").wait_for()
    assert Mail.objects.get().state == "sent"
    editor.goto(f"{live_server.url}/admin/health/jobs/")
    is_fine(editor, axe)


def test_a_member_answers_and_an_editor_takes_it_over(
    editor: Any, live_server: Any, axe: Axe
) -> None:
    role = MembershipFactory(person__given_name="Ada", end="2020")
    role.person.emails.create(address="ada@example.org")
    present = MembershipFactory(person__given_name="Grace").person
    present.emails.create(address="grace@example.org")
    editor.goto(live_server.url + answer_path(role.person, "ada@example.org"))
    is_fine(editor, axe)
    editor.get_by_label("Where are you now?").fill("Postdoc, MIT")
    editor.get_by_role("button", name="Send").click()
    editor.get_by_text("An editor of the site sees to it.").wait_for()
    editor.goto(live_server.url + answer_path(present, "grace@example.org"))
    editor.get_by_role("button", name="Yes, it is still true").click()
    editor.get_by_text("That is noted.").wait_for()
    is_fine(editor, axe)
    assert Freshness.objects.get().person == present

    editor.goto(f"{live_server.url}/admin/health/")
    editor.get_by_role("link", name="Answers of people").click()
    is_fine(editor, axe)
    editor.get_by_role("button", name="Write it").click()
    editor.get_by_text("Taken over from Ada Lovelace").wait_for()
    role.refresh_from_db()
    assert role.next_position == "Postdoc, MIT"
    assert Answer.objects.get().state == "taken"
    editor.goto(f"{live_server.url}/admin/health/profiles/")
    is_fine(editor, axe)
