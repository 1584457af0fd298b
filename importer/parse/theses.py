"""Theses named in the text of a homepage: "Doctor thesis: Title (native title, 2023)."."""

from __future__ import annotations

import re

from importer import knowledge
from importer.parse import dates, names, spans, titles
from importer.records import Appearance, PublicationRecord
from importer.sources import Line

THESIS = re.compile(
    rf"^(?P<note>(?:my\s+)?{knowledge.alternatives('thesis_levels')}"
    r"\s*(?:thesis|dissertation))\s*[:：]\s*(?P<rest>\S.*)$",
    re.I,
)


def read(line: Line) -> PublicationRecord | None:
    """The thesis of a line that begins by saying so; its author is the owner, not printed."""
    match = THESIS.match(line.text)
    if not match:
        return None
    body, links = spans.take_labels(match["rest"].strip())
    native, date, printed = "", "", ""
    taken = spans.take_parenthesis(body)
    if taken:
        dated = dates.last(taken[1])
        if dated:
            date, printed = dated.iso, dated.printed
        rest = [p for p in spans.split_outside(taken[1]) if p and (not dated or p != dated.printed)]
        native = next((p for p in rest if any(names.is_script(c) for c in p)), "")
        if dated or native:
            body = taken[0]
    note = match["note"].strip()
    return PublicationRecord(
        lines=(line.number, line.number),
        title=titles.clean_title(body),
        native_title=native,
        owner_implied=True,
        links=links,
        note=note,
        appearances=(Appearance(kind="thesis", date=date, date_printed=printed),),
    )
