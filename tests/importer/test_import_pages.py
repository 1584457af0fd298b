"""The command: its report in each format, its exit codes, its sentences."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from importer.models import ImportedPage, ImportRun
from people.models import Person
from publications.models import Publication

pytestmark = pytest.mark.django_db

HOMEPAGE = """Ada Byron
I am a professor at the University of London.

Publications

On the Analytical Engine and its many uses [pdf]
Ada Byron, Charles Babbage
International Conference on Machine Learning (ICML), 2020.

Notes on the Bernoulli numbers of an engine [pdf]
Ada Byron, Mary Somerville
International Conference on Machine Learning (ICML), 2021.
"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "byron.txt"
    path.write_text(HOMEPAGE, encoding="utf-8")
    return path


def test_a_page_is_imported_and_reported(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("import_pages", str(page))

    printed = capsys.readouterr().out
    assert "byron.txt\n  kind      homepage\n  owner     Ada Byron\n" in printed
    assert "2 publication" in printed
    assert printed.endswith(("unread lines.\n", "unread line.\n"))
    assert Publication.objects.count() == 2
    assert Person.objects.get(has_profile=True).name == "Ada Byron"


def test_json_has_pages_and_totals(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("import_pages", str(page), format="json")

    report = json.loads(capsys.readouterr().out)
    (found,) = report["pages"]
    assert found["page"] == "byron.txt"
    assert found["kind"] == "homepage"
    assert found["owner"] == "Ada Byron"
    assert found["records"]["publication"] == 2
    assert set(found["decisions"]) == {"new", "changed", "same", "ambiguous"}
    assert found["decisions"]["new"] == sum(found["records"].values())
    assert found["unread_lines"] == []
    assert report["totals"]["records"]["publication"] == 2


def test_a_dry_run_reports_and_writes_nothing(
    page: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("import_pages", str(page), dry_run=True)

    assert "A dry run: nothing was written." in capsys.readouterr().out
    assert not Publication.objects.exists()
    assert not ImportRun.objects.exists()


def test_gold_prints_the_reading_alone_on_standard_output(
    page: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("import_pages", str(page), format="gold", dry_run=True)

    printed = capsys.readouterr()
    reading = json.loads(printed.out)
    assert printed.err == ""
    assert [p["title"] for p in reading["pages"][0]["publications"]] == [
        "On the Analytical Engine and its many uses",
        "Notes on the Bernoulli numbers of an engine",
    ]
    assert [w["members"] for w in reading["works"]] == [[["byron.txt", 0]], [["byron.txt", 1]]]
    assert {"name": "Ada Byron", "strings": ["Ada Byron"]} in reading["people"]
    assert reading["ambiguous_works"] == []


def test_gold_without_a_dry_run_is_refused(page: Path) -> None:
    with pytest.raises(CommandError, match="add --dry-run"):
        call_command("import_pages", str(page), format="gold")


def test_a_folder_is_read_file_by_file(page: Path) -> None:
    (page.parent / "more").mkdir()
    (page.parent / "more" / "babbage.txt").write_text(HOMEPAGE.replace("Ada", "Eva"), "utf-8")
    (page.parent / ".hidden").write_text("nothing", "utf-8")

    call_command("import_pages", str(page.parent))

    assert list(ImportedPage.objects.values_list("name", flat=True)) == [
        "byron.txt",
        "more/babbage.txt",
    ]


def test_an_owner_can_be_named(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_text(HOMEPAGE.split("\n\n", 1)[1], "utf-8")

    call_command("import_pages", str(path), owner="Ada Byron")

    assert ImportedPage.objects.get().owner_name == "Ada Byron"


def test_a_path_that_does_not_exist_is_named_and_exits_with_2(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="There is no file or folder .*nowhere") as error:
        call_command("import_pages", str(tmp_path / "nowhere"))
    assert error.value.returncode == 2


def test_an_empty_folder_is_named_and_exits_with_2(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="has no files in it") as error:
        call_command("import_pages", str(tmp_path))
    assert error.value.returncode == 2


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "bad.txt is empty"),
        (b"  \n \n", "bad.txt is empty"),
        (b"PDF\x00\x01", "bad.txt is a binary file"),
        (b"%PDF-1.7 \xff", "bad.txt is a PDF, not text"),
        (b"Ada\n" * (50 * 1024 * 256), "bad.txt has 50.0 MB of text; the limit is 20 MB"),
    ],
    ids=["empty", "blank", "binary", "PDF", "50 MB"],
)
def test_a_page_that_cannot_be_read_is_named_and_the_others_are_imported(
    page: Path, content: bytes, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (page.parent / "bad.txt").write_bytes(content)

    with pytest.raises(CommandError, match=sentence) as error:
        call_command("import_pages", str(page.parent))

    assert error.value.returncode == 3
    assert "not read: bad.txt" in capsys.readouterr().out
    assert list(ImportedPage.objects.values_list("name", flat=True)) == ["byron.txt"]


def test_a_page_of_no_known_kind_is_not_an_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "shopping.txt"
    path.write_text("Milk\nBread\n", "utf-8")

    call_command("import_pages", str(path))

    printed = capsys.readouterr().out
    assert "kind      unknown" in printed
    assert "    1: Milk\n    2: Bread\n" in printed
