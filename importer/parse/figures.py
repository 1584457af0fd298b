"""Figures glued to their labels or apart from them: "h-index12", "1,234citations", "7 papers"."""

from __future__ import annotations

import re

from importer.records import MetricRecord
from importer.sources import Line

NUMBER = r"\d[\d,]*(?:\.\d+)?"
LABEL = r"[^\W\d](?:[^\d:]{0,28}[^\W\d])?"
LABEL_FIRST = re.compile(rf"({LABEL})\s*:?\s*({NUMBER})\s*(%?)$")
NUMBER_FIRST = re.compile(rf"({NUMBER})\s*(%?)\s*({LABEL})$")
COMMON = {
    "h-index": "h-index",
    "hindex": "h-index",
    "i10-index": "i10-index",
    "citations": "citations",
    "cited by": "citations",
    "papers": "papers",
    "publications": "publications",
}


def read(line: Line) -> MetricRecord | None:
    """The figure that is all of a line, or None."""
    text = line.text.strip()
    first, last = LABEL_FIRST.match(text), NUMBER_FIRST.match(text)
    if last:
        value, unit, label = last.groups()
    elif first:
        label, value, unit = first.groups()
    else:
        return None
    name = COMMON.get(label.strip().casefold(), label.strip())
    return MetricRecord(
        lines=(line.number, line.number),
        name=name,
        value=value,
        unit=unit,
        site_own=label.strip().casefold() not in COMMON,
    )
