"""``python manage.py find_duplicates``: look for all pairs anew."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from importer.duplicates.kept import refresh_all
from importer.duplicates.kinds import KINDS


class Command(BaseCommand):
    help = (
        "Forget which works and people may be one, and look for all pairs anew. Needed only after"
        " rows were changed past the site, in the database itself."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        refresh_all()
        for kind in KINDS:
            self.stdout.write(f"{kind.label}: {kind.pairs().count()} pairs that may be one.")
