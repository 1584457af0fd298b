"""The venue text of a record taken apart: one Appearance."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from importer import knowledge
from importer.parse import dates, spans
from importer.records import Appearance

ACRONYM = re.compile(
    r"(?<![\w-])([A-Z][A-Za-z0-9]{0,15}[A-Z][A-Za-z0-9]{0,15}"
    r"(?:[-/&][A-Z][A-Za-z0-9]{1,15}){0,3})(?:\s*['’ -]?\s*(?:19|20)?\d\d)?(?!\w)"
)
LEAD = re.compile(
    r"^(?:(?:to appear|forthcoming|accepted|published|appeared|appears)?\s*"
    r"(?:in|at|by)\s*:?\s+)?(?:the\s+)?(?:proceedings\s+of\s+(?:the\s+)?)?"
    r"(?:\d+(?:st|nd|rd|th)\s+(?:annual\s+)?)?",
    re.I,
)
VOLUME = re.compile(r"\b(\d{1,4})\s*[(:]\s*(\d{1,3}(?:[-–]\d{1,3})?)\s*\)\s*[:,]?", re.I)
WORDED_VOLUME = re.compile(r"\bvol(?:ume|\.)?\s*(\d{1,4})", re.I)
WORDED_ISSUE = re.compile(r"\b(?:no|issue|number)\.?\s*(\d{1,3}(?:[-–]\d{1,3})?)", re.I)
PAGES = re.compile(
    r"\b(?:pp?\.?|pages?)\s*"
    r"([a-z]?\d+(?::\d+)?(?:\s*[-–—]{1,3}\s*[a-z]?\d+(?::\d+)?)?)|"
    r"(?<![\w.])(\d{1,6}\s*(?:-{1,3}|–|—)\s*\d{1,6})(?![\w-])",
    re.I,
)
# A name, then numbers as journals print them: "Mud 4 (2020), 1–9", "Mud 4, no. 2", "Mud, 4(2)".
NUMBERED = re.compile(
    r"[^\W\d_]{3,}\W.{0,200}?(?:\b\d{1,4},?\s*\((?:19|20)\d\d\)|\bno\.\s?\d|\bIssue\s\d|"
    r"\b\d{1,4}\(\d{1,3}\)|\b\d{1,4}(?:[./]\d{1,2})?\s?[:,]\s?[A-Za-z]?\d{1,6}(?:\s?[-–]{1,2}\s?\d+)?\s*(?:$|[.,(])|\((?:19|20)\d\d\)\s*[,:]\s*\d{1,5}\s?(?:-{1,3}|–|—)\s?\d)",
    re.S,
)
PUBLISHED = re.compile(
    r"(?:[^\W\d_a-z][\w.’'-]+(?:\s[A-Z][a-z]+)?:\s+)?"
    r"(?P<publisher>[^\W\d_a-z][^,:\d]{2,60}),\s+(?:forthcoming\s+)?(?:19|20)\d\d$"
)
MEETING = re.compile(r"\b(?:conference|symposium|workshop|congress|proceedings\s+of)\b", re.I)
EDITED = re.compile(
    r"\b(?:edited\s+by|ed\.|eds\.|\(eds?\.?\)|hrsg\.|herausgegeben)\s*|"
    r"^(?:in\s+)?.{0,80}\b(?:encyclopedia|handbook|companion\s+to)\b",
    re.I,
)
LONGEST = 600  # characters of a venue text that are looked at
BRACKET = re.compile(r"(?<!\d)\(([^()]{0,300})\)")
KINDS = (("workshop", "workshop_words"), ("thesis", "thesis_words"), ("patent", "patent_words"))
LATE_KINDS = (
    ("conference", "conference_words"),
    ("journal", "journal_words"),
    ("preprint", "preprint_words"),
    ("report", "report_words"),
    ("chapter", "chapter_words"),
    ("book", "book_words"),
)


@dataclass(slots=True)
class _Parts:
    """What the brackets at the end of a venue text say."""

    body: str
    abbrev: str = ""
    name: str = ""
    publisher: str = ""
    date: str = ""
    date_printed: str = ""
    status: str = ""
    distinction: str = ""
    detail: str = ""
    notes: tuple[str, ...] = ()


@cache
def _known_exact() -> re.Pattern[str]:
    """Known abbreviations as they are usually written, the longest first."""
    forms = {v.abbrev for v in knowledge.venues() if v.abbrev}
    forms |= {
        a
        for entries in knowledge.table("venues").values()
        for e in entries
        for a in e[2:]
        if len(a) <= 16 and "." not in a
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
    if _known_exact().search(text) or _whole_known(text):
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


def _bare(text: str) -> str:
    """The text without years, punctuation at the ends and lead words."""
    bare = re.sub(dates.YEAR, " ", re.sub(r"\([^()]*\)", " ", text))
    return " ".join(LEAD.sub("", bare.strip()).strip(" .,;:'’").split())


def _whole_known(text: str) -> knowledge.Venue | None:
    """The venue whose short form is all of the text but for the year, in whatever case."""
    return knowledge.venue_abbreviations().get(_bare(text).casefold())


def is_known(text: str) -> bool:
    """Whether the text is nothing but the name of a known venue and its year."""
    if _whole_known(text):
        return True
    words = [w for w in knowledge.venue_words(text) if not w.isdigit()]
    return tuple(words) in knowledge.venue_names()


def parse(text: str) -> Appearance:
    """The form of a work that a venue text describes, as far as the text tells."""
    printed = text.strip()
    text = printed[:LONGEST]
    parts = _brackets(text)
    ids = spans.arxiv_ids(text)
    doi = spans.DOI.search(text)
    dated = _date(parts.body, ids)
    if dated and parts.date and not parts.body[: dated.start].strip():
        dated = None  # "2016 Annals of Mud (2017)": the year in front is part of a name
    abbrev, venue = _venue(parts)
    kind = _kind(text, parts.body, abbrev, venue, bool(ids))
    if kind in ("preprint", "thesis"):
        abbrev = "arXiv" if ids else ""
    found = Appearance(
        kind=kind,
        venue_abbrev=abbrev,
        venue_name=_name(parts, abbrev, kind),
        venue_printed=printed,
        date=dated.iso if dated else parts.date,
        date_printed=dated.printed if dated else parts.date_printed,
        publisher=parts.publisher,
        status=parts.status or status(text),
        doi=doi[0] if doi else "",
        arxiv_id=ids[0] if ids else "",
        distinction=parts.distinction,
        detail=parts.detail,
        note="; ".join(parts.notes),
    )
    return _with_numbers(_with_open_distinction(found, parts.body), parts.body)


def _date(body: str, ids: tuple[str, ...]) -> dates.Dated | None:
    """The last date of the text that is no part of an arXiv identifier."""
    for arxiv_id in ids:
        body = body.replace(arxiv_id, " ")
    return dates.last(spans.DOI.sub(" ", spans.URL.sub(" ", body)))


def _brackets(text: str) -> _Parts:
    """The parentheses taken out, each read for what it is; one after a digit is an issue."""
    parts = _Parts(body=text.strip())
    inner = [m[1].strip() for m in BRACKET.finditer(parts.body)]
    rest = " ".join(BRACKET.sub(" ", parts.body).split())
    if re.search(r"\w\w", rest):
        parts.body = re.sub(r"\s+([,.;:])", r"\1", rest)
        for each in inner:
            if each:
                _read_bracket(parts, each)
    return parts


def _read_bracket(parts: _Parts, inner: str) -> None:
    if knowledge.phrase_pattern("rankings").search(inner):
        parts.notes = (*parts.notes, inner)
        return
    found = status(inner)
    dated = dates.last(inner)
    head, detail = _distinction(inner)
    if head:
        parts.distinction, parts.detail = head, detail
    elif found and len(inner.split()) <= 6:
        if dated and not parts.date:
            parts.date, parts.date_printed = dated.iso, dated.printed
        parts.status, parts.notes = found, (*parts.notes, inner)
    elif dated and not inner[: dated.start].strip(" ,.") and not inner[dated.end :].strip(" ,."):
        parts.date, parts.date_printed = dated.iso, dated.printed
    elif not parts.abbrev and (short := _short_form(inner)):
        parts.abbrev = short
        if dated:
            parts.date, parts.date_printed = dated.iso, dated.printed
    elif match := PUBLISHED.match(inner):
        parts.publisher = match["publisher"].strip()
        if dated:
            parts.date, parts.date_printed = dated.iso, dated.printed
    elif evidence(inner) >= 1.2:
        parts.name = inner
    else:
        parts.notes = (inner, *parts.notes)


def _short_form(inner: str) -> str:
    """The abbreviation that is all of a bracket, its year apart."""
    known = _whole_known(inner)
    bare = _bare(inner)
    if known and known.abbrev:
        return _spelt(bare, known)
    if " " not in bare and 2 <= len(bare) <= 14 and sum(c.isupper() for c in bare) >= 2:
        return re.sub(r"['’]?\d{2}$", "", bare)
    match = ACRONYM.match(bare)
    return match[1] if match and len(bare.split()) <= 2 else ""


def _spelt(printed: str, venue: knowledge.Venue) -> str:
    """The abbreviation as it is usually spelt; another short form of the venue as printed."""
    return venue.abbrev if printed.casefold() == venue.abbrev.casefold() else printed


def _distinction(inner: str) -> tuple[str, str]:
    """("oral", "1% of all submissions") of "oral: 1% of all submissions"; empty if it is none."""
    match = knowledge.phrase_pattern("distinctions").search(inner)
    if not match or len(inner) > 160:
        return "", ""
    head, _, detail = re.sub(r"\s*[,;:]\s*", "\0", inner, count=1).partition("\0")
    if not knowledge.phrase_pattern("distinctions").search(head):
        return inner.strip(" ."), ""
    return re.sub(r"\s+talk$", "", head.strip(" ."), flags=re.I) if not re.search(
        r"award|best", head, re.I
    ) else head.strip(" ."), detail.strip(" .")


def _with_open_distinction(found: Appearance, body: str) -> Appearance:
    """The distinction that follows the venue as a sentence: "… (ICLR 2020). Oral presentation."."""
    if found.distinction or found.kind == "thesis":
        return found
    for part in re.split(r"[.;]\s+|,\s+(?=[A-Z])", body)[1:]:
        if len(part.split()) <= 6 and not dates.last(part):
            head, detail = _distinction(part.strip(" ."))
            if head:
                return replace(found, distinction=head, detail=detail)
    return found


def status(text: str) -> str:
    """submitted or forthcoming where the text says so, else empty."""
    if knowledge.phrase_pattern("status_submitted").search(text):
        return "submitted"
    return "forthcoming" if knowledge.phrase_pattern("status_forthcoming").search(text) else ""


def _venue(parts: _Parts) -> tuple[str, knowledge.Venue | None]:
    """(the abbreviation that is printed, the venue that is known)."""
    for words in ("status_submitted", "status_forthcoming"):
        parts.body = knowledge.phrase_pattern(words).sub(" ", parts.body).strip(" ,.;:")
    named = knowledge.find_venue_name(parts.name) if parts.name else None
    named = named or knowledge.find_venue_name(parts.body)
    if parts.abbrev:
        return parts.abbrev, knowledge.venue_abbreviations().get(parts.abbrev.casefold()) or named
    known = _whole_known(parts.body)
    if known and known.abbrev:
        return _spelt(_bare(parts.body), known), known
    match = _known_exact().search(parts.body)
    if match and not (
        named
        and len(parts.body.split()) > 5
        and match[0].casefold() not in parts.body.casefold().split()[:2]
        and not re.search(rf",\s*{re.escape(match[0])}\s*(?:,|['’]?\d|$)", parts.body)
    ):
        known = knowledge.venue_abbreviations()[match[0].casefold()]
        return ("" if known.name == match[0] and not known.abbrev else match[0]), known
    return _unknown_short(parts.body) if not named else "", named


def _unknown_short(body: str) -> str:
    """An acronym nobody listed, where it stands with nothing but its year."""
    bare = _bare(body)
    match = ACRONYM.fullmatch(bare)
    if match and dates.last(body):
        return re.sub(r"['’]?\d{2}$", "", bare)
    return ""


def _kind(text: str, body: str, abbrev: str, venue: knowledge.Venue | None, has_arxiv: bool) -> str:
    for kind, words in KINDS:
        if knowledge.phrase_pattern(words).search(text):
            return kind
    if status(text) == "submitted":
        return "preprint"  # where it was sent to is not where it came out
    if venue:
        return venue.kind
    rest = spans.ARXIV.sub(" ", body)
    if NUMBERED.search(re.sub(r"arxiv.*$", "", text, flags=re.I | re.S)) and not MEETING.search(
        rest
    ):
        return "chapter" if EDITED.search(rest) else "journal"
    if EDITED.search(rest):
        return "chapter"
    for kind, words in LATE_KINDS:
        if knowledge.phrase_pattern(words).search(rest):
            return kind
    if has_arxiv and not abbrev:
        return "preprint"
    if abbrev:
        return "conference"
    if VOLUME.search(rest) or WORDED_VOLUME.search(rest):
        return "journal"
    return "preprint" if status(text) else "other"


def _name(parts: _Parts, abbrev: str, kind: str) -> str:
    """The name of the venue as printed, if more than its abbreviation is printed."""
    if parts.name:
        return parts.name
    body = parts.body
    if kind == "thesis":
        return _thesis_place(body)
    cut = dates.last(body)
    head = (body[: cut.start] if cut and cut.start > 3 else body).strip(" .,;:(")
    name = LEAD.sub("", head).strip(" .,;:(")
    return "" if name.casefold() in (abbrev.casefold(), "") or kind == "preprint" else name


def _thesis_place(body: str) -> str:
    """The institution of "Ph.D. dissertation, The Example University. 2021."."""
    parts = [p.strip(" .()") for p in re.split(r",|;|\.\s+(?=[^\W\d_a-z]|\d)", body)]
    parts = [
        p
        for p in parts
        if p
        and not knowledge.phrase_pattern("thesis_words").search(p)
        and p.casefold() not in knowledge.words("degrees")
        and not dates.find_all(p)
    ]
    named = [p for p in parts if knowledge.phrase_pattern("institution_words").search(p)]
    return (named or parts or [""])[0]


def _with_numbers(found: Appearance, body: str) -> Appearance:
    """Volume, issue and pages, where the text has them."""
    if found.kind not in ("journal", "conference", "chapter", "other", "book"):
        return found
    volume, issue = VOLUME.search(body), WORDED_ISSUE.search(body)
    worded, pages = WORDED_VOLUME.search(body), PAGES.search(body)
    return replace(
        found,
        volume=volume[1] if volume else worded[1] if worded else "",
        issue=volume[2] if volume else issue[1] if issue else "",
        pages=(pages[1] or pages[2]).replace(" ", "") if pages else "",
    )
