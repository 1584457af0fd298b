"""The mail backend of the settings: puts mails into the outbox."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend

from health.models import Mail

ABOUT = "X-About"  # a header that is kept as `Mail.about`, and not sent


class Outbox(BaseEmailBackend):
    """Within a transaction, a mail is queued only if that is kept."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """The number of mails put into the outbox. Raises ValueError for one with attachments."""
        written = [kept(message) for message in email_messages if message.recipients()]
        Mail.objects.bulk_create(written)
        return len(written)


def kept(message: EmailMessage) -> Mail:
    """The message as a row, not yet saved."""
    if message.attachments:
        raise ValueError("The outbox takes no attachments: link to the file instead.")
    message.message()  # raises BadHeaderError for a line break in a header, before it is kept
    headers = {name: str(value) for name, value in message.extra_headers.items()}
    about = headers.pop(ABOUT, "")
    more: dict[str, Any] = {
        "from_email": message.from_email,
        "cc": list(message.cc),
        "bcc": list(message.bcc),
        "reply_to": list(message.reply_to),
        "headers": headers,
        "alternatives": [list(each) for each in getattr(message, "alternatives", [])],
    }
    return Mail(
        subject=str(message.subject)[:500],
        to=list(message.to),
        body=str(message.body),
        about=about,
        more={name: value for name, value in more.items() if value},
    )


def message_of(mail: Mail, connection: Any = None) -> EmailMessage:
    """The message that was kept."""
    more = dict(mail.more)
    alternatives = more.pop("alternatives", [])
    message = EmailMultiAlternatives(
        mail.subject, mail.body, to=mail.to, connection=connection, **more
    )
    for content, kind in alternatives:
        message.attach_alternative(content, kind)
    return message
