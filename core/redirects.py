"""Addresses that an old site had, and where each leads now."""

from __future__ import annotations

import re
import unicodedata
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.urls import Resolver404, get_script_prefix, resolve

LENGTH = 500
INDEX = re.compile(r"/(index|default|home)\.(x?html?|php|aspx?|jsp)$")
# What a browser would take for another host, or what has no place in an address.
TRAPS = re.compile(r"^//|[\\\x00-\x20\x7f]")
LONGEST_WAY = 10


def address_key(address: str) -> str:
    """What addresses have in common that an old server answered alike.

    Case, escapes, a slash or ``index.html`` at the end and the order of a query make no
    difference; a host, a fragment and the path below which this site lies do not count.
    """
    parts = urlsplit("/" + address.lstrip("/"))
    path = _plain(unquote(parts.path))
    path = "/" + path.removeprefix(get_script_prefix().casefold()).lstrip("/")
    path = INDEX.sub("/", path).rstrip("/") or "/"
    pairs = sorted(parse_qsl(parts.query, keep_blank_values=True))
    query = _plain("&".join(f"{name}={value}" for name, value in pairs))
    return f"{path}?{query}" if query else path


def _plain(text: str) -> str:
    """Without differences of case and encoding, nor what PostgreSQL cannot hold."""
    return unicodedata.normalize("NFC", text).casefold().replace("\0", "")


def is_address(text: str) -> bool:
    """Whether a visitor may be sent there: a path of this site, or a web address."""
    if TRAPS.search(text):
        return False
    if text.startswith("/"):
        return True
    try:
        URLValidator(schemes=["http", "https"])(text)
    except ValidationError:
        return False
    return True


def is_answered(key: str) -> bool:
    """Whether the address is one of the site's own, of those that need no row.

    Of the home page, a query makes an old address: so some sites wrote all of theirs.
    """
    path, _, query = key.partition("?")
    for spelling in {path, f"{path.rstrip('/')}/"}:
        try:
            match = resolve(spelling)
        except Resolver404:
            continue
        if not match.kwargs:
            return not (path == "/" and query)
    return False


class RedirectQuerySet(models.QuerySet["Redirect"]):
    def leading_from(self, address: str) -> Redirect | None:
        """That of the address with its query or, where there is none, of its path."""
        with_query = address_key(address)
        keys = dict.fromkeys([with_query, with_query.partition("?")[0]])
        found = {row.key: row for row in self.filter(key__in=keys)}
        return next((found[key] for key in keys if key in found), None)


class Redirect(models.Model):
    old = models.CharField(
        "old address",
        max_length=LENGTH,
        help_text="As it was after the host: /~name/pubs.html, or /?page=people. Capitals, a"
        " slash or index.html at the end make no difference.",
    )
    new = models.CharField(
        "leads to",
        max_length=LENGTH,
        help_text="An address of this site, such as /publications/, or of another:"
        " https://www.example.edu/.",
    )
    key = models.CharField(max_length=LENGTH * 3, unique=True, editable=False)

    objects = RedirectQuerySet.as_manager()

    class Meta:
        ordering = ["key"]
        verbose_name = "redirect"

    def __str__(self) -> str:
        return self.old

    def clean(self) -> None:
        """Raises ValidationError where nobody would ever be led on, or nowhere."""
        old, new = self.old.strip(), self.new.strip()
        if old.startswith(("http://", "https://")) and (parts := urlsplit(old)):
            old = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        elif not old.startswith("/"):
            old = f"/{old}"
        if new.startswith(f"{settings.SITE_URL}/"):
            new = new.removeprefix(settings.SITE_URL)
        self.old, self.new = old.partition("#")[0], new
        self._check_form()
        self.key = address_key(self.old)
        others = type(self).objects.exclude(pk=self.pk)
        if others.filter(key=self.key).exists():
            raise ValidationError({"old": "There is a redirect of this address already: edit it."})
        self._check_way(others)

    def _check_form(self) -> None:
        if not self.old.isprintable() or " " in self.old:
            raise ValidationError(
                {"old": "An address has no spaces: write %20 where the old one had a space."}
            )
        if not is_address(self.new):
            raise ValidationError(
                {
                    "new": "Start with one slash for an address of this site (/people/), or with"
                    " https:// for another site."
                }
            )

        if is_answered(address_key(self.old)):
            raise ValidationError(
                {"old": "This site has a page at this address: visitors would never be led on."}
            )

    def _check_way(self, others: RedirectQuerySet) -> None:
        """Follows where the redirect leads, as a browser would."""
        way = address_key(self.new) if self.new.startswith("/") else ""
        if way == self.key:
            raise ValidationError({"new": "This leads to itself. Where should a visitor go?"})
        for _ in range(LONGEST_WAY):
            following = others.leading_from(way) if way else None
            if following is None:
                return
            way = address_key(following.new) if following.new.startswith("/") else ""
            if way == self.key:
                raise ValidationError(
                    {
                        "new": f"This would lead in a circle: from there, {following.old} leads"
                        f" to {following.new}."
                    }
                )
        raise ValidationError({"new": "Too many redirects follow from there: give the last one."})

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.key = address_key(self.old)
        super().save(*args, **kwargs)

    @property
    def target(self) -> str:
        """Where a browser goes: with the path below which this site lies."""
        if not self.new.startswith("/"):
            return self.new
        prefix = get_script_prefix()
        return self.new if self.new.startswith(prefix) else prefix + self.new[1:]
