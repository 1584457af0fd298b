"""A letter that came, was corrected or is confirmed: what is written then."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from inquiries.models import Inquiry, InquirySettings
from inquiries.sending import confirming, limits, work
from inquiries.sending.forms import LetterForm
from inquiries.sending.limits import ALL_LETTERS, EVERYBODY, hashed, network


class UnsolvedWork(Exception):
    """The proof of work is missing, wrong, or was used for another letter."""


def receive(request: HttpRequest, form: LetterForm, at: datetime) -> None:
    """Stores the letter of a valid form that was given out at that moment, and writes the mail.

    The same form with the same text, sent twice, is one letter. Raises limits.TooOften and
    UnsolvedWork, and then stores nothing.
    """
    letter = Inquiry(**form.written(), opening=form.asking.opening)
    if not letter.opening and len(form.asking.leads) == 1:
        letter.recipient = form.asking.leads[0]
    with transaction.atomic():
        if not limits.once("letter", _fingerprint(form), at):
            return
        settings = InquirySettings.load()
        limits.take(_claims(network(request), settings.an_hour))
        if settings.proof_of_work and not work.use(form.cleaned_data["work"]):
            raise UnsolvedWork
        _save(letter, form)
        if limits.may_take((limits.MAILS, limits.mailbox(letter.email))):
            confirming.send(letter)


def correct(letter: Inquiry, form: LetterForm) -> None:
    """Writes what the sender corrected; readers see that, and when."""
    for name, value in form.written().items():
        setattr(letter, name, value)
    letter.corrected = timezone.now()
    with transaction.atomic():
        _save(letter, form)


def confirm(letter: Inquiry) -> None:
    """Its sender has opened the link, so the address is theirs."""
    if not letter.confirmed:
        letter.confirmed = timezone.now()
        letter.save(update_fields=["confirmed"])


def needs_work() -> bool:
    return InquirySettings.load().proof_of_work


def _claims(who: str, an_hour: int) -> list[limits.Claim]:
    return [
        *((window, who) for window in limits.letters(an_hour)),
        *((window, hashed(EVERYBODY)) for window in ALL_LETTERS),
    ]


def _fingerprint(form: LetterForm) -> str:
    written = sorted((name, str(getattr(v, "pk", v))) for name, v in form.written().items())
    return hashed(repr([form.data.get("stamp"), form.asking.key, written]))


def _save(letter: Inquiry, form: LetterForm) -> None:
    """With the file that came now, or that waits; a file of a row that is not saved goes again."""
    if form.file:
        letter.cv.save("cv.pdf", form.file, save=False)
    elif form.is_removed:
        letter.cv = ""
    elif form.waiting:
        with form.waiting.file.open() as file:
            letter.cv.save("cv.pdf", file, save=False)
    is_new = bool(letter.cv) and bool(form.file or form.waiting)
    try:
        letter.save()
    except BaseException:
        if is_new:
            letter.cv.storage.delete(str(letter.cv.name))
        raise
    if form.waiting:
        form.waiting.delete()
