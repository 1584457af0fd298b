"""``make run``, without the network, without a server, without waiting."""

from __future__ import annotations

import io
import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import management
from django.core.management import CommandError
from django.db import OperationalError
from django.utils import timezone

from importer.models import ImportRun
from tools import run

PASSWORD = re.compile(r"password  (\S+)")


@pytest.fixture
def imported(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths that were imported; the import itself has tests of its own."""
    paths: list[str] = []
    real = management.call_command

    def call(name: str, *arguments: str, **options: Any) -> Any:
        if name != "import_pages":
            return real(name, *arguments, **options)
        paths.extend(arguments)
        return ImportRun.objects.create(finished=timezone.now())

    monkeypatch.setattr(management, "call_command", call)
    return paths


@pytest.fixture
def data_folder(settings: Any, tmp_path: Path) -> Path:
    settings.DATA_DIR, settings.STATIC_ROOT = tmp_path, tmp_path / "static"
    return tmp_path


@pytest.fixture
def listening() -> Iterator[int]:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield server.getsockname()[1]


def test_the_first_start_imports_and_makes_an_administrator(
    db: None, imported: list[str], data_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run.prepare(run.FIRST_PAGES)
    assert imported == [str(run.FIRST_PAGES)]
    said = capsys.readouterr().out
    found = PASSWORD.search(said)
    assert found
    assert len(found[1]) >= 16
    user = User.objects.get()
    assert (user.username, user.is_superuser) == ("admin", True)
    assert user.check_password(found[1])
    assert "changepassword admin" in said
    assert any((data_folder / "static").rglob("*.css"))


def test_the_second_start_changes_nothing_and_says_no_password(
    db: None, imported: list[str], data_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run.prepare(run.FIRST_PAGES)
    before = User.objects.get().password
    capsys.readouterr()
    run.prepare(run.FIRST_PAGES)
    assert imported == [str(run.FIRST_PAGES)]
    assert User.objects.get().password == before
    assert capsys.readouterr().out == ""


def test_an_import_that_was_cut_short_is_done_again(
    db: None, imported: list[str], data_folder: Path
) -> None:
    ImportRun.objects.create()  # started, never finished; the administrator was not made yet
    run.prepare(run.FIRST_PAGES)
    assert imported == [str(run.FIRST_PAGES)]


def test_a_site_started_empty_stays_so(db: None, imported: list[str], data_folder: Path) -> None:
    run.prepare(run.pages_asked(""))
    run.prepare(run.pages_asked(None))
    assert imported == []
    assert User.objects.count() == 1


def test_pages_can_be_named_for_a_site_started_empty(
    db: None, imported: list[str], data_folder: Path, tmp_path: Path
) -> None:
    run.prepare(None)
    run.prepare(tmp_path)
    assert imported == [str(tmp_path)]


def test_pages_named_for_a_site_with_an_import_are_not_imported(
    db: None,
    imported: list[str],
    data_folder: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    run.prepare(run.FIRST_PAGES)
    run.prepare(tmp_path)
    assert imported == [str(run.FIRST_PAGES)]
    assert f"import_pages {tmp_path}" in capsys.readouterr().out


def test_pages_that_cannot_be_imported_end_in_a_sentence(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def call(name: str, *arguments: str, **options: Any) -> None:
        raise CommandError("page.txt is empty.")

    monkeypatch.setattr(management, "call_command", call)
    with pytest.raises(run.Trouble, match=r"page\.txt is empty"):
        run.import_first(Path("page.txt"), is_new=True)


def test_one_page_that_cannot_be_read_does_not_keep_the_others(
    db: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def call(name: str, *arguments: str, **options: Any) -> None:
        ImportRun.objects.create(finished=timezone.now())
        raise CommandError("photo.jpg is no text.")

    monkeypatch.setattr(management, "call_command", call)
    run.import_first(Path("folder"), is_new=True)
    assert capsys.readouterr().out == "photo.jpg is no text. The other pages were imported.\n"


@pytest.mark.parametrize(
    ("value", "wanted"), [(None, run.FIRST_PAGES), ("", None), (" ", None), (".", Path())]
)
def test_what_pages_means(value: str | None, wanted: Path | None) -> None:
    assert run.pages_asked(value) == wanted


def test_pages_that_are_not_there() -> None:
    with pytest.raises(run.Trouble, match="no such file or folder"):
        run.pages_asked("no/such/place")


@pytest.mark.parametrize("port", ["zero", "0", "65536", "-1", "80.5"])
def test_a_port_that_is_none(port: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", port)
    with pytest.raises(run.Trouble, match=f"PORT is '{port}'"):
        run.parse([])


def test_a_taken_port_ends_in_a_sentence(
    listening: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "prepare", lambda pages: pytest.fail("prepared all the same"))
    assert run.main(["--port", str(listening)]) == 1
    said = capsys.readouterr().err
    assert said.startswith(f"Port {listening} is taken")
    assert said.count("\n") == 1


def test_a_database_that_does_not_answer_ends_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail() -> None:
        raise OperationalError("could not\nconnect")

    monkeypatch.setattr(run, "migrate", fail)
    with pytest.raises(run.Trouble, match="does not work: could not connect"):
        run.prepare(None)


def test_a_setting_that_is_wrong_ends_in_a_sentence(tmp_path: Path) -> None:
    environment = {**os.environ, "SITE_URL": "nonsense", "DATA_DIR": str(tmp_path), "PORT": "0"}
    command = [sys.executable, "-m", "tools.run", "--port", "8123"]
    done = subprocess.run(
        command, cwd=run.BASE, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert done.stderr.startswith(("A setting is wrong: SITE_URL", "Port 8123 is taken"))
    assert "Traceback" not in done.stderr


def test_static_files_are_collected_again_only_after_a_change(
    settings: Any, data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[str] = []
    monkeypatch.setattr(management, "call_command", lambda name, **_: calls.append(name))
    own = data_folder / "own"
    own.mkdir()
    settings.STATICFILES_DIRS, settings.STATIC_ROOT = [own], data_folder
    run.collect_static()
    run.collect_static()
    assert calls == ["collectstatic"]
    (own / "new.css").write_text("a{}")
    run.collect_static()
    assert calls == ["collectstatic"] * 2


def test_the_password_is_not_the_same_twice(db: None) -> None:
    said = []
    for _ in range(2):
        User.objects.all().delete()
        run.make_administrator(out := io.StringIO())
        found = PASSWORD.search(out.getvalue())
        assert found
        said.append(found[1])
    assert said[0] != said[1]
