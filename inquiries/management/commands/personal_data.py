"""``python manage.py personal_data ADDRESS``: what is held of somebody who wrote to the group."""

from __future__ import annotations

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from inquiries.privacy.subject import Held, elsewhere, export, forget, held


class Command(BaseCommand):
    help = (
        "Say what is held of letters from an e-mail address; give it out as a ZIP, or erase it."
        " The admin does the same under Letters → Personal data."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("address", help="the sender's e-mail address")
        parser.add_argument("--export", type=Path, metavar="FILE", help="write a ZIP; a new file")
        parser.add_argument("--erase", action="store_true", help="erase it all, for good")
        parser.add_argument("--dry-run", action="store_true", help="only say what would go")
        parser.add_argument(
            "--without-joined",
            action="store_true",
            help="leave out letters from other addresses that a reader joined to these",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        found = held(options["address"], joined=not options["without_joined"])
        self._tell(found)
        if options["dry_run"]:
            return
        if target := options["export"]:
            self._export(found, target)
        if options["erase"]:
            erased = forget(found)
            self.stdout.write(f"Erased: {erased.letters} letters, {erased.files} files.")

    def _tell(self, found: Held) -> None:
        self.stdout.write(
            f"{len(found.letters)} letters, {found.files} files, {found.notes} notes,"
            f" {found.replies} replies, {len(found.mails)} mails."
        )
        for address in found.other_addresses:
            self.stdout.write(f"Among them letters from {address}, joined to these by a reader.")
        for other in elsewhere(found.address):
            self.stdout.write(f"Elsewhere, and not erased by this: {other.name} ({other.number})")

    def _export(self, found: Held, target: Path) -> None:
        try:
            with open(target, "xb", opener=_private) as file:
                export(found, file)
        except OSError as error:
            raise CommandError(f"{target} cannot be written: {error.strerror}.") from error
        self.stdout.write(f"Written to {target}: delete it when it is handed on.")


def _private(name: str, flags: int) -> int:
    return os.open(name, flags, 0o600)
