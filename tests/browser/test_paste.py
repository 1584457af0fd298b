"""A paper is added by pasting it: by keyboard alone, on a phone, without scripts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from publications.models import Publication
from tests.browser.conftest import OF_DJANGO_FORMS, PASSWORD
from tests.factories import MembershipFactory, PersonFactory, PublicationFactory, VenueFactory

PASTE = "/admin/publications/publication/paste/"
BIBTEX = """@inproceedings{lovelace2024weaving,
  title = {On the Weaving of {Engines}},
  author = {Lovelace, Ada and Hopper, G. and Noether, Emmy and Doe, Jane and Somerville, Mary
    and Kovalevskaya, Sofia},
  booktitle = {Advances in Neural Information Processing Systems},
  year = {2024}, doi = {10.1000/182}
}"""
SIX = [
    "Ada Lovelace", "G. Hopper", "Emmy Noether", "Jane Doe", "Mary Somerville",
    "Sofia Kovalevskaya",
]  # fmt: skip


def test_six_authors_by_keyboard_alone(editor: Any, live_server: Any) -> None:
    """From the list of works: two keys, the paste, two keys, and Save."""
    ada = MembershipFactory(person__given_name="Ada").person
    grace = MembershipFactory(person__given_name="Grace", person__family_name="Hopper").person
    venue = VenueFactory(abbreviation="NeurIPS", name="Neural Information Processing Systems")
    editor.goto(f"{live_server.url}/admin/publications/publication/")
    editor.get_by_role("link", name="Paste a paper").focus()
    editor.keyboard.press("Enter")
    editor.locator("#id_text:focus").wait_for()
    editor.keyboard.insert_text(BIBTEX)
    editor.keyboard.press("Control+Enter")
    editor.locator("#authorships-1 .author-note").wait_for()
    assert "of the group" in editor.locator("#authorships-1 .author-note").inner_text()
    assert not Publication.objects.exists()
    editor.locator("#id_title").focus()
    editor.keyboard.press("Enter")
    editor.locator(".messagelist .success").wait_for()
    work = Publication.objects.get()
    authors = list(work.authorships.select_related("person"))
    assert [author.printed_name for author in authors] == SIX
    assert [author.person for author in authors] == [ada, grace, None, None, None, None]
    assert (work.record.venue, work.record.doi) == (venue, "10.1000/182")


def test_two_who_fit_are_offered_in_the_filled_form(editor: Any, live_server: Any) -> None:
    for given in ("Grace", "Gill"):
        PersonFactory(given_name=given, family_name="Hopper")
    editor.goto(f"{live_server.url}{PASTE}")
    editor.fill("#id_text", BIBTEX)
    editor.get_by_role("button", name="Go on").click()
    editor.get_by_role("button", name="Grace Hopper").click()
    assert "Grace Hopper" in editor.locator("#authorships-1 .select2-selection").inner_text()


def test_each_page_on_a_phone(
    editor: Any, live_server: Any, axe: Callable[[Any], list[str]]
) -> None:
    PublicationFactory(title="Notes on Compilers", authors=["Grace Hopper"], year=2023)
    two = f"{BIBTEX}\n@article{{h, title={{Notes on Compilers}}, author={{Hopper, Grace}}}}"
    editor.set_viewport_size({"width": 320, "height": 800})

    def look() -> None:
        assert editor.evaluate("document.documentElement.scrollWidth") <= 320
        for scheme in ("light", "dark"):
            editor.emulate_media(color_scheme=scheme)
            assert [r for r in axe(editor) if not any(own in r for own in OF_DJANGO_FORMS)] == []

    editor.goto(f"{live_server.url}{PASTE}")
    look()
    editor.fill("#id_text", two)
    editor.get_by_role("button", name="Go on").click()
    editor.get_by_role("heading", name="2 works in what you pasted").wait_for()
    assert editor.get_by_role("checkbox", name="On the Weaving of Engines").is_checked()
    assert not editor.get_by_role("checkbox", name="Notes on Compilers").is_checked()
    look()
    editor.goto(f"{live_server.url}{PASTE}")
    editor.fill("#id_text", "Notes on Compilers")
    editor.get_by_role("button", name="Go on").click()
    editor.get_by_role("heading", name="The site may have this paper").wait_for()
    look()
    editor.get_by_role("link", name="It is another work: fill in the form").click()
    assert editor.input_value("#id_title") == "Notes on Compilers"
    look()


def test_without_scripts(editor: Any, live_server: Any, browser: Any) -> None:
    MembershipFactory(person__given_name="Grace", person__family_name="Hopper")
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/admin/login/?next={PASTE}")
    page.fill("#id_username", "editor")
    page.fill("#id_password", PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.fill("#id_text", BIBTEX)
    page.get_by_role("button", name="Go on").click()
    page.get_by_text("G. Hopper: taken for Grace Hopper.").wait_for()
    page.fill("#id_authorships-line", ", ".join(reversed(SIX)))
    page.get_by_role("button", name="Save", exact=True).first.click()
    page.locator(".messagelist .success").wait_for()
    context.close()
    authors = Publication.objects.get().authorships.all()
    assert [author.name for author in authors] == SIX[::-1]
