"""JSON-LD within HTML."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from core.partial_dates import PartialDate

Node = dict[str, Any]
# `</script>` and `<!--` would end or change the element, the line separators a line of script.
ESCAPES = str.maketrans({char: f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"})


def script(nodes: Iterable[Node]) -> SafeString:
    """A data block of these nodes as one graph; nothing for no nodes."""
    graph = [node for node in nodes if node]
    if not graph:
        return mark_safe("")
    text = json.dumps(
        {"@context": "https://schema.org", "@graph": graph},
        ensure_ascii=False,
        separators=(",", ":"),
    )
    safe = mark_safe(text.translate(ESCAPES))
    return format_html('<script type="application/ld+json">{}</script>', safe)


def node(kind: str | list[str], **properties: Any) -> Node:
    """A node without the properties that say nothing; `id` is its `@id`.

    A list of one is its element.
    """
    said = {}
    for name, value in {"@type": kind, "@id": properties.pop("id", ""), **properties}.items():
        plain = value[0] if isinstance(value, list) and len(value) == 1 else value
        if plain not in (None, "", [], {}):
            said[name] = plain
    return said


def named(kind: str, name: str, **properties: Any) -> Node:
    """A node that is nothing without its name."""
    return node(kind, name=name, **properties) if name else {}


def iso(date: PartialDate | None) -> str:
    """As precise as known; a date without a year is none to a machine."""
    return date.isoformat() if date and date.year else ""
