"""The ends of an import in the admin: discarded, failed and gone on with, undone, forbidden."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from importer.models import GivenPage, ImportRun
from importer.pipeline import save_one
from importer.review import jobs
from publications.models import Publication
from tests.importer.database import differing, every_row
from tests.importer.review.steps import (
    ADD,
    PAGE,
    address,
    decide,
    paste,
    titles,
)

pytestmark = pytest.mark.django_db(transaction=True)


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
    real = save_one

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
