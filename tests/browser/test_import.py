"""From a page nobody has seen to a reviewed site and back, in a browser."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User

from importer.models import ImportRun, Proposal
from importer.pipeline import import_readings
from importer.review import jobs
from publications.models import Publication
from tests.browser.conftest import OF_DJANGO, PASSWORD
from tests.importer.five_pages import read_text

PAGE = """Ida Quill
Department of Soil, University of Elsewhere

Selected papers

Ida Quill, Bo Ray. Mud at night. In Proceedings of the Mud Conference, 2019.
Ida Quill, Cy Dee. The slow weight of rain. In Proceedings of the Mud Conference, 2020.
Ida Quill. Why ponds wait. Journal of Ponds, 2021.

News

May 2024: The lab moved to the old mill.
"""


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The live server of tests shares one connection with them: a second thread would not."""
    monkeypatch.setattr(jobs, "in_background", lambda task: task())


def begin(page: Any, site: str, text: str = PAGE) -> None:
    page.goto(f"{site}/admin/")
    page.get_by_role("link", name="Import pages").click()
    page.get_by_label("or paste a page").fill(text)
    page.get_by_role("button", name="Read the pages").click()
    page.get_by_role("button", name="Import what is accepted").wait_for()


def entry(page: Any, title: str) -> Any:
    return page.get_by_role("article", name=title)


def test_a_page_is_pasted_decided_on_saved_found_and_undone(editor: Any, live_server: Any) -> None:
    site = live_server.url
    begin(editor, site)
    entry(editor, "The slow weight of rain").get_by_label("Leave out").check()
    entry(editor, "Mud at night").get_by_role("button", name="Correct…").click()
    editor.locator("#id_title").fill("Mud by night")
    editor.get_by_role("button", name="Keep the correction").click()
    entry(editor, "Mud by night").wait_for()
    editor.get_by_role("button", name="Import what is accepted").click()
    editor.get_by_role("link", name="Undo this import…").wait_for()

    editor.goto(f"{site}/publications/")
    for title in ("Mud by night", "Why ponds wait"):
        assert editor.get_by_role("link", name=title).count() == 1
    assert editor.get_by_text("The slow weight of rain").count() == 0

    editor.goto(f"{site}/admin/importer/importrun/")
    editor.get_by_role("link", name=str(ImportRun.objects.get())).click()
    editor.get_by_role("link", name="Undo this import…").click()
    editor.get_by_role("button", name="Undo this import").click()
    editor.locator(".messagelist .success").wait_for()
    editor.goto(f"{site}/publications/")
    assert editor.get_by_role("link", name="Mud by night").count() == 0
    assert not Publication.objects.exists()


def test_an_import_is_decided_by_keyboard_alone(editor: Any, live_server: Any) -> None:
    begin(editor, live_server.url)
    titles = [a.payload["title"] for a in works()]
    assert titles == ["Mud at night", "The slow weight of rain", "Why ponds wait"]
    for _ in range(number_of(titles[0])):
        editor.keyboard.press("j")
    editor.keyboard.press("r")
    editor.keyboard.press("a")
    editor.keyboard.press("k")
    assert entry(editor, titles[1]).evaluate("it => it === document.activeElement")
    assert entry(editor, titles[0]).get_by_label("Leave out").is_checked()
    button = editor.get_by_role("button", name="Import what is accepted")
    button.focus()
    editor.keyboard.press("Enter")
    editor.get_by_role("link", name="Undo this import…").wait_for()
    assert sorted(Publication.objects.values_list("title", flat=True)) == titles[1:]


def works() -> list[Proposal]:
    return list(Proposal.objects.filter(type="publication"))


def number_of(title: str) -> int:
    """How many times j is pressed to come to the record."""
    return Proposal.objects.get(payload__title=title).position + 1


def test_the_screens_of_an_import_read_well_everywhere(
    editor: Any, live_server: Any, axe: Callable[[Any], list[str]]
) -> None:
    site = live_server.url
    import_readings([read_text(PAGE)])
    done, work = ImportRun.objects.get(), Publication.objects.all()[0]
    begin(editor, site)
    run = ImportRun.objects.exclude(pk=done.pk).get()
    own = Proposal.objects.filter(type="publication")[0]
    base = f"{site}/admin/importer/importrun"
    screens = [
        f"{base}/add/",
        f"{base}/{run.pk}/review/",
        f"{base}/{run.pk}/review/?show=unread",
        f"{base}/{run.pk}/review/{own.pk}/",
        f"{base}/{done.pk}/undo/",
        f"{site}/admin/importer/importedrow/of/publications.publication/{work.pk}/",
        f"{site}/admin/importer/importedrow/waiting/",
    ]
    for scheme in ("light", "dark"):
        editor.emulate_media(color_scheme=scheme)
        for screen in screens:
            for width in (1280, 320):
                editor.set_viewport_size({"width": width, "height": 900})
                editor.goto(screen)
                assert editor.evaluate("document.documentElement.scrollWidth") <= width, screen
                found = [r for r in axe(editor) if not any(own in r for own in OF_DJANGO)]
                assert found == [], screen


def test_an_import_needs_no_javascript(browser: Any, live_server: Any) -> None:
    User.objects.create_superuser("editor", password=PASSWORD)
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/admin/")
    page.fill("#id_username", "editor")
    page.fill("#id_password", PASSWORD)
    page.get_by_role("button", name="Log in").click()
    begin(page, live_server.url)
    entry(page, "Mud at night").get_by_label("Leave out").check()
    page.get_by_role("button", name="Import what is accepted").click()
    page.get_by_role("link", name="Undo this import…").wait_for()
    context.close()
    assert Publication.objects.count() == 2
