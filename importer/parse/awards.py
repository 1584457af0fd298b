"""Awards and honours: one a line, with its date."""

from __future__ import annotations

from collections.abc import Sequence

from importer.parse import dates
from importer.parse.claims import Claims, is_chrome
from importer.records import AwardRecord
from importer.sources import Line

LONGEST = 300


def read(lines: Sequence[Line], claims: Claims) -> list[AwardRecord]:
    """One award a line; a line without a bullet is one only where it has a date."""
    records = []
    for line in lines:
        led = dates.leading(line.text)
        dated = led[0] if led and led[1] else dates.last(line.text)
        if is_chrome(line.text) or len(line.text) > LONGEST or not (line.bullet or dated):
            continue
        title = led[1] if led and led[1] else line.text
        if dated and title.rstrip(" .)]").endswith(dated.printed):
            title = title[: title.rindex(dated.printed)]
        title = title.strip(" ,.;:([–—-")
        if title:
            records.append(
                AwardRecord(
                    lines=(line.number, line.number),
                    title=title,
                    date=dated.iso if dated else "",
                    confidence=0.8,
                )
            )
            claims.claim(line)
    return records
