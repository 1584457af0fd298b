"""The one mail to an address that a stranger chose. It says nothing that the stranger wrote, so it
is of no use to send anything but itself."""

from __future__ import annotations

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from groupsite.addresses import absolute
from inquiries.inbox.senders import group_name
from inquiries.models import Inquiry
from inquiries.privacy.about import about
from inquiries.sending import signed


def link(letter: Inquiry) -> str:
    """Where the sender confirms the address, corrects and withdraws."""
    return absolute(reverse("inquiries:mine", args=[signed.token_of(letter)]))


def send(letter: Inquiry) -> None:
    context = {
        "group": group_name(),
        "opening": letter.opening,
        "received": timezone.localtime(letter.received),
        "delete_by": letter.delete_by,
        "link": link(letter),
    }
    text = render_to_string("inquiries/mail.txt", context)
    subject, _, body = text.partition("\n")
    title = " ".join(subject.split())
    EmailMessage(title, body.lstrip("\n"), to=[letter.email], headers=about(letter)).send()
