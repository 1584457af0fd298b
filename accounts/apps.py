from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "Accounts"

    def ready(self) -> None:
        user_logged_in.connect(note_session)


def note_session(sender: Any, request: Any, user: Any, **others: Any) -> None:
    from accounts.sessions import note

    note(request, user)
