"""``python manage.py check_files``: whether rows and uploads on the disk go together."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.template.defaultfilters import filesizeformat

from core.uploads import discard, inventory


class Command(BaseCommand):
    help = (
        "List uploads that no record uses any more, and records whose file is not on the disk."
        " Nothing is changed unless asked for. Exit code 1: files are missing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--delete-unused",
            action="store_true",
            help="delete the files listed as unused; see the list first, without this",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        found = inventory()
        self.stdout.write(
            f"{len(found.used)} in use, {len(found.kept)} kept to undo something,"
            f" {len(found.unused)} unused, {len(found.missing)} missing."
        )
        for each in found.unused:
            self.stdout.write(f"unused: {each.name} ({_size(each.size)})")
        if options["delete_unused"]:
            gone = discard({each.name for each in found.unused})
            freed = _size(sum(each.size or 0 for each in gone))
            self.stdout.write(f"{len(gone)} deleted, {freed} freed.")
        if found.missing:
            lines = [f"missing: {e.name}, of {e.row._meta.verbose_name} {e.row.pk} ({e.row})"
                     for e in found.missing]  # fmt: skip
            raise CommandError("\n".join(lines))


def _size(size: int | None) -> str:
    """``1.2 MB``, without the space that does not break, which terminals show oddly."""
    return filesizeformat(size or 0).replace("\xa0", " ")
