"""Deletes for good what has been in the bin for 90 days: to be run daily, where that is easy."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from history.bin import empty_bin
from history.kept import forget_old
from history.models import DAYS_IN_BIN


class Command(BaseCommand):
    help = f"Delete for good what has been in the bin for {DAYS_IN_BIN} days."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="say what would go")

    def handle(self, *args: Any, **options: Any) -> None:
        dry_run = options["dry_run"]
        gone = empty_bin(dry_run)
        for version in gone:
            self.stdout.write(f"{version.title}, deleted on {version.at:%d %b %Y}")
        if not dry_run:
            forget_old()
        verb = "would go" if dry_run else "gone for good"
        self.stdout.write(f"{len(gone) or 'Nothing'} {verb}.")
