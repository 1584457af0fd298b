"""From a visitor's first click to the answer of who recruits, and to the day of erasure."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from health.models import Mail
from inquiries.models import Erasure, Inquiry
from inquiries.privacy.retention import erase_due
from inquiries.sending import signed
from people.models import Membership
from tests.browser.test_letter import CV, fill, link_of_mail, send
from tests.browser.test_proposals import logged_in
from tests.factories import OpeningFactory
from tests.inquiries.inbox_letters import a_pdf, reader

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _site(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Mails stay in the table; nobody waits for three seconds, as tests never do."""
    settings.EMAIL_BACKEND, settings.MAIL_TRANSPORT = "health.outbox.backend.Outbox", ""
    monkeypatch.setattr(signed, "FASTEST", timedelta(0))


def test_a_letter_is_found_written_answered_and_erased(browser_page: Any, live_server: Any) -> None:
    user, lead = reader()
    Membership.objects.create(person=lead, role="lead")
    OpeningFactory(title="Engines of mud", contact=lead, asked={"cv": "must"})

    page = browser_page
    page.goto(live_server.url)
    page.get_by_role("link", name="Join us").first.click()
    page.get_by_role("link", name="Engines of mud").first.click()
    page.get_by_role("link", name="Write a letter").click()
    fill(page)
    page.get_by_label("CV").set_input_files(files=[CV | {"buffer": a_pdf()}])
    send(page)
    page.get_by_role("heading", name="Your letter is sent").wait_for()
    page.goto(link_of_mail(live_server))
    page.get_by_role("button", name="Yes, this is my address").click()
    page.get_by_text("Confirmed on").wait_for()

    logged_in(page, live_server, user)
    page.get_by_role("link", name="1 new letter").click()
    page.get_by_role("link", name="Eve Example").click()
    page.get_by_text("I would like to work on engines.").wait_for()
    page.get_by_label("Subject").fill("Your letter")
    page.get_by_role("textbox", name="Text").fill("Let us talk on Monday.")
    page.get_by_label("Then the letter is").select_option("talk")
    page.get_by_role("button", name="Send").click()
    page.get_by_text("Let us talk on Monday.").first.wait_for()
    letter = Inquiry.objects.get()
    assert letter.state == "talk"
    answer = Mail.objects.get(subject="Your letter")
    assert answer.to == ["eve@example.org"]
    assert "Let us talk on Monday." in answer.body

    file = Path(letter.cv.path)
    assert file.exists()
    day = timezone.make_aware(datetime.combine(letter.delete_by, time(12)))
    erase_due(day - timedelta(days=1))
    assert Inquiry.objects.exists()
    erase_due(day)
    assert not Inquiry.objects.exists()
    assert not file.exists()
    assert Erasure.objects.get().reason == Erasure.Reason.DUE
    page.goto(f"{live_server.url}/admin/inquiries/inquiry/{letter.pk}/change/", wait_until="commit")
    page.get_by_role("heading", name="Letters").or_(
        page.get_by_text("doesn’t exist")
    ).first.wait_for()
    assert "Eve Example" not in page.content()
