"""``python manage.py check_data``: what the site says that needs care."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from groupsite.addresses import absolute
from health.checks.base import Check, Finding
from health.found import Found
from health.registry import check_of, checks

SHOWN = 20


class Command(BaseCommand):
    help = (
        "Look for what needs care: all checks, or those named. Changes nothing. Exit code 1 with"
        " --strict if something is found."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("checks", nargs="*", metavar="check", help="see --list")
        parser.add_argument("--list", action="store_true", help="only name the checks")
        parser.add_argument("--strict", action="store_true", help="exit code 1 for any finding")
        parser.add_argument("--json", action="store_true", help="for programs: all findings")
        parser.add_argument(
            "--most", type=int, default=SHOWN, metavar="N", help=f"rows of a check ({SHOWN})"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        chosen = [_named(name) for name in options["checks"]] or list(checks())
        if options["list"]:
            for check in chosen:
                self.stdout.write(f"{check.slug:20} {check.title}")
            return
        found = [(check, Found(check)) for check in chosen]
        numbers = [len(each) for _, each in found]
        if options["json"]:
            told = [_as_data(check, each[:]) for check, each in found]
            self.stdout.write(json.dumps(told, indent=2, ensure_ascii=False))
        else:
            for (check, each), number in zip(found, numbers, strict=True):
                self._tell(check, each[: max(options["most"], 0)], number)
            self.stdout.write(f"{sum(numbers)} found by {len(chosen)} checks.")
        if options["strict"] and any(numbers):
            raise CommandError(f"{sum(numbers)} rows need care.", returncode=1)

    def _tell(self, check: Check, shown: list[Finding], number: int) -> None:
        if not number:
            return
        self.stdout.write(self.style.MIGRATE_HEADING(f"{number} {check.title} ({check.slug})"))
        for finding in shown:
            self.stdout.write(f"  {finding.about.title}: {finding.problem}")
            self.stdout.write(f"    {absolute(finding.address)}")
        if number > len(shown):
            self.stdout.write(f"  … and {number - len(shown)} more")
        self.stdout.write("")


def _named(slug: str) -> Check:
    check = check_of(slug)
    if check is None:
        names = ", ".join(check.slug for check in checks())
        raise CommandError(f"There is no check “{slug}”. There are: {names}.", returncode=2)
    return check


def _as_data(check: Check, findings: list[Finding]) -> dict[str, Any]:
    return {
        "check": check.slug,
        "title": check.title,
        "found": [
            {"row": f.about.title, "problem": f.problem, "address": absolute(f.address)}
            for f in findings
        ],
    }
