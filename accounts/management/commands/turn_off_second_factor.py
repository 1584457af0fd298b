"""For whoever lost their phone and their recovery codes, and has no other administrator."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts import second_factor, sessions


class Command(BaseCommand):
    help = "Turns the second factor of an account off, and logs it out everywhere."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="user name of the account")

    def handle(self, *args: Any, **options: Any) -> None:
        users = get_user_model()._default_manager
        user = users.filter(username=options["name"]).first()
        if user is None:
            raise CommandError(f"There is no account of the name {options['name']}.")
        second_factor.turn_off(user)
        sessions.end_all(user)
        self.stdout.write(f"{user.get_username()} logs in with the password alone now.")
