"""Runs all tests: ``make test``.

The suite on SQLite, with the browser tests where Chromium is, then the suite on PostgreSQL where
a server is. What failed, with its reason, and what was not run is said at the end. With CI=true,
something not run is a failure. Arguments go to pytest.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tools import apt, chromium, failures, postgres

BASE = Path(__file__).resolve().parent.parent
# Settings of the site at hand, which no test may depend on.
OF_THE_SITE = ("SITE_URL", "DATABASE_URL", "PORT", "PAGES", "DATA_DIR", "DEBUG", "ALLOWED_HOSTS")
NO_BROWSER = ["-m", "not browser"]
NO_TESTS = 5  # pytest's exit code where the arguments chose none


def main(arguments: list[str]) -> int:
    can_install = os.geteuid() == 0 and shutil.which("apt-get") is not None
    passed: list[str] = []
    failed: dict[str, list[str]] = {}
    not_run: list[str] = []

    has_browser = find_browser(can_install)
    if not has_browser:
        not_run.append("browser tests (no Chromium)")
    name, marks = ("SQLite and browser", []) if has_browser else ("SQLite", NO_BROWSER)
    note(name, run_suite(name, {}, marks, arguments), passed, failed)

    with postgres.server(can_install) as (url, reason):
        if url:
            found = run_suite("PostgreSQL", {"DATABASE_URL": url}, NO_BROWSER, arguments)
            note("PostgreSQL", found, passed, failed)
        else:
            not_run.append(f"PostgreSQL ({reason})")
    return summary(passed, failed, not_run)


def find_browser(can_install: bool) -> bool:
    if not chromium.executable() and can_install:
        print("Installing Chromium ...", flush=True)
        apt.install("chromium")
    return chromium.executable() is not None


def note(
    name: str, found: list[str] | None, passed: list[str], failed: dict[str, list[str]]
) -> None:
    if found is None:
        passed.append(name)
    else:
        failed[name] = found


def run_suite(
    name: str, settings: dict[str, str], marks: list[str], arguments: list[str]
) -> list[str] | None:
    """None where all tests passed; else what failed, a line each."""
    print(f"\n== {name}", flush=True)
    environment = {k: v for k, v in os.environ.items() if k not in OF_THE_SITE} | settings
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.xml")
        command = [sys.executable, "-m", "pytest", "-n", workers(arguments), *marks]
        command += [*failures.REPORT_OPTIONS, f"--junitxml={report}", *arguments]
        code = subprocess.run(command, cwd=BASE, env=environment, check=False).returncode
        if code == 0 or (code == NO_TESTS and arguments):
            return None
        return failures.read(report)


def workers(arguments: list[str]) -> str:
    """As many as there are cores; one process where someone wants to debug."""
    return "0" if "--pdb" in arguments else str(min(os.cpu_count() or 1, 8))


def summary(passed: list[str], failed: dict[str, list[str]], not_run: list[str]) -> int:
    """Prints what a reader of only the last lines of a log needs. 1 if anything failed, else 0."""
    for name, found in failed.items():
        print(f"\nFailed on {name}:", *found, sep="\n  ")
    print()
    for what in not_run:
        print(f"Not run: {what}")
    if failed:
        print(f"Failed: {', '.join(failed)}. Passed: {', '.join(passed) or 'nothing'}.")
        return 1
    if not_run and os.environ.get("CI") == "true":
        print(f"Failed: in CI nothing may be left out. Passed: {', '.join(passed)}.")
        return 1
    print(f"Passed: {', '.join(passed)}.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
