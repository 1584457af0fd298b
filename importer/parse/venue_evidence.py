"""How much a span of text looks like a venue, and which known venue it names."""

from __future__ import annotations

import re
from functools import cache

from importer import knowledge
from importer.parse import dates, spans

LEAD = re.compile(
    r"^(?:(?:to appear|forthcoming|accepted|published|appeared|appears)?\s*"
    r"(?:in|at|by)\s*:?\s+)?(?:the\s+)?(?:proceedings\s+of\s+(?:the\s+)?)?"
    r"(?:\d+(?:st|nd|rd|th)\s+(?:annual\s+)?)?",
    re.I,
)


@cache
def known_exact() -> re.Pattern[str]:
    """Known abbreviations as they are usually written, the longest first."""
    forms = {
        form
        for entries in knowledge.table("venues").values()
        for entry in entries
        for form in knowledge.short_forms(entry)
    }
    any_of = "|".join(map(re.escape, sorted(forms, key=len, reverse=True)))
    return re.compile(rf"(?<![\w-])(?:{any_of})(?=(?:['’]?\d{{2,4}})?(?![\w-]))")


def evidence(text: str) -> float:
    """How much a span looks like a venue with its date: about 0 for none, 2 and more for sure."""
    if len(text) > 500:
        return 0.0
    found = 0.0
    if spans.ARXIV.search(text):
        found += 2.5
    if knowledge.phrase_pattern("venue_words").search(text):
        found += 1.2
    if known_exact().search(text) or whole_known(text):
        found += 1.5
    if knowledge.find_venue_name(text):
        found += 1.0
    found += 1.0 * bool(dates.last(text))
    if knowledge.phrase_pattern("status_submitted").search(text) or knowledge.phrase_pattern(
        "status_forthcoming"
    ).search(text):
        found += 1.0
    if re.fullmatch(r"[A-Z][\w&/.' -]{1,24},?\s*['’]?(?:(?:19|20)\d\d|\d\d)\.?", text.strip()):
        found += 1.0
    return found


def without_year(text: str) -> str:
    """The text without years, punctuation at the ends and lead words."""
    bare = re.sub(dates.YEAR, " ", re.sub(r"\([^()]*\)", " ", text))
    return " ".join(LEAD.sub("", bare.strip()).strip(" .,;:'’").split())


def whole_known(text: str) -> knowledge.Venue | None:
    """The venue whose short form is all of the text but for the year, in whatever case."""
    return knowledge.venue_abbreviations().get(without_year(text).casefold())


def is_known(text: str) -> bool:
    """Whether the text is nothing but the name of a known venue and its year."""
    if whole_known(text):
        return True
    words = [w for w in knowledge.venue_words(text) if not w.isdigit()]
    return tuple(words) in knowledge.venue_names()
