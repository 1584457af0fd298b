"""``python manage.py import_pages PATH…``: read pages and seed the database."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from importer.clusters import gold_reading
from importer.duplicates.kept import refresh
from importer.pipeline import import_readings, pages_in, read_pages
from importer.sources import SourceError

BAD_PATH, BAD_PAGE = 2, 3


class Command(BaseCommand):
    help = (
        "Read homepages and publication listings, and write what they say into the database."
        " Exit code 2: no such path. Exit code 3: a page could not be read; the others were."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="files or folders")
        parser.add_argument("--dry-run", action="store_true", help="report, but write nothing")
        parser.add_argument(
            "--format",
            choices=("text", "json", "gold"),
            default="text",
            help="of the report; gold prints the reading itself, and only with --dry-run",
        )
        parser.add_argument(
            "--owner", default="", help="whose pages these are, where they do not say"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["format"] == "gold" and not options["dry_run"]:
            raise CommandError("--format gold prints a reading and saves nothing: add --dry-run.")
        try:
            pages = pages_in(options["paths"])
        except SourceError as error:
            raise CommandError(str(error), returncode=BAD_PATH) from error
        console = Console(stderr=True)
        bar = Progress(
            TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
            TextColumn("{task.fields[page]}"), console=console, transient=True,
            disable=not console.is_terminal,
        )  # fmt: skip
        with bar:
            errors = self._run(pages, options, bar)
        if errors:
            sentences = "\n".join(errors.values())
            raise CommandError(sentences, returncode=BAD_PAGE)

    def _run(self, pages: list[tuple[str, Path]], options: Any, bar: Progress) -> dict[str, str]:
        reading = bar.add_task("Reading", total=len(pages), page="")
        readings, errors = read_pages(
            pages, options["owner"], lambda name: bar.update(reading, advance=1, page=name)
        )
        if options["format"] == "gold":
            self._print_json(gold_reading(readings))
            return errors
        saving = bar.add_task("Saving", total=len(readings), page="")
        report = import_readings(
            readings,
            options["dry_run"],
            lambda name: bar.update(saving, advance=1, page=name),
            errors,
        )
        if not options["dry_run"]:
            refresh()
        if options["format"] == "json":
            self._print_json(report.as_json())
        else:
            self.stdout.write(report.as_text())
            if options["dry_run"]:
                self.stdout.write("A dry run: nothing was written.")
        return errors

    def _print_json(self, value: Any) -> None:
        json.dump(value, sys.stdout, ensure_ascii=False, indent=1)
        sys.stdout.write("\n")
