"""Where in a line a field may end: at which stops, quotes, brackets, names and emphasis."""

from __future__ import annotations

import re
from functools import lru_cache

from importer import knowledge
from importer.parse.names import in_prose, likeness
from importer.parse.venue_evidence import is_known
from importer.parse.works import bylines
from importer.parse.works.steps import ROLES
from importer.sources import Line

CLOSING = {"(": ")", "[": "]", "{": "}"}
# By what opens a quote, what may close it.
QUOTES = {
    '"': '"',
    "“": "”",
    "«": "»",
    "»": "«",
    "„": '“”"',
    "‘": "’",
    "'": "'",
    "‟": "”",
}
SINGLE = "‘'"
STOPS = {
    ".": "stop",
    "?": "question",
    "!": "question",
    ",": "comma",
    ";": "semicolon",
    ":": "colon",
    "，": "comma",
    "；": "semicolon",
    "。": "stop",
}
FULL_WIDTH = "，；。"
WORD_BEFORE = re.compile(r"[^\s(\[“\"«‘]+$")
LOWER_STARTS = re.compile(
    r"(?-i:[a-z]{1,3}[A-Z])|arxiv|doi|https?:|e-|in\s|to\s+appear|forthcoming|submitted|accepted|preprint|under\s+review|"
    r"joint\s|with\s|and\s[^\W\d_a-z]|edited\s|pp?\.|vol|no\.|eds?\.",
    re.I,
)
INITIALS = re.compile(r"[^\W\d_a-z](?:h|s|z|u|a|y)?(?:\.?[-‑]?[^\W\d_a-z]\.?){0,3}")
YEAR_AHEAD = re.compile(r"(?:19|20)\d\d\b")
NUMBERED_VENUE = re.compile(r"((?:[A-Z][A-Za-z&]*\.?\s){1,5})\d{1,4}(?=[,\s(:])")
UNIT = re.compile(r"\d\s[KVWATCFJMG]$")  # "at 4 K. Nano Letters", but "75 U. Chi. L. Rev."
NUMBERED = frozenset(
    "doi arxiv pmid pmcid url isbn issn eprint hal available vol no id in dans re zu".split()
)
ENDED = re.compile(r"\s(?=[\"“‘«]|[^\W\d_a-z][^\W\d_]*[a-z]*\s)(?!(?:and|&|et)\s)")
SHORT_DATED = re.compile(r"([A-Z][A-Za-z+&-]{1,11})\s?['’]?(?:19|20)?\d\d\b")
SUFFIX = re.compile(r"\s(?:[JS]r\b\.?|I{2,3}\b|IV\b)(?=\s*(?:[,;]|and\s|&|$))")
LONGEST_BRACKET = 400
# A title in capitals as law journals set books: "MUD, RAIN, AND THE LAW".
SMALL = frozenset(("AND", "OF", "THE", "IN", "ON", "FOR", "TO", "A"))
CAPITALS = re.compile(r"(?<![\w’'-])[A-Z][A-Z’'-]+(?:[,:]?\s(?:[A-Z][A-Z’'-]*|&))+(?![\w.])")


def emphasis(line: Line) -> frozenset[int]:
    """Where spans of two words and more begin or end, links of two where they name a person, and
    what templates name as a part of a record."""
    found: set[int] = set()
    for span in line.spans:
        text = line.text[span.start : span.end].strip()
        words = len(text.split())
        known = span.kind in ROLES or _is_badge(span.kind, text)
        if words > 2 or words == 2 and _is_field(span.kind, text) or words and known:
            found.update((span.start, span.end))
    return frozenset(found)


def _is_field(kind: str, text: str) -> bool:
    """Whether two words set off may be a field; no link but a name is, and no Latin in italics."""
    if kind == "link":
        return likeness(text) > 0.8
    if kind == "code":
        return False
    return kind != "italic" or all(word[:1].isupper() for word in text.split())


def _is_badge(kind: str, text: str) -> bool:
    """Whether it is a venue set as code, as badges are in Markdown: "`ICASSP 2023`"."""
    if kind != "code":
        return False
    first = text.split(" ", 1)[0].casefold()
    return is_known(text) or first in knowledge.venue_abbreviations()


def closing(text: str, at: int) -> int:
    """The place of the bracket that closes the one at `at`; 0 where none does nearby."""
    depth = 0
    for k in range(at, min(len(text), at + LONGEST_BRACKET)):
        if text[k] == text[at]:
            depth += 1
        elif text[k] == CLOSING[text[at]]:
            depth -= 1
            if not depth:
                return k
    return 0


def quote(text: str, at: int) -> int:
    """The place of the quote that closes the one at `at`, where they hold words; else 0."""
    if at and text[at - 1] not in " ([,;:—–-":
        return 0
    end = at
    for _ in range(40):
        end = _next_of(QUOTES[text[at]], text, end + 1, at + LONGEST_BRACKET)
        if end < 0:
            return 0
        after = text[end + 1 : end + 2]
        if after and (after.isalnum() or after in "-’'"):
            continue
        words = len(text[at + 1 : end].split())
        if text[at] in SINGLE and words < 2:
            return 0
        stopped = not after or after in ",.;:)(]" or text[end - 1] in ",."
        following = text[end + 1 : end + 3].strip()[:1]
        ended = stopped or words > 3 or following in ("(", "[")
        return end if ended and (words > 1 or not at) else 0
    return 0


def _next_of(marks: str, text: str, start: int, end: int) -> int:
    """The first place of any of the marks; -1 where there is none."""
    return min((k for mark in marks if (k := text.find(mark, start, end)) >= 0), default=-1)


def is_stop(text: str, at: int) -> bool:
    """Whether the stop at this place may end a field: no abbreviation, no initial, no number."""
    after = text[at + 1 : at + 2]
    if after and not after.isspace() and after not in '[(“"':
        return False
    if any(start < at < end for start, end in _capitals(text)):
        return False
    word = WORD_BEFORE.search(text, max(0, at - 40), at)
    last = word[0] if word else ""
    if text[at] == ":" and last.casefold() in NUMBERED:
        return False
    if text[at] == "," and SUFFIX.match(text, at + 1):
        return False
    if text[at] != ".":
        return bool(after) and after.isspace()
    letters = re.sub(r"^[^\w]+", "", last)
    following = text[at + 1 : at + 40].lstrip()
    if INITIALS.fullmatch(letters) and not following[:1].isdigit():
        return bool(UNIT.search(text, max(0, at - 6), at))
    if letters.casefold() in knowledge.words("abbreviations"):
        return False
    if len(letters) == 1 and letters.islower() and following[:1].isdigit():
        return bool(YEAR_AHEAD.match(following))  # no end in "v. 3, n. 2"
    if re.fullmatch(r"(?:19|20)\d\d[a-z]?\)?", last):
        return True
    return not following[:1].islower() or bool(LOWER_STARTS.match(following))


@lru_cache(maxsize=500)
def _capitals(text: str) -> tuple[tuple[int, int], ...]:
    """Where titles set in capitals stand: words of capitals alone, small words among them."""
    return tuple(
        match.span()
        for match in CAPITALS.finditer(text[:1_000])
        if not SMALL.isdisjoint(match[0].split())
    )


def names(text: str, known: frozenset[str]) -> frozenset[int]:
    """Where a name that recurs in the section ends and something else begins without a mark."""
    return frozenset(
        match.end()
        for match in bylines.INITIALED.finditer(text[:1_000])
        if match[0] in known and ENDED.match(text, match.end())
    )


def is_venue_ahead(text: str, at: int) -> bool:
    """Whether a known venue follows with its year or volume: "… NeurIPS 2024", "… Nature 21,"."""
    match = SHORT_DATED.match(text, at + 1)
    if match and match[1].casefold() in knowledge.venue_abbreviations():
        return True
    numbered = NUMBERED_VENUE.match(text, at + 1)
    return numbered is not None and is_known(numbered[1].strip())


def is_people(text: str, at: int) -> bool:
    """Whether a full name begins at this place."""
    found = in_prose(text[at : at + 120])
    return bool(found) and len(found[0].split()) > 1 and likeness(found[0]) > 0.8
