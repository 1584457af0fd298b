"""``python manage.py index_search``: what waits to be indexed, or everything."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from rich.console import Console
from rich.progress import Progress

from search.index import refresh, waiting
from search.install import anew


class Command(BaseCommand):
    help = (
        "Index what changed since the last search. Visitors need not wait for it: run this after an"
        " update of the site, and with --all after rows were changed past the database's triggers."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--all", action="store_true", help="index every row anew")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["all"]:
            anew()
        console = Console(stderr=True)
        with Progress(console=console, disable=not console.is_terminal) as progress:
            task = progress.add_task("Indexing", total=waiting())
            done = refresh(told=lambda done: progress.update(task, completed=done))
        self.stdout.write(f"Indexed for the search: {done} rows.")
