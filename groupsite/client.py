"""Who asks: the address that counts for limits on log-in."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def address(request: HttpRequest) -> str:
    """The visitor's IP address.

    That of the connection; behind TRUSTED_PROXIES reverse proxies, the entry of X-Forwarded-For
    that the outermost of them wrote. What stands left of it anybody can make up.
    """
    connection: str = request.META.get("REMOTE_ADDR", "")
    forwarded = request.headers.get("X-Forwarded-For", "").split(",")
    told = [part.strip() for part in forwarded if part.strip()]
    count: int = settings.TRUSTED_PROXIES
    return told[-count] if count and len(told) >= count else connection
