"""Looking an import through in the admin: read, decide, correct, assign, save, undo."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from importer.models import GivenPage, ImportedPage, ImportRun, Proposal
from importer.pipeline import import_readings
from importer.review.assign import HEADINGS
from news.models import NewsItem
from people.models import Person
from publications.models import Publication
from tests.importer.five_pages import PAGES, read, read_text
from tests.importer.review.steps import (
    ADD,
    PAGE,
    WITH_A_LINE,
    address,
    decide,
    paste,
    proposal,
    titles,
)

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_pasted_page_is_read_and_shown_beside_its_lines_and_nothing_is_saved_yet(
    editor: Client,
) -> None:
    run = paste(editor)

    text = editor.get(address(run)).content.decode()

    assert run.state == ImportRun.State.REVIEW
    assert "Ann Lee, Bo Ray. Mud at night. Journal of Mud 3, 2019." in text
    assert "The slow weight of rain</h3>" in text
    assert "Import what is accepted (4)" in text
    assert titles() == []
    assert not Person.objects.exists()
    assert not ImportedPage.objects.exists()


def test_what_is_accepted_is_saved_and_the_page_as_given_is_forgotten(editor: Client) -> None:
    run = paste(editor)

    response = decide(editor, run, "import")

    assert response["Location"] == address(run)
    run.refresh_from_db()
    assert run.state == ImportRun.State.SAVED
    assert run.report["totals"]["decisions"]["new"] == 4
    assert titles() == ["Mud at night", "The slow weight of rain"]
    assert not GivenPage.objects.exists()
    result = editor.get(address(run, "change/")).content.decode()
    assert "Undo this import…" in result


def test_a_record_that_is_left_out_is_not_saved(editor: Client) -> None:
    run = paste(editor)
    mud = proposal("Mud at night")

    decide(editor, run, "import", **{f"verdict-{mud.pk}": "reject"})

    assert titles() == ["The slow weight of rain"]


def test_what_was_left_out_once_is_left_out_the_next_time_unless_somebody_says_otherwise(
    editor: Client,
) -> None:
    run = paste(editor)
    decide(editor, run, "import", **{f"verdict-{proposal('Mud at night').pk}": "reject"})

    again = paste(editor)

    mud = proposal("Mud at night")
    assert mud.verdict == "reject"
    decide(editor, again, "import", **{f"verdict-{mud.pk}": "accept"})
    assert titles() == ["Mud at night", "The slow weight of rain"]


def test_choices_are_kept_without_importing(editor: Client) -> None:
    run = paste(editor)
    mud = proposal("Mud at night")

    decide(editor, run, "save", **{f"verdict-{mud.pk}": "reject"})

    mud.refresh_from_db()
    assert mud.verdict == "reject"
    assert titles() == []
    assert "left out <span>1</span>" in editor.get(address(run)).content.decode()


def test_all_of_a_kind_are_left_out_at_once(editor: Client) -> None:
    run = paste(editor)

    decide(editor, run, "reject:publication")
    decide(editor, run, "import")

    assert titles() == []
    assert NewsItem.objects.count() == 1


def test_everything_is_left_out_and_accepted_at_once(editor: Client) -> None:
    run = paste(editor)
    decide(editor, run, "reject:")
    assert not Proposal.objects.filter(verdict="accept").exists()
    decide(editor, run, "accept:")
    assert not Proposal.objects.filter(verdict="reject").exists()


def test_a_record_is_corrected_before_it_is_saved(editor: Client) -> None:
    run = paste(editor)
    mud = proposal("Mud at night")
    where = address(run, f"review/{mud.pk}/")
    form = editor.get(where).context["form"]
    values = {name: form[name].value() or "" for name in form.fields if form[name].value()}
    values |= {"title": "Mud by night", "authors": "Ann Lee\nBo Ray*\nEve Fox"}
    values |= {"form-0-date": "2018-05"}

    response = editor.post(where, values)

    assert response["Location"] == address(run)
    decide(editor, run, "import")
    work = Publication.objects.get(title="Mud by night")
    assert [a.name for a in work.authorships.all()] == ["Ann Lee", "Bo Ray", "Eve Fox"]
    assert [a.equal_contribution for a in work.authorships.all()] == [False, True, False]
    assert str(work.date) == "May 2018"


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("title", "", "This field is required."),
        ("form-0-date", "in May", "“in May” is not a date"),
        ("form-0-kind", "poem", "Select a valid choice."),
    ],
)
def test_a_bad_correction_is_told_at_its_field_and_changes_nothing(
    editor: Client, field: str, value: str, sentence: str
) -> None:
    run = paste(editor)
    mud = proposal("Mud at night")
    where = address(run, f"review/{mud.pk}/")
    form = editor.get(where).context["form"]
    values = {name: form[name].value() for name in form.fields if form[name].value()}

    response = editor.post(where, {**values, field: value})

    assert response.status_code == 200
    assert sentence in " ".join(response.context["form"].errors[field])
    mud.refresh_from_db()
    assert mud.edited is None


def test_a_line_that_nobody_read_becomes_news(editor: Client) -> None:
    run = paste(editor, WITH_A_LINE)
    page = run.given.get()
    line = page.unread[0]
    assert "zzz qqq" in editor.get(address(run) + "?show=unread").content.decode()

    editor.post(address(run), {"do": "assign", f"line-{page.pk}-{line['number']}": "news"})
    decide(editor, run, "import")

    assert NewsItem.objects.filter(text=line["text"]).count() == 1
    assert not any(k["number"] == line["number"] for k in ImportedPage.objects.get().unread)


def test_assigning_without_saying_what_asks_for_it(editor: Client) -> None:
    run = paste(editor, WITH_A_LINE)
    response = editor.post(address(run), {"do": "assign"}, follow=True)
    assert "Say of a line what it is, then save." in response.content.decode()


def test_a_change_is_shown_field_by_field_old_and_new(editor: Client) -> None:
    import_readings([read("000")])
    text = next(PAGES.glob("000*")).read_text(encoding="utf-8")
    file = SimpleUploadedFile(
        next(PAGES.glob("000*")).name, text.replace("CSE AI Seminar", "AI Colloquium").encode()
    )
    editor.post(ADD, {"chosen": [file], "text": "", "owner": ""})
    run = ImportRun.objects.latest("pk")

    page = editor.get(address(run) + "?show=changed").content.decode()

    changed = Proposal.objects.get(decision="changed")
    assert changed.effects[0]["fields"] == [["event", "CSE AI Seminar", "AI Colloquium"]]
    assert "<td>CSE AI Seminar</td>" in page
    assert "<td>AI Colloquium</td>" in page


def test_what_an_editor_changed_is_shown_to_stay(editor: Client) -> None:
    import_readings([read_text(PAGE, "pasted text")])
    work = Publication.objects.get(title="Mud at night")
    form = work.appearances.get()
    form.date = "2017"
    form.save()

    paste(editor, PAGE.replace("Mud 3, 2019", "Mud 3, 2018"))

    kept = [e for p in Proposal.objects.all() for e in p.effects if e["what"] == "kept"]
    assert [e["fields"] for e in kept] == [[["date", "2017", "2018"]]]


def test_what_no_page_tells_of_any_more_is_told(editor: Client) -> None:
    import_readings([read_text(PAGE, "pasted text")])
    run = paste(
        editor, PAGE.replace("Ann Lee, Bo Ray. Mud at night. Journal of Mud 3, 2019.\n", "")
    )
    text = editor.get(address(run)).content.decode()
    assert "publication: Mud at night (2019)" in text


def test_an_ambiguous_record_shows_the_other_with_the_reason(editor: Client) -> None:
    files = [SimpleUploadedFile(p.name, p.read_bytes()) for p in sorted(PAGES.iterdir())]
    editor.post(ADD, {"chosen": files, "text": "", "owner": ""})
    run = ImportRun.objects.latest("pk")
    assert Proposal.objects.filter(decision="ambiguous").count() == 6

    text = editor.get(address(run) + "?show=ambiguous").content.decode()

    assert text.count("May be the same as this, of") == 6
    assert "Two titles (" in text


def test_a_review_of_many_records_has_pages_and_keeps_choices_between_them(editor: Client) -> None:
    file = next(PAGES.glob("002*"))
    editor.post(ADD, {"chosen": [SimpleUploadedFile(file.name, file.read_bytes())], "text": ""})
    run = ImportRun.objects.latest("pk")
    first = Proposal.objects.first()
    assert first is not None
    assert "Page 1 of 2" in editor.get(address(run)).content.decode()

    response = decide(editor, run, "page:show=&p=2", **{f"verdict-{first.pk}": "reject"})

    assert response["Location"] == address(run) + "?show=&p=2"
    assert "Page 2 of 2" in editor.get(response["Location"]).content.decode()
    first.refresh_from_db()
    assert first.verdict == "reject"


def test_queries_do_not_grow_with_the_records(
    editor: Client, django_assert_max_num_queries: Any
) -> None:
    run = paste(editor)
    with django_assert_max_num_queries(20):
        editor.get(address(run))
    file = next(PAGES.glob("002*"))
    editor.post(ADD, {"chosen": [SimpleUploadedFile(file.name, file.read_bytes())], "text": ""})
    with django_assert_max_num_queries(20):
        editor.get(address(ImportRun.objects.latest("pk")))


def two_versions(editor: Client) -> ImportRun:
    files = [SimpleUploadedFile(p.name, p.read_bytes()) for p in sorted(PAGES.iterdir())[:4]]
    editor.post(ADD, {"chosen": files, "text": "", "owner": ""})
    return ImportRun.objects.latest("pk")


def pair(run: ImportRun) -> Proposal:
    found = Proposal.objects.filter(page__run=run, payload__title__startswith="Quadratic models")
    return found.filter(decision="ambiguous")[0]


@pytest.mark.parametrize(("said", "works"), [("same", 1), ("different", 2)])
def test_of_a_pair_a_person_says_whether_it_is_one_work_for_good(
    editor: Client, said: str, works: int
) -> None:
    run = two_versions(editor)
    before = Proposal.objects.filter(decision="ambiguous").count()

    response = editor.post(address(run), {"do": f"{said}:{pair(run).pk}-0"}, follow=True)

    assert "Kept: they are" in response.content.decode()
    assert Proposal.objects.filter(decision="ambiguous").count() == before - 1
    decide(editor, run, "import")
    quadratic = Publication.objects.filter(title__startswith="Quadratic models")
    assert quadratic.count() == works

    again = two_versions(editor)

    titles_left = Proposal.objects.filter(page__run=again, decision="ambiguous")
    assert not titles_left.filter(payload__title__startswith="Quadratic models").exists()
    decide(editor, again, "import")
    assert quadratic.count() == works


@pytest.mark.parametrize("what", ["same:1", "same:x-0", "different:99-0"])
def test_a_pair_that_is_not_there_is_not_found(editor: Client, what: str) -> None:
    run = paste(editor)
    assert decide(editor, run, what).status_code == 404
    own = proposal("Mud at night")
    assert decide(editor, run, f"same:{own.pk}-0").status_code == 404


@pytest.mark.parametrize("kind", list(HEADINGS))
def test_a_line_can_be_assigned_as_each_kind(editor: Client, kind: str) -> None:
    run = paste(editor, WITH_A_LINE)
    page = run.given.get()
    editor.post(address(run), {"do": "assign", f"line-{page.pk}-{page.unread[0]['number']}": kind})
    made = Proposal.objects.get(is_added=True)
    assert made.type == kind
    assert "zzz qqq" in made.payload.values()
