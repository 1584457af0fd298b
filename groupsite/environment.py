"""Settings from the environment: a typo stops the start, with a sentence that says what to mend."""

from __future__ import annotations

import os
import warnings
from typing import Any
from urllib.parse import SplitResult, urlsplit
from zoneinfo import ZoneInfo

import environ
from django.core.exceptions import ImproperlyConfigured

TRUE, FALSE = {"1", "true", "yes", "on"}, {"", "0", "false", "no", "off"}
DATABASES = {"sqlite": "django.db.backends.sqlite3", "postgres": "django.db.backends.postgresql"}


def site_address(value: str) -> SplitResult:
    """SITE_URL, taken apart; without a slash at its end."""
    hint = (
        f"SITE_URL is {value!r}; it must be an address such as https://group.example.edu"
        " or https://www.example.edu/~group."
    )
    try:
        parts = urlsplit(value.rstrip("/"))
        port_is_fine = parts.port is None or parts.port > 0
    except ValueError as error:
        raise ImproperlyConfigured(hint) from error
    is_address = parts.scheme in ("http", "https") and parts.hostname and port_is_fine
    if not is_address or parts.query or parts.fragment or parts.username or " " in value:
        raise ImproperlyConfigured(hint)
    return parts


def switch(name: str) -> bool:
    """The variable as on or off; off where it is not set."""
    value = os.environ.get(name, "").strip().casefold()
    if value not in TRUE | FALSE:
        raise ImproperlyConfigured(f"{name} is {value!r}; it must be on or off.")
    return value in TRUE


def count(name: str) -> int:
    """The variable as a number; 0 where it is not set."""
    value = os.environ.get(name, "").strip() or "0"
    if not value.isdecimal():
        raise ImproperlyConfigured(f"{name} is {value!r}; it must be a number such as 1.")
    return int(value)


def choice(name: str, *known: str) -> str:
    """The variable as one of `known`; the first of these where it is not set."""
    value = os.environ.get(name, "").strip().casefold() or known[0]
    if value not in known:
        raise ImproperlyConfigured(
            f"{name} is {value!r}; it must be {', '.join(known[:-1])} or {known[-1]}."
        )
    return value


def database(default: str) -> dict[str, Any]:
    """Django's settings of the database that DATABASE_URL names, or of `default`."""
    url = os.environ.get("DATABASE_URL", "").strip() or default
    kind = url.partition(":")[0].replace("postgresql", "postgres")
    hint = (
        "DATABASE_URL must be such as postgres://user:password@host/name or"
        " sqlite:////var/lib/group/site.sqlite3."
    )
    if kind not in DATABASES or "://" not in url:
        raise ImproperlyConfigured(hint)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            found: dict[str, Any] = environ.Env.db_url_config(url)
    except (ValueError, Warning) as error:
        raise ImproperlyConfigured(hint) from error
    if not found.get("NAME"):
        raise ImproperlyConfigured(f"{hint} The name of the database is missing.")
    return {**found, "ENGINE": DATABASES[kind]}


def time_zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError) as error:
        if value != "UTC":  # which needs no table of zones
            raise ImproperlyConfigured(
                f"TIME_ZONE is {value!r}; it must be a name such as Europe/Berlin or UTC."
            ) from error
    return value


def email(default: str) -> dict[str, Any]:
    """Django's settings of the mail server that EMAIL_URL names."""
    url = os.environ.get("EMAIL_URL", "").strip() or default
    try:
        return dict(environ.Env.email_url_config(url))
    except (ImproperlyConfigured, KeyError, ValueError) as error:
        raise ImproperlyConfigured(
            "EMAIL_URL must be such as smtp+tls://user:password@host:587."
        ) from error
