"""Looking an import through in the admin: read, decide, correct, assign, save, undo."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from importer.models import GivenPage, ImportedPage, ImportRun, Proposal
from importer.pipeline import import_readings
from importer.review import jobs
from news.models import NewsItem
from people.models import Person
from publications.models import Publication
from tests.importer.database import differing, every_row
from tests.importer.five_pages import PAGES, read, read_text

pytestmark = pytest.mark.django_db(transaction=True)

ADD = "/admin/importer/importrun/add/"
PAGE = """Ann Lee

Publications

Ann Lee, Bo Ray. Mud at night. Journal of Mud 3, 2019.
Ann Lee, Cy Dee. The slow weight of rain. Journal of Rain 4, 2020.

News

May 2024: The lab moved to the old mill.
"""


WITH_A_LINE = PAGE.replace("Ann Lee\n\n", "Ann Lee\n\nzzz qqq\n\n", 1)


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "in_background", lambda task: task())


@pytest.fixture
def editor(client: Client) -> Client:
    """Somebody who may import, and no more."""
    user = User.objects.create_user("editor", is_staff=True)
    names = ["add_importrun", "delete_importrun", "view_importrun"]
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    client.force_login(user)
    return client


def paste(client: Client, text: str = PAGE) -> ImportRun:
    response = client.post(ADD, {"text": text, "owner": ""})
    assert response.status_code == 302, response.content.decode()
    run = ImportRun.objects.latest("pk")
    assert response["Location"] == f"/admin/importer/importrun/{run.pk}/review/"
    return run


def address(run: ImportRun, tail: str = "review/") -> str:
    return f"/admin/importer/importrun/{run.pk}/{tail}"


def decide(client: Client, run: ImportRun, do: str, **verdicts: str) -> HttpResponse:
    return client.post(address(run), {**verdicts, "do": do})


def proposal(title: str) -> Proposal:
    return Proposal.objects.get(payload__title=title)


def titles() -> list[str]:
    return sorted(Publication.objects.values_list("title", flat=True))


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


def test_a_discarded_import_keeps_nothing(editor: Client) -> None:
    before = every_row()
    run = paste(editor)

    editor.post(address(run, "discard/"))

    run.refresh_from_db()
    assert run.state == ImportRun.State.DISCARDED
    assert differing(before, every_row()) == []
    again = editor.post(address(run, "discard/"), follow=True).content.decode()
    assert "can be undone when it is" in again


def test_a_page_that_cannot_be_read_is_told_and_the_others_go_on(editor: Client) -> None:
    files = [
        SimpleUploadedFile("good.txt", PAGE.encode()),
        SimpleUploadedFile("empty.txt", b"  \n "),
    ]
    editor.post(ADD, {"chosen": files, "text": "", "owner": ""})
    run = ImportRun.objects.latest("pk")
    assert (
        "empty.txt is empty: there is nothing to read." in editor.get(address(run)).content.decode()
    )

    decide(editor, run, "import")

    assert titles() == ["Mud at night", "The slow weight of rain"]
    run.refresh_from_db()
    assert [page.get("error", "") for page in run.report["pages"]] == [
        "",
        "empty.txt is empty: there is nothing to read.",
    ]


def test_nothing_given_is_told(editor: Client) -> None:
    response = editor.post(ADD, {"text": "  ", "owner": ""})
    assert "Choose a file, or paste the text of a page." in response.content.decode()
    assert not ImportRun.objects.exists()


def test_hidden_files_of_a_folder_are_passed_over(editor: Client) -> None:
    files = [
        SimpleUploadedFile(".DS_Store", b"x"),
        SimpleUploadedFile("good.txt", PAGE.encode()),
    ]
    editor.post(ADD, {"folder": files, "text": "", "owner": ""})
    assert [page.name for page in GivenPage.objects.all()] == ["good.txt"]


def test_progress_is_shown_and_followed(editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "in_background", lambda task: None)
    run = paste(editor)

    response = editor.get(address(run))

    assert response["Refresh"] == "2"
    assert "You may close it: the work goes on." in response.content.decode()


def test_an_import_that_stopped_goes_on_where_it_was(
    editor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "in_background", lambda task: None)
    run = paste(editor)
    ImportRun.objects.update(beat=timezone.now() - timedelta(hours=1))
    assert "Go on where it stopped" in editor.get(address(run)).content.decode()
    monkeypatch.setattr(jobs, "in_background", lambda task: task())

    response = editor.post(address(run, "go-on/"), follow=True)

    assert "Import what is accepted (4)" in response.content.decode()


def test_a_failure_is_told_and_can_be_tried_again(
    editor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(jobs, "compare", lambda run: 1 / 0)
        run = paste(editor)
    text = editor.get(address(run)).content.decode()
    assert "Something went wrong" in text
    assert "Go on where it stopped" in text

    response = editor.post(address(run, "go-on/"), follow=True)

    assert "Import what is accepted (4)" in response.content.decode()


def test_a_failure_while_saving_keeps_the_pages_that_were_saved(
    editor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = PAGE.replace("Ann Lee", "Eve Fox").replace("Mud", "Sand").replace("rain", "snow")
    files = [
        SimpleUploadedFile("a.txt", PAGE.encode()),
        SimpleUploadedFile("b.txt", other.encode()),
    ]
    editor.post(ADD, {"chosen": files, "text": "", "owner": ""})
    run = ImportRun.objects.latest("pk")
    real = jobs.save_one

    def fail_on_b(reading: Any, *rest: Any) -> Any:
        if reading.page == "b.txt":
            raise RuntimeError("no")
        return real(reading, *rest)

    with monkeypatch.context() as broken:
        broken.setattr(jobs, "save_one", fail_on_b)
        decide(editor, run, "import")
    assert titles() == ["Mud at night", "The slow weight of rain"]

    editor.post(address(run, "go-on/"))

    run.refresh_from_db()
    assert run.state == ImportRun.State.SAVED
    assert titles() == [
        "Mud at night",
        "Sand at night",
        "The slow weight of rain",
        "The slow weight of snow",
    ]


def test_an_import_is_undone_after_a_look_at_what_that_does(editor: Client) -> None:
    before = every_row()
    run = paste(editor)
    decide(editor, run, "import")

    text = editor.get(address(run, "undo/")).content.decode()
    assert "publications</th>" in text
    assert titles() == ["Mud at night", "The slow weight of rain"]

    response = editor.post(address(run, "undo/"), follow=True)

    assert differing(before, every_row()) == []
    assert "is undone." in response.content.decode()
    again = editor.post(address(run, "undo/"), follow=True).content.decode()
    assert "This is undone already." in again


def test_an_import_that_is_not_saved_cannot_be_undone(editor: Client) -> None:
    run = paste(editor)
    response = editor.post(address(run, "undo/"), follow=True)
    assert "Nothing of this import is saved yet." in response.content.decode()
    decide(editor, run, "import")
    assert titles() == ["Mud at night", "The slow weight of rain"]


def test_what_stays_after_an_undo_is_told(editor: Client) -> None:
    run = paste(editor)
    decide(editor, run, "import")
    work = Publication.objects.get(title="Mud at night")
    work.note = "Read this."
    work.save()

    assert "edited since: note" in editor.get(address(run, "undo/")).content.decode()
    editor.post(address(run, "undo/"))

    assert titles() == ["Mud at night"]
    result = editor.get(address(run, "change/")).content.decode()
    assert "edited since: note" in result


@pytest.mark.parametrize("tail", ["review/", "review/1/", "go-on/", "discard/", "undo/"])
def test_an_import_that_does_not_exist_is_not_found(editor: Client, tail: str) -> None:
    assert editor.post(f"/admin/importer/importrun/99/{tail}").status_code == 404


@pytest.mark.parametrize("tail", ["review/", "go-on/", "discard/", "undo/"])
def test_who_may_not_import_may_not_look_either(client: Client, editor: Client, tail: str) -> None:
    run = paste(editor)
    other = Client()
    other.force_login(User.objects.create_user("student", is_staff=True))
    assert other.get(ADD).status_code == 403
    assert other.post(address(run, tail)).status_code == 403
    stranger = Client()
    assert stranger.get(address(run)).status_code == 302


def test_markup_of_a_page_is_shown_as_text(editor: Client) -> None:
    run = paste(editor, PAGE.replace("Mud at night", "Mud <script>alert(1)</script> at night"))
    assert b"<script>alert" not in editor.get(address(run)).content
