"""The links of the site: which rows hold them, and where each is mended."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import urlsplit

from django.apps import apps
from django.db.models import Model

from accounts.rights import PARTS
from core.models import Affiliation
from core.rendered import Rendered
from core.text import markdown_html
from news.models import NewsLink
from people.models import ProfileLink
from publications.models import PublicationLink, Venue
from talks.models import TalkLink
from teaching.models import Course, Offering


@dataclass(frozen=True, slots=True)
class Holder:
    """A model with addresses in `url`; the row on whose form they stand, and the part of it."""

    model: type[Model]
    owner: str = ""
    anchor: str = "id_url"


HOLDERS = (
    Holder(PublicationLink, "publication", "links-group"),
    Holder(ProfileLink, "person", "links-group"),
    Holder(NewsLink, "news", "links-group"),
    Holder(TalkLink, "talk", "links-group"),
    Holder(Course),
    Holder(Offering),
    Holder(Venue),
    Holder(Affiliation, "site", "affiliations-group"),
)


@dataclass(frozen=True, slots=True)
class TextHolder:
    """A model with Markdown in `name`; the field that names the row on whose form it stands."""

    model: type[Model]
    name: str
    owner: str = ""

    @property
    def html(self) -> str:
        return f"{self.name}_html"


LINKED = re.compile(r'<a href="(https?://[^"]+)"')


def text_holders() -> Iterator[TextHolder]:
    for model in apps.get_models():
        if issubclass(model, Rendered):
            part = PARTS.get(model._meta.label_lower)
            for name, made in model.RENDERED.items():
                if made is markdown_html:
                    yield TextHolder(model, name, part.way if part else "")


def in_texts() -> Iterator[tuple[str, TextHolder, int]]:
    """(address, where it stands, key of the row) of each link in a text."""
    for holder in text_holders():
        rows = holder.model._default_manager.filter(**{f"{holder.html}__contains": '<a href="http'})
        for key, html in rows.order_by().values_list("pk", holder.html).iterator():
            for url in LINKED.findall(html):
                yield unescape(url), holder, key


def addresses() -> Iterator[str]:
    """Each address of the web that a row or a text holds; some more than once."""
    yield from (url for url, *_ in in_texts() if host_of(url))
    for holder in HOLDERS:
        rows = holder.model._default_manager.exclude(url="").order_by()
        for url in rows.values_list("url", flat=True).distinct().iterator():
            if host_of(url):
                yield url


def host_of(url: str) -> str:
    """The host of an http(s) address in small letters; empty for all else."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return ""
    return host.casefold() if parts.scheme.casefold() in ("http", "https") else ""
