"""``python manage.py erase_letters``: what is over, and what is left of erased letters."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from inquiries.privacy.retention import due, erase_due, kept_longer, shorten


class Command(BaseCommand):
    help = (
        "Erase letters whose time is over, and letters that were erased before and that an old copy"
        " of the database brought back: to be run after each restore. The site does it by itself"
        " every few hours. Can be run again at any time."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="say how many, and of which day; erase nothing"
        )
        parser.add_argument(
            "--shorten",
            action="store_true",
            help="first make letters go earlier that the settings, as they are now, would not keep"
            " as long",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        if options["dry_run"]:
            self._tell_due()
            if options["shorten"]:
                self.stdout.write(f"{len(kept_longer())} letters would go earlier.")
            return
        if options["shorten"]:
            self.stdout.write(f"{shorten()} letters go earlier.")
        self.stdout.write(f"{erase_due(now)}.")

    def _tell_due(self) -> None:
        found = due(timezone.now())
        for day, number in found.days.items():
            self.stdout.write(f"{day:%d %b %Y}: {number} letters")
        if found.back:
            self.stdout.write(f"erased before, and back: {found.back} letters")
        if found.mails or found.files:
            self.stdout.write(
                f"left of erased letters: {found.mails} mails, {len(found.files)} files"
            )
        self.stdout.write(f"{found.letters or 'No'} letters would be erased.")
