"""Awards and honours: one an item, with its date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from importer.parse import dates, grants, groups, periods
from importer.parse.claims import Claims, is_chrome
from importer.records import AwardRecord, GrantRecord
from importer.sources import Line

LONGEST = 300
APART = re.compile(r"[,;:|(\[–—-]\s*$")


def read(lines: Sequence[Line], claims: Claims) -> list[AwardRecord | GrantRecord]:
    """One award or grant a line; a line without a bullet is one only where it has a date, or
    stands below the line of a year."""
    records: list[AwardRecord | GrantRecord] = []
    under: Line | None = None
    for line in lines:
        if is_chrome(line.text) or len(line.text) > LONGEST:
            continue
        if groups.is_year(line):
            under = line
            continue
        found = grants.sure(line) or _award(line, under)
        if found:
            records.append(_under(found, under))
            claims.claim(line)
            if under:
                claims.order(under)
    return records


def _under(record: AwardRecord | GrantRecord, line: Line | None) -> AwardRecord | GrantRecord:
    """The award or grant, with the date of the line that it stands below where it tells none."""
    start, end = periods.bounds(line.text) if line else ("", "")
    if isinstance(record, AwardRecord):
        return replace(record, date=record.date or start)
    return record if record.start or record.end else replace(record, start=start, end=end)


def _award(line: Line, under: Line | None) -> AwardRecord | None:
    led = dates.leading(line.text)
    dated = led[0] if led and led[1] else dates.last(line.text)
    period = periods.find(line.text)
    if not (line.bullet or dated or period or under):
        return None
    title = led[1] if led and led[1] else _without_date(line.text)
    if period and not period.start() and period.end() > (led[0].end if led else 0):
        title = periods.without(line.text)
    title = title.strip(" ,.;:([–—-")
    if not title:
        return None
    return AwardRecord(
        lines=(line.number, line.last),
        title=title,
        date=_date(dated, period),
        confidence=0.8,
    )


def _date(dated: dates.Dated | None, period: re.Match[str] | None) -> str:
    start = periods.bounds(period[0])[0] if period else ""
    return dated.iso if dated and not (period and start) else start


def _without_date(text: str) -> str:
    """The text without the date or the period at its end; a date that belongs to a name
    ("Mud Days 2019") stays."""
    body = text.rstrip(" .)]")
    for period in periods.find_all(body):
        if period.end() == len(body) and APART.search(body[: period.start()]):
            return body[: period.start()]
    return text
