"""The authors of a work in a browser: a line pasted, rows dragged, moved by keys, on a phone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from publications.models import Publication
from tests.browser.conftest import OF_DJANGO_FORMS
from tests.browser.test_admin import save
from tests.factories import MembershipFactory, PersonFactory, PublicationFactory

SIX = "Ada Lovelace*, G. Hopper*, E. Noether, Mary Somerville, Jane Doe and Sofia Kovalevskaya"
NAMES = [
    "Ada Lovelace", "G. Hopper", "E. Noether", "Mary Somerville", "Jane Doe", "Sofia Kovalevskaya"
]  # fmt: skip


def paste(page: Any, selector: str, text: str) -> None:
    """As a browser does it: the text goes in, and scripts are told that it was pasted."""
    page.locator(selector).focus()
    page.evaluate(
        """([selector, text]) => {
            const box = document.querySelector(selector);
            box.dispatchEvent(new ClipboardEvent("paste", {bubbles: true}));
            box.setRangeText(text, box.selectionStart, box.selectionEnd, "end");
            box.dispatchEvent(new InputEvent("input", {bubbles: true}));
        }""",
        [selector, text],
    )


def change(page: Any, live_server: Any, work: Publication) -> None:
    page.goto(f"{live_server.url}/admin/publications/publication/{work.pk}/change/")


def printed(work: Publication) -> list[str]:
    return [author.name for author in work.authorships.all()]


def row(page: Any, number: int) -> Any:
    """The row that stands there now, from 0."""
    return page.locator("#authorships-group tr.form-row:not(.empty-form)").nth(number)


@pytest.fixture
def work() -> Publication:
    work: Publication = PublicationFactory(authors=["Ada", "Bo", "Cy", "Di"])
    return work


def test_six_authors_are_pasted_and_matched(editor: Any, live_server: Any) -> None:
    ada = MembershipFactory(person__given_name="Ada").person
    grace = MembershipFactory(person__given_name="Grace", person__family_name="Hopper").person
    for given in ("Emmy", "Edith"):
        PersonFactory(given_name=given, family_name="Noether")
    editor.goto(f"{live_server.url}/admin/publications/publication/add/")
    editor.fill("#id_title", "On Engines")
    paste(editor, "#id_authorships-line", SIX)
    status = editor.locator(".author-line__act [role=status]")
    status.get_by_text("6 authors: 2 known, 1 to choose below, 3 new names.").wait_for()
    assert "The same initials and family name; of the group." in row(editor, 1).inner_text()
    assert row(editor, 0).locator("[name$=equal_contribution]").is_checked()
    assert not row(editor, 2).locator("[name$=equal_contribution]").is_checked()
    row(editor, 2).get_by_role("button", name="Emmy Noether").click()
    save(editor)
    authors = Publication.objects.get().authorships.select_related("person")
    assert [author.printed_name for author in authors] == NAMES
    people = [author.person.name if author.person else "" for author in authors]
    assert people == [ada.name, grace.name, "Emmy Noether", "", "", ""]
    assert [author.equal_contribution for author in authors] == [True, True, *[False] * 4]


def test_a_pasted_line_keeps_the_rows_that_are_there(
    editor: Any, live_server: Any, work: Publication
) -> None:
    keys = dict(work.authorships.values_list("printed_name", "pk"))
    change(editor, live_server, work)
    paste(editor, "#id_authorships-line", "Cy, Ed Poe, Ada, Bo et al.")
    status = editor.locator(".author-line__act [role=status]")
    status.get_by_text("Not in the line, left at the end: Di.").wait_for()
    save(editor)
    assert printed(work) == ["Cy", "Ed Poe", "Ada", "Bo", "Di"]
    assert work.authorships.get(printed_name="Cy").pk == keys["Cy"]
    work.refresh_from_db()
    assert work.authors_truncated


def test_what_is_no_line_of_authors_gets_a_sentence(editor: Any, live_server: Any) -> None:
    editor.goto(f"{live_server.url}/admin/publications/publication/add/")
    paste(editor, "#id_authorships-line", "see the paper!")
    editor.get_by_text("“see the paper!” does not look like a name.").wait_for()
    assert editor.input_value("#id_authorships-line") == "see the paper!"


def test_a_typed_name_is_matched(editor: Any, live_server: Any) -> None:
    MembershipFactory(person__given_name="Ada")
    editor.goto(f"{live_server.url}/admin/publications/publication/add/")
    editor.fill("#id_authorships-0-printed_name", "A. Lovelace")
    editor.keyboard.press("Tab")
    editor.locator("#authorships-0 .author-note").wait_for()
    assert "Ada Lovelace" in row(editor, 0).locator(".select2-selection").inner_text()


class TestOrder:
    def test_by_the_buttons(self, editor: Any, live_server: Any, work: Publication) -> None:
        change(editor, live_server, work)
        row(editor, 3).get_by_role("button", name="Move up").focus()
        editor.keyboard.press("Enter")
        editor.get_by_text("Di: place 3 of 4.").wait_for()
        editor.keyboard.press("Enter")
        editor.get_by_text("Di: place 2 of 4.").wait_for()
        save(editor)
        assert printed(work) == ["Ada", "Di", "Bo", "Cy"]

    def test_by_alt_and_an_arrow(self, editor: Any, live_server: Any, work: Publication) -> None:
        change(editor, live_server, work)
        editor.focus("#id_authorships-0-printed_name")
        editor.keyboard.press("Alt+ArrowDown")
        editor.keyboard.press("Alt+ArrowDown")
        assert editor.evaluate("document.activeElement.id") == "id_authorships-0-printed_name"
        editor.keyboard.press("Alt+ArrowUp")
        editor.get_by_text("Ada: place 2 of 4.").wait_for()
        save(editor)
        assert printed(work) == ["Bo", "Ada", "Cy", "Di"]

    def test_by_the_number(self, editor: Any, live_server: Any, work: Publication) -> None:
        change(editor, live_server, work)
        editor.fill("#id_authorships-3-position", "1")
        editor.keyboard.press("Tab")
        editor.get_by_text("Di: place 1 of 4.").wait_for()
        save(editor)
        assert printed(work) == ["Di", "Ada", "Bo", "Cy"]

    def test_by_drag(self, editor: Any, live_server: Any, work: Publication) -> None:
        change(editor, live_server, work)
        drag(editor, 0, 2)
        editor.get_by_text("Ada: place 3 of 4.").wait_for()
        save(editor)
        assert printed(work) == ["Bo", "Cy", "Ada", "Di"]

    def test_escape_gives_a_drag_up(self, editor: Any, live_server: Any, work: Publication) -> None:
        change(editor, live_server, work)
        drag(editor, 0, 2, drop=False)
        editor.keyboard.press("Escape")
        editor.mouse.up()
        assert row(editor, 0).locator("[name$=printed_name]").input_value() == "Ada"

    def test_a_row_is_taken_away_after_a_move(
        self, editor: Any, live_server: Any, work: Publication
    ) -> None:
        """Django numbers the rows anew when one goes: those that are stored stay what they are."""
        change(editor, live_server, work)
        for name in ("Ed", "Flo"):
            editor.get_by_text("Add another Author").click()
            new = row(editor, printed_rows(editor) - 1)
            new.locator("[name$=printed_name]").fill(name)
            new.get_by_role("button", name="Move up").click()
        row(editor, 3).locator(".inline-deletelink").click()
        save(editor)
        assert printed(work) == ["Ada", "Bo", "Cy", "Flo", "Di"]

    def test_the_forms_of_a_work(self, editor: Any, live_server: Any, work: Publication) -> None:
        work.appearances.create(kind="journal", date="2025", position=2)
        change(editor, live_server, work)
        editor.locator("#appearances-1").get_by_role("button", name="Move up").click()
        editor.get_by_text("Journal article: place 1 of 2.").wait_for()
        save(editor)
        work.refresh_from_db()
        assert (work.kind, work.year) == ("journal", 2025)

    def test_the_links_of_a_person(self, editor: Any, live_server: Any) -> None:
        person = PersonFactory()
        for place, label in enumerate(("CV", "Code", "Blog"), 1):
            person.links.create(label=label, url="https://example.org/", position=place)
        editor.goto(f"{live_server.url}/admin/people/person/{person.pk}/change/")
        editor.focus("#id_links-2-label")
        editor.keyboard.press("Alt+ArrowUp")
        editor.get_by_text("Blog: place 2 of 3.").wait_for()
        save(editor)
        assert [link.label for link in person.links.all()] == ["CV", "Blog", "Code"]


def printed_rows(page: Any) -> int:
    return int(page.locator("#authorships-group tr.form-row:not(.empty-form)").count())


def drag(page: Any, start: int, end: int, drop: bool = True) -> None:
    """Takes a row by its handle to the place of another."""
    row(page, start).scroll_into_view_if_needed()
    box = row(page, start).locator(".ordered-handle").bounding_box()
    x, y = box["x"] + 8, box["y"] + 8
    page.mouse.move(x, y)
    page.mouse.down()
    target = row(page, end).bounding_box()
    for part in range(1, 11):
        page.mouse.move(x, y + (target["y"] + target["height"] * 0.8 - y) * part / 10)
    if drop:
        page.mouse.up()


def test_the_form_by_touch_on_a_phone(
    editor: Any, live_server: Any, work: Publication, axe: Callable[[Any], list[str]]
) -> None:
    editor.set_viewport_size({"width": 320, "height": 800})
    change(editor, live_server, work)
    assert editor.evaluate("document.documentElement.scrollWidth") <= 320
    row(editor, 1).get_by_role("button", name="Move up").click()
    editor.get_by_text("Bo: place 1 of 4.").wait_for()
    for scheme in ("light", "dark"):
        editor.emulate_media(color_scheme=scheme)
        wrong = [r for r in axe(editor) if not any(own in r for own in OF_DJANGO_FORMS)]
        assert wrong == [], "\n".join(wrong)
