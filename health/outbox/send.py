"""Sending what is due: each mail claimed before it is tried, tried again ever later."""

from __future__ import annotations

from datetime import datetime, timedelta
from smtplib import SMTPRecipientsRefused, SMTPResponseException

from django.conf import settings
from django.core.mail import get_connection

from health.models import Mail
from health.outbox.backend import message_of

AT_ONCE = 50
CLAIM = timedelta(minutes=10)  # after which a mail whose sender broke off is tried again
PAUSES = [timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 720)]
STALE = timedelta(days=14)  # a mail not sent by then would only puzzle
KEPT = timedelta(days=30)  # that there was a mail, without its text


def is_set_up() -> bool:
    """Whether the settings name a mail server."""
    return bool(settings.MAIL_TRANSPORT)


def send_due(now: datetime) -> str:
    """Send what is due, and say how much; without a mail server all stays in the outbox."""
    if not is_set_up():
        return "There is no mail server: mails stay in the outbox."
    sent = failed = 0
    for mail in Mail.objects.due(now)[:AT_ONCE]:
        if _claim(mail, now):
            if _send(mail, now):
                sent += 1
            else:
                failed += 1
    return f"{sent} sent" + (f", {failed} failed" if failed else "")


def tidy(now: datetime) -> str:
    """What waited too long is given up, with its text; what was settled long ago goes."""
    old = Mail.objects.filter(
        state__in=[Mail.State.WAITING, Mail.State.FAILED], written__lt=now - STALE
    )
    stale = old.update(state=Mail.State.EXPIRED, settled=now, body="", more={})
    gone, _ = Mail.objects.filter(settled__lt=now - KEPT).delete()
    return f"{stale} given up, {gone} forgotten"


def _claim(mail: Mail, now: datetime) -> bool:
    """Whether this process, and no other, is to send the mail now."""
    same = Mail.objects.waiting().filter(pk=mail.pk, due=mail.due)
    mail.due, mail.tries = now + CLAIM, mail.tries + 1
    return same.update(due=mail.due, tries=mail.tries) == 1


def _send(mail: Mail, now: datetime) -> bool:
    try:
        connection = get_connection(settings.MAIL_TRANSPORT)
        message_of(mail, connection).send()
    except Exception as error:  # whatever a mail server or the way to it comes up with
        _fail(mail, error, now)
        return False
    mail.settle(Mail.State.SENT, now)
    return True


def _fail(mail: Mail, error: Exception, now: datetime) -> None:
    told = f"{type(error).__name__}: {error}"
    if _is_final(error) or mail.tries > len(PAUSES):
        mail.settle(Mail.State.FAILED, now, told)
        return
    mail.due, mail.error = now + PAUSES[mail.tries - 1], told[:500]
    mail.keep()


def _is_final(error: Exception) -> bool:
    """Whether the mail server said that it will never take the mail: a code from 500 on."""
    if isinstance(error, SMTPRecipientsRefused):
        return all(code >= 500 for code, _ in error.recipients.values())
    # A log-in that is refused is a mistake in the settings, and not of the mail.
    return isinstance(error, SMTPResponseException) and error.smtp_code in (550, 552, 553, 554)
