"""The making of .venv: what a machine lacks is said in a sentence."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tools import environment

SOURCE = Path(environment.__file__)


@pytest.fixture
def calls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands that would have run; the project is an empty folder with two files of pins."""
    commands: list[list[str]] = []

    def call(command: list[str]) -> int:
        commands.append(command)
        return 0

    monkeypatch.setattr(subprocess, "call", call)
    monkeypatch.setattr(environment, "BASE", str(tmp_path))
    monkeypatch.setattr(environment, "VENV", str(tmp_path / ".venv"))
    (tmp_path / ".venv").mkdir()
    (tmp_path / "one.txt").write_text("a==1\n")
    (tmp_path / "two.txt").write_text("-r one.txt\nb==2\n")
    return commands


def test_an_old_python_is_told_so_in_one_sentence() -> None:
    with pytest.raises(environment.Trouble) as raised:
        environment.check_python((3, 9, 18), "python3")
    said = str(raised.value)
    assert said.startswith("groupsite needs Python 3.11 or newer, and python3 is 3.9;")
    assert "\n" not in said


def test_an_old_python_can_read_the_file() -> None:
    """No syntax that came after Python 3.4: neither f-strings nor annotations."""
    tree = ast.parse(SOURCE.read_text(), feature_version=(3, 4))
    late = (ast.JoinedStr, ast.AnnAssign, ast.NamedExpr, ast.Match)
    assert not [node for node in ast.walk(tree) if isinstance(node, late)]


def test_a_python_without_venv_is_told_which_package_brings_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    with pytest.raises(environment.Trouble, match="apt install python3-venv"):
        environment.check_python((3, 11, 2), "python3")


def test_the_environment_is_made_where_there_is_none(
    calls: list[list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    environment.make_venv(this_python=False)
    assert calls == [[sys.executable, "-m", "venv", "--clear", environment.VENV]]


@pytest.mark.parametrize(
    ("present", "this_python", "remade"),
    [("3.11", False, False), ("3.99", False, False), ("3.99", True, True), ("", False, True)],
)
def test_the_environment_is_made_anew_only_for_another_python_that_was_asked_for(
    present: str,
    this_python: bool,
    remade: bool,
    calls: list[list[str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(environment, "version_in_venv", lambda: present)
    environment.make_venv(this_python)
    assert bool(calls) == remade


def test_requirements_are_installed_once_until_they_change(
    calls: list[list[str]], tmp_path: Path
) -> None:
    environment.install("one.txt")
    environment.install("one.txt")
    assert len(calls) == 1
    assert calls[0][-2:] == ["-r", str(tmp_path / "one.txt")]
    (tmp_path / "one.txt").write_text("a==2\n")
    environment.install("one.txt")
    assert len(calls) == 2


def test_what_tests_need_covers_what_the_site_needs(calls: list[list[str]]) -> None:
    environment.install("two.txt")
    environment.install("one.txt")
    assert len(calls) == 1


def test_an_installation_that_failed_is_tried_again(
    calls: list[list[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(environment, "version_in_venv", lambda: "3.11")
    monkeypatch.setattr(subprocess, "call", lambda command: 1)
    assert environment.main(["one.txt"]) == 1
    assert capsys.readouterr().err.startswith("Not all of one.txt could be installed")
    assert not Path(environment.stamp("one.txt")).exists()
