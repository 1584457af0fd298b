"""Addresses as the outside world sees them."""

from urllib.parse import urlsplit

from django.conf import settings


def origin() -> str:
    """Scheme and host of SITE_URL; its path is in every path that Django makes."""
    parts = urlsplit(settings.SITE_URL)
    return f"{parts.scheme}://{parts.netloc}"


def absolute(path: str) -> str:
    """The whole address of a path such as `reverse` or `get_absolute_url` give."""
    return origin() + path
