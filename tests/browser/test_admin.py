"""What an editor does, in a browser: through the forms, under the content security policy."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from people.models import Person
from publications.models import Publication
from tests.browser.conftest import OF_DJANGO
from tests.factories import MembershipFactory, NewsFactory, PublicationFactory, VenueFactory
from tests.pictures import picture_bytes

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AUTHORS = ["Ada Lovelace", "Bo", "Cy", "Di", "Uma", "Flo"]


def choose(page: Any, field: str, typed: str, wanted: str) -> None:
    """Finds `typed` in the autocomplete of that field, and takes `wanted`."""
    page.locator(f"#id_{field} + .select2").click()
    page.locator(".select2-search__field").last.fill(typed)
    page.locator(".select2-results__option", has_text=wanted).click()


def save(page: Any, name: str = "Save") -> None:
    page.get_by_role("button", name=name, exact=True).first.click()
    page.locator(".messagelist .success").wait_for()


def add_paper(page: Any) -> None:
    page.locator("a.addlink[href$='publications/publication/add/']").first.click()
    page.fill("#id_title", "On $k$ Engines")
    choose(page, "authorships-0-person", "lovelace", "Ada Lovelace")
    for number, name in enumerate(AUTHORS[1:], 1):
        page.get_by_text("Add another Author").click()
        page.fill(f"#id_authorships-{number}-printed_name", name)
    page.select_option("#id_appearances-0-kind", "conference")
    page.fill("#id_appearances-0-date", "Dec 2024")
    choose(page, "appearances-0-venue", "Neur", "NeurIPS")
    page.get_by_text("Add another Form").click()
    page.select_option("#id_appearances-1-kind", "preprint")
    page.fill("#id_appearances-1-date", "2023-06")
    page.fill("#id_appearances-1-arxiv_id", "https://arxiv.org/abs/2306.02601v2")
    save(page)


def authors_on(page: Any, address: str) -> list[str]:
    """The authors in the order in which the public page names them."""
    page.goto(address)
    text = page.locator("main").inner_text().replace("\u00a0", " ")
    found = sorted((text.index(name), name) for name in AUTHORS)
    return [name for _, name in found]


def test_a_paper_is_added_and_two_authors_swapped(editor: Any, live_server: Any) -> None:
    MembershipFactory(person__given_name="Ada")
    VenueFactory(abbreviation="NeurIPS", name="Neural Information Processing Systems")
    add_paper(editor)
    paper = Publication.objects.get()
    public = f"{live_server.url}{paper.get_absolute_url()}"
    assert authors_on(editor, public) == AUTHORS

    editor.goto(f"{live_server.url}/admin/publications/publication/{paper.pk}/change/")
    editor.fill("#id_authorships-0-position", "2")
    editor.keyboard.press("Tab")
    assert editor.input_value("#id_authorships-1-position") == "1"
    save(editor)
    assert authors_on(editor, public) == ["Bo", "Ada Lovelace", *AUTHORS[2:]]

    editor.goto(f"{live_server.url}/publications/")
    entry = editor.locator("main").inner_text().replace("\u00a0", " ")
    assert "Engines" in entry
    assert "NeurIPS" in entry
    assert entry.index("Bo") < entry.index("Ada Lovelace")


def test_a_photo_is_uploaded_and_seen(editor: Any, live_server: Any, tmp_path: Path) -> None:
    person = MembershipFactory(person__given_name="Ada").person
    photo = tmp_path / "Ada.png"
    photo.write_bytes(picture_bytes("PNG", size=(700, 900)))
    editor.goto(f"{live_server.url}/admin/people/person/{person.pk}/change/")
    editor.set_input_files("#id_photo", photo)
    save(editor)
    person = Person.objects.get()
    editor.goto(f"{live_server.url}/people/{person.slug}/")
    image = editor.locator("main img").first
    image.wait_for()
    assert image.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0
    assert "/media/person/ada-" in image.get_attribute("src")


def test_a_photo_that_is_none_gets_a_sentence(
    editor: Any, live_server: Any, tmp_path: Path
) -> None:
    person = MembershipFactory().person
    fake = tmp_path / "Ada.png"
    fake.write_bytes(b"<script>alert(1)</script>")
    editor.goto(f"{live_server.url}/admin/people/person/{person.pk}/change/")
    editor.set_input_files("#id_photo", fake)
    editor.get_by_role("button", name="Save", exact=True).first.click()
    assert "valid image" in editor.locator(".errorlist").last.inner_text()
    assert not Person.objects.get().photo


def test_a_new_record_begins_in_its_first_field(editor: Any, live_server: Any) -> None:
    editor.goto(f"{live_server.url}/admin/talks/talk/add/")
    editor.wait_for_function("document.activeElement.id == 'id_title'")


def test_a_form_that_came_filled_in_begins_at_save(editor: Any, live_server: Any) -> None:
    editor.goto(f"{live_server.url}/admin/talks/talk/add/?title=Looms")
    editor.wait_for_function("document.activeElement.name == '_save'")


def test_a_date_is_picked(editor: Any, live_server: Any) -> None:
    editor.goto(f"{live_server.url}/admin/news/newsitem/add/")
    editor.fill("#id_text", "Something to come")
    editor.get_by_role("link", name="Choose a Date").click()
    editor.locator(".calendarbox").get_by_role("link", name="Tomorrow").click()
    editor.get_by_role("link", name="Now").click()
    save(editor)
    editor.get_by_text("From ").first.wait_for()


def test_gaps_are_filled_in_from_the_front_page(
    editor: Any, live_server: Any, axe: Callable[[Any], list[str]]
) -> None:
    ada = MembershipFactory(person__given_name="Ada").person
    work = PublicationFactory(authors=["A. Lovelace", "Grace Hopper"])
    work.links.create(label="code")
    first, second = work.authorships.all()
    editor.goto(f"{live_server.url}/admin/")
    for scheme in ("light", "dark"):
        editor.emulate_media(color_scheme=scheme)
        for address in ("no-pdf", "no-person", "publication-links"):
            editor.goto(f"{live_server.url}/admin/todo/{address}/")
            assert [r for r in axe(editor) if not any(own in r for own in OF_DJANGO)] == []
            editor.set_viewport_size({"width": 320, "height": 800})
            assert editor.evaluate("document.documentElement.scrollWidth") <= 320
            editor.set_viewport_size({"width": 1280, "height": 900})
    editor.goto(f"{live_server.url}/admin/")
    editor.get_by_role("link", name="2 Authors without a person").click()
    choose(editor, f"row-{first.pk}-person", "lovelace", "Ada Lovelace")
    editor.get_by_label("A new person, Grace Hopper").check()
    save(editor)
    assert editor.locator(".success").inner_text() == "2 filled in, none left."
    names = [author.person.name for author in work.authorships.select_related("person")]
    assert names == [ada.name, "Grace Hopper"]


def test_no_page_of_it_breaks_the_policy_or_the_width(editor: Any, live_server: Any) -> None:
    """At the width of a phone, too; what breaks the policy stands in the console."""
    person = MembershipFactory().person
    work = PublicationFactory(authors=[person, "Bo"], venue=VenueFactory())
    news = NewsFactory(author=person)
    for path in ("", "people/person/", f"people/person/{person.pk}/change/",
                 "publications/publication/", f"publications/publication/{work.pk}/change/",
                 f"news/newsitem/{news.pk}/change/", "teaching/course/add/", "talks/talk/add/",
                 "openings/opening/add/", "core/sitesettings/", "auth/user/add/"):  # fmt: skip
        for width in (1280, 320):
            editor.set_viewport_size({"width": width, "height": 800})
            answer = editor.goto(f"{live_server.url}/admin/{path}")
            assert answer.status == 200
            assert editor.evaluate("document.documentElement.scrollWidth") <= width


def test_two_works_are_compared_and_merged_by_keyboard(editor: Any, live_server: Any) -> None:
    """On a phone, too: neither page is wider, and nothing breaks the policy."""
    for note in ("First.", "Second, longer."):
        PublicationFactory(title="On engines that weave", authors=["Bo", "Cy"], note=note)
    editor.set_viewport_size({"width": 320, "height": 800})
    editor.get_by_role("link", name="Duplicates").focus()
    editor.keyboard.press("Enter")
    editor.get_by_role("heading", name="Works that may be one").wait_for()
    assert editor.evaluate("document.documentElement.scrollWidth") <= 320
    editor.get_by_role("link", name="Compare and merge").focus()
    editor.keyboard.press("Enter")
    editor.get_by_role("radio", name="Second, longer.").focus()
    editor.keyboard.press("ArrowLeft")
    editor.get_by_role("button", name="Show what it would be").focus()
    editor.keyboard.press("Enter")
    editor.get_by_role("heading", name="It would be: On engines that weave").wait_for()
    assert editor.get_by_role("radio", name="First.").is_checked()
    assert editor.evaluate("document.documentElement.scrollWidth") <= 320
    editor.get_by_role("button", name="Merge").focus()
    editor.keyboard.press("Enter")
    editor.get_by_text("No pairs wait.").wait_for()
    assert Publication.objects.get().note == "First."
