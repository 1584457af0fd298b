"""Atom, RFC 4287: what Django's own generator leaves out."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Model
from django.utils.feedgenerator import Atom1Feed

# XML 1.0 has no way to write these, and the generator raises.
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# A tag names a moment at which the site had its host (RFC 4151): no site is older than this.
SINCE = "2026"
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def clean(text: str) -> str:
    """`text` less what XML cannot hold."""
    return CONTROLS.sub("", text)


def tag(row: Model) -> str:
    """An id that stays whatever becomes of title, date and address of the row."""
    host = urlsplit(settings.SITE_URL).hostname
    return f"tag:{host},{SINCE}:{row._meta.model_name}/{row.pk}"


class Atom(Atom1Feed):
    """With the whole content, every author, a base for its links and a date if empty."""

    def root_attributes(self) -> dict[str, str]:
        return {**super().root_attributes(), "xml:base": self.feed["link"]}

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        for name in item["authors"]:
            handler.startElement("author", {})
            handler.addQuickElement("name", clean(name))
            handler.endElement("author")
        handler.addQuickElement("content", clean(item["content"]), {"type": "html"})

    def latest_post_date(self) -> datetime:
        """The last change of any entry; of an empty feed not now, or it would change each time."""
        return max((item["updateddate"] for item in self.items), default=NEVER)
