"""``python manage.py send_mails``: send what waits in the outbox and is due."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from health.outbox.send import is_set_up, send_due


class Command(BaseCommand):
    help = (
        "Send the mails that wait in the outbox and whose time has come. Ordinarily the site does"
        " so by itself; this is for cron. Exit code 1: there is no mail server."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        if not is_set_up():
            raise CommandError("There is no mail server: set EMAIL_URL. Nothing was sent.")
        self.stdout.write(send_due(timezone.now()))
