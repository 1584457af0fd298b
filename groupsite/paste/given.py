"""The pasted text, kept with the session: a form that is filled in has an address of its own,
which can be loaded again. Nothing of it is written to works."""

from __future__ import annotations

from hashlib import blake2s

from django.http import HttpRequest

KEPT = "pasted"
MOST = 3  # texts kept at a time: the latest


def keep(request: HttpRequest, text: str) -> str:
    """Keeps the text; returns its key."""
    key = blake2s(text.encode(), digest_size=6).hexdigest()
    texts = request.session.get(KEPT, {})
    texts.pop(key, None)
    latest = [*texts.items(), (key, text)][-MOST:]
    request.session[KEPT] = dict(latest)
    return key


def kept(request: HttpRequest, key: str) -> str:
    """The text of that key; empty where it is not kept any more."""
    return str(request.session.get(KEPT, {}).get(key, ""))
