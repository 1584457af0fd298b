"""Proof of work: a browser looks for a number, which takes it a second and a sender of thousands
of letters hours. The protocol is that of ALTCHA (https://altcha.org/docs/v2/proof-of-work-captcha):
the number n, at most `maxnumber`, of which SHA-256(salt + n) is the challenge.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
from datetime import UTC, datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from inquiries.sending.limits import once

ALGORITHM = "SHA-256"
HARDEST = 300_000
LASTS = timedelta(days=1)
LONGEST = 2_000  # characters of an answer


def challenge(number: int | None = None) -> dict[str, Any]:
    """A new one; tests give the number that is to be found."""
    expires = int((timezone.now() + LASTS).timestamp())
    salt = f"{secrets.token_hex(12)}?expires={expires}&"
    secret = secrets.randbelow(HARDEST + 1) if number is None else number
    value = _digest(salt, secret)
    return {
        "algorithm": ALGORITHM,
        "challenge": value,
        "maxnumber": HARDEST,
        "salt": salt,
        "signature": _signature(value),
    }


def is_solved(answer: str) -> bool:
    """Whether it solves a challenge of ours that has not ended."""
    return _solved(answer) is not None


def use(answer: str) -> bool:
    """As `is_solved`, and once only; to be called within the transaction that stores the letter."""
    found = _solved(answer)
    return found is not None and once("work", found[0], found[1])


def _solved(answer: str) -> tuple[str, datetime] | None:
    try:
        told = json.loads(base64.b64decode(answer[:LONGEST], validate=True))
        salt, value, number = told["salt"], told["challenge"], told["number"]
        signature, algorithm = told["signature"], told["algorithm"]
        expires = datetime.fromtimestamp(int(salt.partition("?expires=")[2].rstrip("&")), UTC)
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError, OSError):
        return None
    is_number = type(number) is int and 0 <= number <= HARDEST
    if not is_number or algorithm != ALGORITHM or expires < timezone.now():
        return None
    if not isinstance(value, str) or not isinstance(signature, str):
        return None
    is_ours = constant_time_compare(signature, _signature(value))
    return (value, expires) if is_ours and value == _digest(salt, number) else None


def _digest(salt: str, number: int) -> str:
    text = f"{salt}{number}".encode(errors="replace")
    return hashlib.sha256(text).hexdigest()


def _signature(value: str) -> str:
    return salted_hmac("inquiries.sending.work", value, algorithm="sha256").hexdigest()
