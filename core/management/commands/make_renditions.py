"""``python manage.py make_renditions``: the small pictures of all uploads, made ahead."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from core.images import PhotoField, PhotoFieldFile


class Command(BaseCommand):
    help = (
        "Make the renditions of photos and pictures that are not on the disk, as after an update"
        " that wants others or after restoring the uploads alone. Without it each is made when a"
        " visitor first asks for it. Exit code 1: an upload is lost or cannot be read."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        files, console = list(uploads()), Console(stderr=True)
        bar = Progress(
            TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
            console=console, transient=True, disable=not console.is_terminal,
        )  # fmt: skip
        made, problems = 0, []
        with bar:
            for file in bar.track(files, description="Pictures"):
                try:
                    made += file.make_missing()
                except OSError as error:
                    problems.append(f"{file.instance}: {file.name} cannot be read ({error}).")
        self.stdout.write(f"{made} renditions made, of {len(files)} pictures.")
        if problems:
            raise CommandError("\n".join(problems))


def uploads() -> Iterator[PhotoFieldFile]:
    """The pictures of all rows that have one, drafts too."""
    for model in apps.get_models():
        for field in model._meta.local_fields:
            if isinstance(field, PhotoField):
                rows = model._base_manager.exclude(**{field.attname: ""}).order_by("pk")
                yield from (getattr(row, field.attname) for row in rows.iterator())
