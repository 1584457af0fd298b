"""Links by which a person answers without an account: signed, for some weeks, bound to an address.

What they allow is little, as mails are forwarded: to say that a page is true, to ask for no more
mails, and to leave a text for an editor.
"""

from __future__ import annotations

from datetime import timedelta

from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac

from people.models import Person

SALT = "health.freshness"
VALID = timedelta(days=120)


def address_of(person: Person) -> str:
    """Where mails to the person go, public or not: that of their account, else the first known.
    Empty where none is."""
    return next(iter(addresses_of(person)), "")


def token_for(person: Person, address: str) -> str:
    return signing.dumps([person.pk, mark_of(address)], salt=SALT)


def person_of(token: str) -> Person | None:
    """Whose link it is; nobody's if it is made up, too old, or sent to an address that is theirs
    no more."""
    try:
        key, mark = signing.loads(token, salt=SALT, max_age=VALID)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    person = Person.objects.filter(pk=key).select_related("user").first()
    if person is None:
        return None
    held = (constant_time_compare(mark, mark_of(address)) for address in addresses_of(person))
    return person if any(held) else None


def addresses_of(person: Person) -> list[str]:
    """All addresses at which the person is known to be reached, the best first."""
    account = person.user.email if person.user and person.user.is_active else ""
    return [address for address in (account, *(e.address for e in person.emails.all())) if address]


def mark_of(address: str) -> str:
    """What stands for an address in a link, and does not tell it."""
    return salted_hmac(SALT, address.casefold()).hexdigest()[:20]
