"""``python manage.py check_links``: ask whether what the site links to is still there."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from health.addresses.round import AT_ONCE, check
from health.models import Address


class Command(BaseCommand):
    help = (
        f"Ask up to {AT_ONCE} of the addresses that are due, with pauses, as the site does by"
        " itself where it has a public address. Each is asked once a week; two failures on"
        " different days make a link dead, which check_data dead-links shows."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--rounds", type=int, default=1, metavar="N", help="so many rounds")

    def handle(self, *args: Any, **options: Any) -> None:
        for _ in range(options["rounds"]):
            self.stdout.write(check(timezone.now()))
        left = Address.objects.filter(due__lte=timezone.now()).count()
        self.stdout.write(f"{left} are due still, {Address.objects.dead().count()} are dead.")
