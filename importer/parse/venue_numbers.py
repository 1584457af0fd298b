"""Volume, issue and pages in the text of a venue."""

from __future__ import annotations

import re
from dataclasses import replace

from importer.records import Appearance

VOLUME = re.compile(r"\b(\d{1,4})\s*[(:]\s*(\d{1,3}(?:[-–]\d{1,3})?)\s*\)\s*[:,]?", re.I)
WORDED_VOLUME = re.compile(r"\bvol(?:ume|\.)?\s*(\d{1,4})", re.I)
WORDED_ISSUE = re.compile(r"\b(?:no|issue|number)\.?\s*(\d{1,3}(?:[-–]\d{1,3})?)", re.I)
PAGES = re.compile(
    r"\b(?:pp?\.?|pages?)\s*"
    r"([a-z]?\d+(?::\d+)?(?:\s*[-–—]{1,3}\s*[a-z]?\d+(?::\d+)?)?)|"
    r"(?<![\w.])(\d{1,6}\s*(?:-{1,3}|–|—)\s*\d{1,6})(?![\w-])",
    re.I,
)


def added(found: Appearance, body: str) -> Appearance:
    """Volume, issue and pages, where the text has them."""
    if found.kind not in ("journal", "conference", "chapter", "other", "book"):
        return found
    volume, issue = VOLUME.search(body), WORDED_ISSUE.search(body)
    worded = WORDED_VOLUME.search(body)
    pages = PAGES.search(body, volume.end() if volume else 0) or PAGES.search(
        body[: volume.start()] if volume else ""
    )
    return replace(
        found,
        volume=volume[1] if volume else worded[1] if worded else "",
        issue=volume[2] if volume else issue[1] if issue else "",
        pages=(pages[1] or pages[2]).replace(" ", "") if pages else "",
    )
