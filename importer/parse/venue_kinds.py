"""What kind of form a venue text describes: journal, conference, chapter, book and so on."""

from __future__ import annotations

import re

from importer import knowledge
from importer.parse import spans, status
from importer.parse.venue_numbers import VOLUME, WORDED_VOLUME

# A name, then numbers as journals print them: "Mud 4 (2020), 1–9", "Mud 4, no. 2", "Mud, 4(2)",
# "Mud 41.5: 48–51", "Mud 4, e123".
YEAR = r"\((?:19|20)\d\d\)"
NUMBERED = re.compile(
    r"[^\W\d_]{3,}\W.{0,200}?(?:"
    rf"\b\d{{1,4}},?\s*{YEAR}|\bno\.\s?\d|\bIssue\s\d|\b\d{{1,4}}\(\d{{1,3}}\)|"
    r"(?<![-–\d])\b\d{1,4}(?:[./]\d{1,2})?\s?[:,]\s?[A-Za-z]?\d{1,6}(?:\s?[-–]{1,2}\s?\d+)?\s*(?:$|[.,(])|"
    rf"{YEAR}\s*[,:]\s*\d{{1,5}}\s?(?:-{{1,3}}|–|—)\s?\d)",
    re.S,
)
MEETING = re.compile(
    r"\b(?:conference|symposium|workshop|congress|proceedings\s+of|"
    r"proc\.\s+(?:of\b|int|\d|conf|ieee|acm|siam|usenix)|tagung|convegno|colloque)",
    re.I,
)
EDITED = re.compile(
    r"\b(?:(?<!\dst )(?<!\dnd )(?<!\drd )(?<!\dth )eds?\.|\(?eds?\.?\)|"  # no "2nd ed."
    rf"{knowledge.alternatives('edited_by')})|"
    r"^(?:in\s+)?.{0,80}\b(?:encyclop(?:a)?edia|handbook|companion\s+to|handbuch|lexikon)\b",
    re.I,
)
LED_BY_VOLUME = re.compile(r"\d{1,3}\s+[^\W\d_]")  # "12 Mud L.J."
NAMED = re.compile(r"(?:in|at|from|by)\s+(?:the\s+)?[^\W\d_a-z]")
WITHIN = re.compile(r"^(?:in|dans|en)\b[:\s]", re.I)
# "City: Press, 2019", "Press, 2019": a publisher and little else.
PUBLISHED = 9  # words at most
EARLY = (
    ("workshop", "workshop_words"),
    ("thesis", "thesis_words"),
    ("patent", "patent_words"),
    ("dataset", "dataset_words"),
    ("software", "software_words"),
)
LATE = (
    ("conference", "conference_words"),
    ("journal", "journal_words"),
    ("preprint", "preprint_words"),
    ("report", "report_words"),
    ("chapter", "chapter_words"),
    ("book", "book_words"),
)


def kind(text: str, body: str, abbrev: str, venue: knowledge.Venue | None) -> str:
    """The kind of a form by the whole text of its venue, its body without brackets, the
    abbreviation and the known venue in it; "other" where nothing tells."""
    for name, words in EARLY:
        if knowledge.phrase_pattern(words).search(text):
            return name
    if status.of(text) == "submitted":
        return "preprint"  # where it was sent to is not where it came out
    rest = spans.ARXIV.sub(" ", body)
    if venue and not _is_elsewhere(venue, rest):
        return venue.kind
    return _by_form(text, rest, abbrev) or _by_words(text, rest, abbrev)


def _is_elsewhere(venue: knowledge.Venue, rest: str) -> bool:
    """Whether the name of a journal stands within that of a meeting or a handbook."""
    if venue.kind != "journal":
        return False
    within = MEETING.search(rest) or EDITED.search(rest)
    return bool(within) and not rest.casefold().startswith(venue.name.casefold()[:12])


def _by_form(text: str, rest: str, abbrev: str) -> str:
    """The kind that numbers, editors and publishers tell; empty where they tell none."""
    without_archive = re.sub(r"arxiv.*$", "", text, flags=re.I | re.S)
    if EDITED.search(rest) or EDITED.search(text):
        return "chapter" if not MEETING.search(rest) or not abbrev else "conference"
    if NUMBERED.search(without_archive) and not MEETING.search(rest):
        return "journal"
    if LED_BY_VOLUME.match(rest) and knowledge.phrase_pattern("journal_words").search(rest):
        return "journal"
    if knowledge.phrase_pattern("publisher_words").search(rest) and not abbrev:
        if WITHIN.search(text) and not MEETING.search(rest):
            return "chapter"
        if len(rest.split()) <= PUBLISHED and not MEETING.search(rest):
            return "book"
    return ""


def _by_words(text: str, rest: str, abbrev: str) -> str:
    for name, words in LATE:
        if knowledge.phrase_pattern(words).search(rest):
            return name
    if spans.arxiv_ids(text) and not abbrev:
        return "preprint"
    if NAMED.match(rest) and status.of(text) == "forthcoming":
        return "other"  # out soon, in something that nobody listed
    if abbrev:
        return "conference"
    if VOLUME.search(rest) or WORDED_VOLUME.search(rest):
        return "journal"
    return "preprint" if status.of(text) else "other"
