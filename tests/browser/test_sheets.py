"""A spreadsheet goes out, is changed, looked at, and saved."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from sheets import files
from tests.browser.test_health import is_fine
from tests.factories import MembershipFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_cell_is_changed_and_a_mistake_mended(
    editor: Any, live_server: Any, axe: Callable[[Any], list[str]]
) -> None:
    person = MembershipFactory(person__office="Room 1").person
    editor.goto(f"{live_server.url}/admin/people/person/")
    editor.get_by_role("link", name="Spreadsheet").click()
    is_fine(editor, axe)
    with editor.expect_download() as started:
        editor.get_by_role("link", name="Excel (XLSX)").click()
    table = files.read("people.xlsx", started.value.path().read_bytes())
    place = table[0].index("office")

    def upload(**cells: str) -> None:
        for name, cell in cells.items():
            table[1][table[0].index(name)] = cell
        file = {"name": "people.csv", "mimeType": "text/csv", "buffer": files.as_csv(table)}
        editor.get_by_label("Spreadsheet, CSV or XLSX").set_input_files(file)
        editor.get_by_role("button", name="Look at what it would change").click()

    assert table[1][place] == "Room 1"
    upload(office="Room 2", role="boss")
    editor.get_by_text("“boss” is none of").wait_for()
    is_fine(editor, axe)
    editor.get_by_role("button", name="Back").click()
    upload(role="postdoc")
    editor.get_by_text("0 added, 1 changed, 0 as before.").wait_for()
    is_fine(editor, axe)
    editor.get_by_role("button", name="Save all of it").click()
    editor.get_by_text("0 added, 1 changed.").wait_for()
    person.refresh_from_db()
    assert person.office == "Room 2"
    assert person.memberships.get().role == "postdoc"
