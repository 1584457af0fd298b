"""News: items that begin (or end) with a date."""

from __future__ import annotations

import re
from collections.abc import Sequence

from importer.parse import dates, names, spans
from importer.parse.claims import Claims, is_chrome
from importer.records import Link, NewsRecord
from importer.sources import Line

WITH = re.compile(r"\bwith\s+(?=[^\W\d_a-z])")
DASH = re.compile(r"^[\s:–—.-]+")


def read(lines: Sequence[Line], claims: Claims) -> list[NewsRecord]:
    """An item a date or bullet; a line without either continues the one before."""
    groups: list[list[Line]] = []
    marked = any(line.bullet or dates.leading(line.text) for line in lines)
    for line in lines:
        if is_chrome(line.text):
            continue
        starts = bool(line.bullet) or dates.leading(line.text) is not None
        if starts or not groups or not marked:
            groups.append([line])
        else:
            groups[-1].append(line)
    records = []
    for group in groups:
        item = _item(group)
        if item:
            records.append(item)
            claims.claim(*group)
    return records


def _item(group: Sequence[Line]) -> NewsRecord | None:
    whole = " ".join(line.text for line in group)
    led = dates.leading(whole)
    dated, text = led if led else (None, whole)
    if not text.strip():
        return None
    body, links = spans.take_labels(DASH.sub("", text))
    urls = tuple(Link("", url) for url in spans.URL.findall(body))
    marked = tuple(link for line in group for link in line.links)
    return NewsRecord(
        lines=(group[0].number, group[-1].number),
        text=body.strip(),
        date=dated.iso if dated else "",
        date_printed=dated.printed if dated else "",
        links=(*spans.with_urls(links, marked), *_other(links, marked), *urls),
        arxiv_ids=spans.arxiv_ids(body),
        names=_names(body),
        confidence=1.0 if dated else 0.6,
    )


def _other(labels: Sequence[Link], marked: Sequence[Link]) -> list[Link]:
    """The links of the source that are none of the labels."""
    shown = {link.label.casefold() for link in labels}
    return [link for link in marked if link.url and link.label.casefold() not in shown]


def _names(text: str) -> tuple[str, ...]:
    """People named after "with"."""
    found: list[str] = []
    for match in WITH.finditer(text):
        found += names.in_prose(text[match.end() :])
    return tuple(dict.fromkeys(found))
