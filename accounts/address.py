"""Another e-mail address of an account: it counts once a link that was sent there is opened.

Whoever logs in as the account has to open it, so that neither a forwarded mail nor a mistyped
address gives anything away. That an address has an account is told to whoever reads its mail alone.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.core import signing
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from accounts import mail
from core.site import SiteSettings
from groupsite.addresses import absolute

SALT = "accounts.address"
LASTS = timedelta(days=1)


class NotConfirmed(Exception):
    """Why the address does not become that of the account, as a sentence."""


def ask(user: Any, address: str) -> None:
    """Sends to `address` the link by which it becomes that of the account."""
    token = signing.dumps([user.pk, address, _mark(user)], salt=SALT)
    link = absolute(reverse("account:address_confirm", args=[token]))
    _send("address", address, user, link=link)


def wanted(user: Any, token: str) -> str:
    """The address that a link of this account asks for. Raises NotConfirmed."""
    try:
        key, address, mark = signing.loads(token, salt=SALT, max_age=LASTS)
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise NotConfirmed("This link is too old, or was cut off.") from error
    if key != user.pk:
        raise NotConfirmed(f"This link is for another account than {user.get_username()}.")
    if not constant_time_compare(mark, _mark(user)):
        raise NotConfirmed("This link was used before, or your address or password changed since.")
    others = get_user_model()._default_manager.exclude(pk=user.pk)
    if others.filter(email__iexact=address).exists():
        raise NotConfirmed(f"Another account has the address {address}.")
    return str(address)


def confirm(user: Any, token: str) -> str:
    """Gives the account the address, tells the former one, and returns it. Raises NotConfirmed."""
    address, former = wanted(user, token), user.email
    user.email = address
    user.save(update_fields=["email"])
    if former and mail.is_set_up():
        _send("address_changed", former, user, address=address)
    return address


def _send(template: str, to: str, user: Any, **context: Any) -> None:
    group = SiteSettings.load().name or "the group"
    name = user.get_full_name() or user.get_username()
    mail.send(template, to, name=name, group=group, account=user.get_username(), **context)


def _mark(user: Any) -> str:
    """Another one as soon as address or password change: a link works once."""
    return salted_hmac(SALT, f"{user.email} {user.password}", algorithm="sha256").hexdigest()[:20]
