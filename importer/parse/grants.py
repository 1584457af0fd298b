"""Grants: a title, who pays, how much, from when to when."""

from __future__ import annotations

import re
from collections.abc import Sequence

from importer import knowledge
from importer.parse import outline, periods, spans
from importer.parse.claims import Claims, is_chrome
from importer.records import GrantRecord
from importer.sources import Line

CURRENCY = r"(?:[$€£¥]|(?:US|CA|AU)\$|\b(?:EUR|USD|GBP|CHF|SEK|NOK|DKK|CAD|AUD|INR|CNY|JPY)\b)"
FIGURE = (
    r"\d{1,12}(?:[.,' ]\d{3}(?!\d)){0,4}(?:[.,]\d{1,2}(?!\d))?"
    r"(?:\s?(?:million|mio\.?|[kKmM])\b)?"
)
AMOUNT = re.compile(
    rf"(?:(?:approx|ca)\.?\s*)?(?:{CURRENCY}\s?{FIGURE}|(?<![\d-]){FIGURE}\s?{CURRENCY})"
)
NUMBER = re.compile(
    r"(?:\b(?:grant|award|project|contract|reference)\s*)?(?:\bno\.?|\bnumber|#|\bid)\s*[:.]?\s*"
    r"((?=[\w/.-]{0,29}\d)[\w/.-]{3,30})",
    re.I,
)
QUOTED = re.compile(r"[\"“«„]([^\"“”«»„]{4,200})[\"”»“]")
LONGEST = 500


def read(lines: Sequence[Line], claims: Claims) -> list[GrantRecord]:
    """The grants of a section, one an item with a bullet, a period or an amount."""
    records = []
    for group in outline.grouped([x for x in lines if not is_chrome(x.text)], _starts):
        text = " ".join(line.text for line in group)
        marked = group[0].bullet or periods.find(text) or AMOUNT.search(text[:LONGEST])
        found = grant(text, (group[0].number, group[-1].last)) if marked else None
        if found:
            records.append(found)
            claims.claim(*group)
    return records


def _starts(above: Sequence[str], text: str) -> bool:
    return bool(any(map(periods.find, above)) and periods.find(text))


def sure(line: Line) -> GrantRecord | None:
    """The grant that a line among awards is: it names an amount, or itself a grant."""
    text = line.text[:LONGEST]
    if AMOUNT.search(text) or knowledge.phrase_pattern("grant_words").search(text):
        return grant(text, (line.number, line.last))
    return None


def grant(text: str, at: tuple[int, int]) -> GrantRecord | None:
    """The grant of an item: the quoted title or the first part, and what else is known."""
    if len(text) > LONGEST:
        return None
    period = periods.find(text)
    amount = AMOUNT.search(text)
    number = NUMBER.search(text)
    quoted = QUOTED.search(text)
    body = text
    for match in (amount, number, period):
        body = body.replace(match[0], "", 1) if match else body
    parts = [p.strip(" .;:()–—-") for p in spans.split_outside(QUOTED.sub("", body))]
    parts = [part for part in parts if part]
    title = quoted[1].strip(" ,.") if quoted else (parts[0] if parts else "")
    if not title:
        return None
    known = knowledge.phrase_pattern("funders")
    start, end = periods.bounds(period[0]) if period else ("", "")
    return GrantRecord(
        lines=at,
        title=title,
        funder=next((part for part in parts if part != title and known.search(part)), ""),
        number=number[1] if number else "",
        amount=amount[0].strip(" ,.") if amount else "",
        start=start,
        end="" if period and periods.is_open(period[0]) else end,
        confidence=0.7,
    )
