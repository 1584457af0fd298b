"""The last lines of ``make test`` say which tests failed, and why."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tools import failures, run_tests

FAILING = """
import pytest

def test_that_passes():
    pass

@pytest.mark.parametrize("word", ["a/b"])
def test_of_words(word):
    assert word == "x", "the word\\nis another"

class TestOfRows:
    def test_a_row(self):
        raise ValueError("no such row")

@pytest.fixture
def broken():
    raise RuntimeError("no server")

def test_with_a_server(broken):
    pass
"""


@pytest.fixture
def suite(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a suite of its own, which run_tests takes for the project."""
    (tmp_path / "pyproject.toml").write_text(
        '[tool.pytest.ini_options]\naddopts = "-p no:django"\n'
    )
    monkeypatch.setattr(run_tests, "BASE", tmp_path)
    monkeypatch.setattr(run_tests, "workers", lambda arguments: "0")
    return tmp_path


def test_failures_and_errors_are_named_with_the_first_line_of_their_reason(suite: Path) -> None:
    (suite / "test_it.py").write_text(FAILING)
    assert run_tests.run_suite("SQLite", {}, [], []) == [
        "test_it.py::test_of_words[a/b]: AssertionError: the word",
        "test_it.py::TestOfRows::test_a_row: ValueError: no such row",
        'test_it.py::test_with_a_server: failed on setup with "RuntimeError: no server"',
    ]


def test_a_file_that_cannot_be_imported_is_named_with_its_error(suite: Path) -> None:
    (suite / "test_it.py").write_text("import no_such_module\n")
    (line,) = run_tests.run_suite("SQLite", {}, [], []) or []
    assert line == "test_it.py: ModuleNotFoundError: No module named 'no_such_module'"


def test_a_suite_that_passes_has_nothing_to_tell(suite: Path) -> None:
    (suite / "test_it.py").write_text("def test_it():\n    pass\n")
    assert run_tests.run_suite("SQLite", {}, [], []) is None


def test_arguments_that_choose_no_test_are_no_failure(suite: Path) -> None:
    (suite / "test_it.py").write_text("def test_it():\n    pass\n")
    assert run_tests.run_suite("SQLite", {}, [], ["-k", "nothing"]) is None


@pytest.mark.parametrize("text", [None, "", "<testsuites><testcase"])
def test_a_report_that_pytest_did_not_finish_is_told(tmp_path: Path, text: str | None) -> None:
    report = tmp_path / "report.xml"
    if text is not None:
        report.write_text(text)
    assert failures.read(report) == ["pytest ended before it wrote which tests failed; see above."]


def test_the_summary_ends_with_what_failed(capsys: pytest.CaptureFixture[str]) -> None:
    failed = {"SQLite and browser": ["tests/a.py::test_a: no", "tests/b.py::test_b: none"]}
    assert run_tests.summary(["PostgreSQL"], failed, []) == 1
    assert capsys.readouterr().out == (
        "\nFailed on SQLite and browser:\n"
        "  tests/a.py::test_a: no\n"
        "  tests/b.py::test_b: none\n"
        "\nFailed: SQLite and browser. Passed: PostgreSQL.\n"
    )


def test_what_was_not_run_is_a_failure_in_ci_alone(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    left_out: Any = (["SQLite"], {}, ["PostgreSQL (no server)"])
    monkeypatch.delenv("CI", raising=False)
    assert run_tests.summary(*left_out) == 0
    monkeypatch.setenv("CI", "true")
    assert run_tests.summary(*left_out) == 1
    assert "Not run: PostgreSQL (no server)" in capsys.readouterr().out
