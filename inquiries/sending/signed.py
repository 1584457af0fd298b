"""What the site signs, so that nobody else can make it up: the stamp of a form, the key of a file
that waits for its form, the link of a mail."""

from __future__ import annotations

import secrets
import uuid
from datetime import UTC, datetime, timedelta

from django.core.signing import BadSignature, Signer, TimestampSigner
from django.utils import timezone

from inquiries.models import Inquiry, WaitingFile

FASTEST = timedelta(seconds=3)
LASTS = timedelta(days=1)


class Lapsed(Exception):
    """The form was given out too long ago, or never."""


class TooFast(Exception):
    """The form came back faster than anybody reads it."""


def stamp() -> str:
    """What a form carries: that it was given out here, and when."""
    return _stamps().sign(secrets.token_urlsafe(9))


def stamped_at(value: str) -> datetime:
    """When the form was given out. Raises Lapsed unless that was within a day."""
    try:
        _stamps().unsign(value)
        at = _stamps().timestamp_of(value)
    except (BadSignature, ValueError) as error:
        raise Lapsed from error
    if not timedelta(0) <= timezone.now() - at + timedelta(seconds=1) <= LASTS:
        raise Lapsed
    return at


def check_pace(at: datetime) -> None:
    """Raises TooFast if it is not yet as long ago as it takes to fill in a form."""
    if timezone.now() - at < FASTEST:
        raise TooFast


def key_of_file(file: WaitingFile) -> str:
    return _signer("file").sign(file.key)


def file_of_key(key: str) -> WaitingFile | None:
    """The file that waits under the key; None if it is made up or the file is gone."""
    try:
        value = _signer("file").unsign(key)
    except BadSignature:
        return None
    return WaitingFile.objects.filter(key=value, until__gt=timezone.now()).first()


def token_of(letter: Inquiry) -> str:
    """What stands in the address of the mail's link."""
    return _signer("letter").sign(letter.key.hex)


def letter_of(token: str) -> Inquiry | None:
    """The letter of the link; None if the link is made up or the letter is erased."""
    try:
        key = uuid.UUID(_signer("letter").unsign(token))
    except (BadSignature, ValueError):
        return None
    return Inquiry.objects.filter(key=key).select_related("opening", "recipient").first()


class _Stamps(TimestampSigner):
    """Seconds of the clock that tests can move."""

    def timestamp(self) -> str:
        return f"{int(timezone.now().timestamp()):x}"

    def timestamp_of(self, value: str) -> datetime:
        """The moment within a value whose signature was checked. Raises ValueError if none is."""
        seconds = int(value.rsplit(self.sep, 2)[1], 16)
        return datetime.fromtimestamp(seconds, UTC)

    def unsign(self, value: str, max_age: object = None) -> str:
        return Signer.unsign(self, value)


def _stamps() -> _Stamps:
    return _Stamps(salt="inquiries.form", sep=".")


def _signer(what: str) -> Signer:
    return Signer(salt=f"inquiries.{what}", sep=".")
