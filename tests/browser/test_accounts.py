"""The whole way of an account, as its owner and an administrator go it in a browser."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django_otp.plugins.otp_totp.models import TOTPDevice

from tests.accounts.codes import shown
from tests.browser.conftest import OF_DJANGO
from tests.browser.conftest import PASSWORD as EDITORS
from tests.factories import MembershipFactory

PASSWORD = "a pass phrase of hers"
Axe = Callable[[Any], list[str]]


@pytest.fixture
def looked_at(axe: Axe) -> Callable[[Any], None]:
    """Fails where axe finds something in the page, or where it is wider than a small phone."""

    def look(page: Any) -> None:
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            found = [rule for rule in axe(page) if not rule.startswith(OF_DJANGO)]
            assert found == [], f"{page.url}, {scheme}"
        page.set_viewport_size({"width": 320, "height": 700})
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= 320, f"{page.url} is {wide} pixels wide"
        page.set_viewport_size({"width": 1280, "height": 900})

    return look


def press(page: Any, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def log_in(page: Any, name: str, password: str) -> None:
    page.get_by_label("E-mail address or user name").fill(name)
    page.get_by_label("Password").fill(password)
    press(page, "Log in")


def test_the_whole_way_of_an_account(
    editor: Any, browser: Any, live_server: Any, settings: Any, looked_at: Callable[[Any], None]
) -> None:
    settings.MAIL_TRANSPORT = ""
    url = live_server.url
    settings.SITE_URL = url
    person = MembershipFactory(person__given_name="Grace", person__family_name="Hopper").person

    # The administrator invites her, and copies the link.
    editor.goto(f"{url}/admin/people/person/{person.pk}/change/")
    editor.get_by_role("link", name="Account", exact=True).click()
    looked_at(editor)
    editor.get_by_role("link", name="Invite…").click()
    editor.get_by_label("E-mail address").fill("grace@example.org")
    editor.get_by_label("Role").select_option("administrator")
    looked_at(editor)
    press(editor, "Invite")
    looked_at(editor)
    link = editor.locator(".account-link").inner_text()

    # She accepts, and sees her own page.
    context = browser.new_context(viewport={"width": 1280, "height": 900}, java_script_enabled=True)
    hers = context.new_page()
    hers.set_default_timeout(10_000)
    hers.goto(link)
    hers.get_by_text("This account is for").wait_for()
    looked_at(hers)
    hers.get_by_label("New password:").fill(PASSWORD)
    hers.get_by_label("New password confirmation:").fill(PASSWORD)
    press(hers, "Open my account")
    hers.locator(".messagelist .success").wait_for()
    assert hers.input_value("#id_family_name") == "Hopper"

    # She sets the second factor up.
    hers.get_by_role("link", name="Your account").click()
    looked_at(hers)
    hers.get_by_role("link", name="Set it up").click()
    looked_at(hers)
    hers.get_by_label("Password").fill(PASSWORD)
    press(hers, "Set it up")
    hers.locator("img[alt^='QR code']").wait_for()
    assert hers.locator("img[alt^='QR code']").evaluate("image => image.naturalWidth") > 100
    looked_at(hers)
    device = TOTPDevice.objects.get()
    hers.get_by_label("Code").fill(shown(device))
    press(hers, "Turn it on")
    hers.get_by_text("They are shown this once.").wait_for()
    looked_at(hers)
    codes = hers.locator(".account-codes code").all_inner_texts()
    with hers.expect_download() as download:
        hers.get_by_role("link", name="Save as a file").click()
    assert codes[0] in download.value.path().read_text(encoding="utf-8")

    # Out, and in again with a code of the app; out, and in with a recovery code.
    for number, code in enumerate([lambda: shown(device), lambda: codes[0]]):
        press(hers, "Log out") if number else hers.locator("#logout-form button").click()
        hers.goto(f"{url}/admin/people/")
        looked_at(hers)
        log_in(hers, "grace@example.org", PASSWORD)
        hers.get_by_text("Type the six digits").wait_for()
        looked_at(hers)
        hers.get_by_label("Code").fill(code())
        press(hers, "Go on")
        hers.wait_for_url(f"{url}/admin/people/")

    # On her phone she is logged in as well, and ends that from her desk.
    phone = browser.new_context().new_page()
    phone.goto(f"{url}/account/login/?next=/account/")
    log_in(phone, "grace-hopper", PASSWORD)
    phone.get_by_label("Code").fill(codes[1])
    press(phone, "Go on")
    phone.wait_for_url(f"{url}/account/")
    hers.goto(f"{url}/account/sessions/")
    assert hers.locator(".account-rows li").count() == 2
    looked_at(hers)
    press(hers, "End all others")
    hers.get_by_text("One session is ended.").wait_for()
    phone.reload()
    phone.wait_for_url(f"{url}/account/login/?next=/account/")

    # The administrator closes the account: she is out, and her page stays.
    editor.goto(f"{url}/admin/people/person/{person.pk}/account/")
    looked_at(editor)
    editor.get_by_role("link", name="Close account…").click()
    looked_at(editor)
    press(editor, "Close the account")
    editor.get_by_text("is closed.").wait_for()
    hers.reload()
    hers.wait_for_url(f"{url}/account/login/?next=/account/sessions/")
    log_in(hers, "grace@example.org", PASSWORD)
    hers.get_by_text("The name or the password is wrong.").wait_for()
    looked_at(hers)
    hers.goto(f"{url}{person.get_absolute_url()}")
    hers.get_by_role("heading", name="Grace Hopper").wait_for()
    context.close()
    assert User.objects.get(person=person).is_active is False
    assert EDITORS != PASSWORD
