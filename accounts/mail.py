"""Mail about accounts."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string


def is_set_up() -> bool:
    """Whether mail reaches people: without a mail server it would wait where others can read it."""
    return bool(settings.MAIL_TRANSPORT)


def send(template: str, to: str, **context: Any) -> None:
    """Sends `templates/account/mail/TEMPLATE.txt`, whose first line is the subject."""
    subject, _, text = render_to_string(f"account/mail/{template}.txt", context).partition("\n")
    send_mail(subject, text.lstrip(), None, [to])
