"""Links by which the owner of an opening answers without an account: signed, for some weeks, bound
to the opening and to an address of its owner.

They allow to confirm the opening and to close it, and nothing else.
"""

from __future__ import annotations

from datetime import timedelta

from django.core import signing
from django.urls import reverse
from django.utils.crypto import constant_time_compare

from health.freshness.links import addresses_of, mark_of
from openings.models import Opening

SALT = "health.recruiting"
VALID = timedelta(days=120)


def answer_path(opening: Opening, address: str) -> str:
    return reverse("still-open", args=[token_for(opening, address)])


def token_for(opening: Opening, address: str) -> str:
    return signing.dumps([opening.pk, mark_of(address)], salt=SALT)


def opening_of(token: str) -> Opening | None:
    """Which opening it is about; none if the link is made up, too old, or was sent to an address
    that is not, or no longer, one of whoever recruits."""
    try:
        key, mark = signing.loads(token, salt=SALT, max_age=VALID)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    found = Opening.objects.filter(pk=key).select_related("contact__user").first()
    if found is None or found.contact is None:
        return None
    held = (constant_time_compare(mark, mark_of(each)) for each in addresses_of(found.contact))
    return found if any(held) else None
