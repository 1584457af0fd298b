"""Titles without the marks around them, and what a title is said to have been before."""

from __future__ import annotations

import re

from importer import knowledge

PREVIOUS = re.compile(
    r"\s*[\[(]?\b(?:previously|formerly)\s+(?:titled|entitled|called|circulated\s+(?:as|under))"
    r"(?:\s+the\s+title)?[:\s]+[\"“‘]?(?P<title>[^\"”’\]]{3,300}?)[,.]?[\"”’]?[\])]?$",
    re.I,
)
ASIDE = re.compile(r",\s+(?P<note>with\s+an?\s+(?:appendix|foreword|introduction)\s+by\s.*)$", re.I)
KIND = re.compile(r"(?P<kind>[^:“\"]{4,60}?)\s?:\s+(?P<title>\S.*)", re.S)
ALPHABETICAL = re.compile(
    r"\s*(?P<note>[(\[]?\s*(?:α(?:\s*[-–—,]?\s*β)?|\\?\(?\\alpha\\?\)?\s*[-–—]\s*\\?\(?\\beta\\?\)?"
    r"|(?:in\s+)?alphabetical(?:\s+order)?)\s*[)\]]?)\s*$",
    re.I,
)
DRAFT = re.compile(
    r"\s*[(\[](?P<note>(?:(?:new|updated|latest|revised|full)\s+)?(?:draft|version)\b[^()\[\]]{0,60}"
    r"|[^()\[\]]{0,40}\bcoming\s+soon\b[^()\[\]]{0,20})[)\]]\s*$",
    re.I,
)
BEHIND = re.compile(
    r"[.,]\s+(?P<kind>(?:[^\W\d_]{1,3}\.\s?[^\W\d_]{1,3}\.?|[^\W\d_]+['’]?s?)\s(?:thesis|dissertation))$",
    re.I,
)
CLOSING = {'"': '"', "“": "”", "«": "»", "„": "“”", "‘": "’", "'": "'"}


def clean_title(text: str) -> str:
    """A title without the quotes around it and the full stop after it."""
    title = text.strip().strip(",;").strip()
    bare = title.rstrip(".")
    if len(bare) > 2 and bare[-1] in CLOSING.get(bare[0], "") and bare[-1] not in bare[1:-1]:
        title = bare[1:-1].strip().rstrip(",")
    if title.endswith(".") and not title.endswith("..."):
        title = title[:-1].rstrip()
    return title


def take_aside(title: str) -> tuple[str, str]:
    """(title, note) of "Title, with an appendix by B. Ray" or "Title (α-β)", as those mark works
    whose authors stand by the alphabet; the note is empty for any other."""
    match = ASIDE.search(title) or ALPHABETICAL.search(title) or DRAFT.search(title)
    return (title[: match.start()], match["note"]) if match else (title, "")


def take_kind(title: str) -> tuple[str, str]:
    """(title, kind) of "PhD thesis: Title" or "Title. B.Sc. thesis"; else the kind is empty."""
    if match := BEHIND.search(title):
        return title[: match.start()], match["kind"]
    match = KIND.fullmatch(title)
    if not match or not knowledge.phrase_pattern("thesis_words").search(match["kind"]):
        return title, ""
    first = match["kind"].split()[0].strip(".").casefold()
    known = {*knowledge.words("thesis_words"), *knowledge.words("thesis_starts")}
    degrees = {degree.replace(".", "") for degree in knowledge.words("degrees")}
    if first in known or first.replace(".", "") in degrees:
        return match["title"], match["kind"]
    return title, ""


def take_previous(text: str) -> tuple[str, tuple[str, ...]]:
    """(text without it, the title a work is said to have had before)."""
    match = PREVIOUS.search(text)
    return (text[: match.start()], (match["title"].strip(),)) if match else (text, ())
