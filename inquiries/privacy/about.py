"""Which mails are about which letter: without this, erasing a letter could not find them."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet

from accounts.models import Invitation
from health.models import Mail
from health.outbox.backend import ABOUT
from inquiries.models import Inquiry
from people.models import EmailAddress


def about(letter: Inquiry) -> dict[str, str]:
    """The headers of each mail about a letter, or to its sender: ``EmailMessage(headers=…)``.

    The outbox keeps what they say, and sends nothing of it.
    """
    return {ABOUT: _mark(letter)}


def mails_about(letters: Iterable[Inquiry]) -> QuerySet[Mail]:
    return Mail.objects.filter(about__in=[_mark(letter) for letter in letters])


def mails_of_gone() -> QuerySet[Mail]:
    """Those about letters that are not there any more."""
    marks = Mail.objects.filter(about__startswith="letter:").values_list("about", flat=True)
    keys = {mark.removeprefix("letter:") for mark in marks.distinct()}
    there = Inquiry.objects.filter(key__in=keys).values_list("key", flat=True)
    gone = keys - {str(key) for key in there}
    return Mail.objects.filter(about__in=[f"letter:{key}" for key in gone])


def mails_only_to(address: str) -> QuerySet[Mail]:
    """Mails to that address, about no letter: none where it is known for something else than
    letters, as these mails may then be of that."""
    known = (
        get_user_model()._default_manager.filter(email__iexact=address).exists()
        or Invitation.objects.filter(email__iexact=address).exists()
        or EmailAddress.objects.filter(address__iexact=address).exists()
    )
    if known:
        return Mail.objects.none()
    rows = Mail.objects.filter(Q(about="")).values_list("pk", "to")
    return Mail.objects.filter(pk__in=[key for key, to in rows if _is_to(address, to)])


def _is_to(address: str, to: list[str]) -> bool:
    """Whether one of these, with or without a name before it, is the address."""
    return any(each.rpartition("<")[2].strip("> ").casefold() == address for each in to)


def _mark(letter: Inquiry) -> str:
    return f"letter:{letter.key}"
