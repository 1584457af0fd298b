"""Serves the made-up group and checks it: ``make checks``, ``make lighthouse``.

What cannot run here is said, and left out; with CI=true, that is a failure.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from importlib import import_module
from pathlib import Path

from tools.checks.result import Result
from tools.run import setup_django
from tools.site import MADE_UP, serving

# Modules of this package, each with `check(base, found)`; the quick ones first.
CHECKS = [
    "weight",
    "markup",
    "structured",
    "feeds",
    "calendars",
    "sitemaps",
    "scholar",
    "lighthouse",
]

SHOWN = 20  # problems of one check


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.checks", description=__doc__)
    parser.add_argument("checks", nargs="*", metavar="check", help=", ".join(CHECKS))
    parser.add_argument("--site", help="address of a running site, instead of one made for it")
    options = parser.parse_args(arguments)
    if unknown := set(options.checks) - set(CHECKS):
        parser.error(f"there is no check {', '.join(sorted(unknown))}")
    with tempfile.TemporaryDirectory(prefix="groupsite-") as folder:
        os.environ["DATA_DIR"] = folder
        setup_django(8000)
        if options.site:
            return run(options.site, options.checks or CHECKS)
        print("Making a site of the made-up group ...", flush=True)
        with serving(Path(folder), MADE_UP) as base:
            return run(base, options.checks or CHECKS)


def run(base: str, names: list[str]) -> int:
    """Check the site at `base`; the exit code."""
    from tools.crawl import crawl

    found = crawl(base)
    print(f"{sum(map(len, found.pages.values()))} pages of {len(found.pages)} kinds")
    results = [Result("Links", problems=found.broken)]
    show(results[0], 0)
    for name in names:
        start = time.monotonic()
        results.append(import_module(f"tools.checks.{name}").check(base, found))
        show(results[-1], time.monotonic() - start)
    return summary(results)


def show(result: Result, seconds: float) -> None:
    print(f"\n== {result.title} ({seconds:.0f} s)")
    for line in result.told:
        print(f"  {line}")
    for problem in result.problems[:SHOWN]:
        print(f"  WRONG: {problem}")
    if (more := len(result.problems) - SHOWN) > 0:
        print(f"  WRONG: and {more} more")
    if result.not_run:
        print(f"  not run: {result.not_run}")
    sys.stdout.flush()


def summary(results: list[Result]) -> int:
    """Nothing may be wrong; in CI nothing may be left out."""
    failed = [result.title for result in results if result.problems]
    not_run = [result.title for result in results if result.not_run]
    passed = [r.title for r in results if not (r.problems or r.not_run)]
    print()
    if not_run:
        print(f"Not run: {', '.join(not_run)}.")
    if failed or (not_run and os.environ.get("CI") == "true"):
        print(f"Failed: {', '.join(failed or not_run)}. Passed: {', '.join(passed)}.")
        return 1
    print(f"Passed: {', '.join(passed)}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
