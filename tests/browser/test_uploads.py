"""An upload shows how far it is; one that fails loses nothing of what was typed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from talks.models import Talk
from tests.browser.conftest import OF_DJANGO
from tests.factories import TalkFactory
from tests.pictures import PDF

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def slides(tmp_path: Path) -> Path:
    path = tmp_path / "slides.pdf"
    path.write_bytes(PDF + b"x" * 2_000_000)
    return path


@pytest.fixture
def form(editor: Any, live_server: Any) -> Any:
    talk = TalkFactory(title="Looms")
    editor.goto(f"{live_server.url}/admin/talks/talk/{talk.pk}/change/")
    return editor


def press_save(page: Any) -> None:
    page.get_by_role("button", name="Save", exact=True).first.click()


def test_the_upload_is_shown_and_saved(
    form: Any, slides: Path, axe: Callable[[Any], list[str]]
) -> None:
    held: list[Any] = []
    form.route("**/change/", lambda route: held.append(route))
    form.fill("#id_title", "Looms and mills")
    form.set_input_files("#id_slides", slides)
    press_save(form)
    expect(form.get_by_role("progressbar", name="Upload")).to_be_visible()
    expect(form.locator(".upload")).to_contain_text("slides.pdf")
    for scheme in ("light", "dark"):
        form.emulate_media(color_scheme=scheme)
        assert [r for r in axe(form) if not any(own in r for own in OF_DJANGO)] == []
    form.set_viewport_size({"width": 320, "height": 800})
    assert form.evaluate("document.documentElement.scrollWidth") <= 320
    held[0].continue_()
    form.locator(".messagelist .success").wait_for()
    talk = Talk.objects.get()
    assert talk.title == "Looms and mills"
    assert talk.slides.size == len(PDF) + 2_000_000


def test_what_is_wrong_is_said_and_what_was_typed_is_there(form: Any, tmp_path: Path) -> None:
    fake = tmp_path / "slides.pdf"
    fake.write_bytes(b"no pdf")
    form.fill("#id_title", "Looms and mills")
    form.set_input_files("#id_slides", fake)
    press_save(form)
    expect(form.locator(".errorlist").last).to_contain_text("This is not a PDF file")
    expect(form.locator("#id_title")).to_have_value("Looms and mills")
    form.set_input_files("#id_slides", {"name": "a.pdf", "mimeType": "", "buffer": PDF})
    press_save(form)
    form.locator(".messagelist .success").wait_for()
    assert Talk.objects.get().slides.size == len(PDF)


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (lambda route: route.abort(), "The connection broke."),
        (lambda route: route.fulfill(status=413, body=""), "no files that large"),
        (lambda route: route.fulfill(status=500, body=""), "The site refused this (500)."),
    ],
    ids=["broken", "too large", "refused"],
)
def test_one_that_fails_leaves_the_form_as_it_is(
    form: Any, slides: Path, answer: Callable[[Any], None], sentence: str
) -> None:
    form.route("**/change/", answer)
    form.fill("#id_title", "Looms and mills")
    form.set_input_files("#id_slides", slides)
    press_save(form)
    expect(form.get_by_role("alert")).to_contain_text(sentence)
    expect(form.locator("#id_title")).to_have_value("Looms and mills")
    form.unroute("**/change/")
    press_save(form)
    form.locator(".messagelist .success").wait_for()
    assert Talk.objects.get().title == "Looms and mills"
