"""The venue text of a record taken apart: one Appearance."""

from __future__ import annotations

import re
from dataclasses import dataclass

from importer import knowledge
from importer.parse import dates, distinctions, spans, status, venue_kinds, venue_numbers
from importer.parse.venue_evidence import LEAD, evidence, known_exact, whole_known, without_year
from importer.records import Appearance

ACRONYM = re.compile(
    r"(?<![\w-])([A-Z][A-Za-z0-9]{0,15}[A-Z][A-Za-z0-9]{0,15}"
    r"(?:[-/&][A-Z][A-Za-z0-9]{0,15}){0,3})(?:\s*['’ -]?\s*(?:19|20)?\d\d)?(?!\w)"
)
ACRONYM_ALONE = re.compile(r"[A-Z]{3,12}(?:-[A-Z]{1,3})?(?![\w-])")
PUBLISHED = re.compile(
    r"(?:[^\W\d_a-z][\w.’'-]+(?:\s[A-Z][a-z]+)?:\s+)?"
    r"(?P<publisher>[^\W\d_a-z][^,:\d]{2,60}),\s+(?:forthcoming\s+)?(?:19|20)\d\d$"
)
NUMBER_BEFORE = re.compile(r"(?:[:–—]|\d-{1,2}|\)\s*[:,]|\bpp?\.|\d\s*:)\s*$", re.I)
NUMBER_AFTER = re.compile(r"(?:-{1,2}|–|—)\d")
NUMBER_AT_END = re.compile(r"\d\s*[,:]\s*\d{4}$")
ISBN = re.compile(r"\bISBN\b[\s:]*[\dX-]*", re.I)
# What follows the short name of a meeting that nobody listed: its year and place, or what it is.
MEETS = re.compile(
    r"\s?['’]?(?:19|20)\d\d(?:,\s+[^\W\d_]|$)|\s+(?:workshop|symposium)(?:,|$)", re.I
)
EARLIEST, LATEST = "1900", "2035"  # other numbers that may be pages are no years of works
SHORT_DATED = re.compile(r"[A-Z][\w+&/-]+\s?['’]?\d{2,4}\b")
# Where the volume and the pages begin behind the name of a journal: "Mud Letters 27: 333-40".
NUMBERS = re.compile(
    r"[.,;:]?\s+(?:vol(?:ume|\.)?\s*)?\d{1,4}(?!\d)[A-Z]?"
    r"(?:\s*\([\w–-]{1,12}\)|\s*:\s*[A-Za-z]{0,2}\d|(?:,\s*|\s+)(?:pp?\.\s*)?\d+(?!\w))"
    r"|[.,;:]\s+(?:pp?\.|pages|vol(?:ume|\.)|no\.)\s*\d",
    re.I,
)
OF_BODY = re.compile(
    r"proceedings\s+of\s+the\s+(?:[\w.]+\s+){0,3}(?:academy|society|institution|association)\b",
    re.I,
)
ACCEPTED = re.compile(r"^(?:to|for|from)\s+(?=[^\W\d_a-z])")  # what "accepted" leaves before it
FEW_WORDS = 8
FAR = 10  # years: the one in the body is the number of a page
LONGEST = 600  # characters of a venue text that are looked at
BRACKET = re.compile(r"(?<!\d)\(([^()]{0,300})\)")


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


def parse(text: str) -> Appearance:
    """The form of a work that a venue text describes, as far as the text tells."""
    printed = text.strip()
    text = ISBN.sub("", printed[:LONGEST])
    parts = _brackets(text)
    ids = spans.arxiv_ids(text)
    doi = spans.DOI.search(text)
    dated = _date(parts.body, ids, sure=bool(parts.date))
    if dated and parts.date and _is_no_year(parts, dated):
        dated = None
    abbrev, venue = _venue(parts)
    kind = venue_kinds.kind(text, parts.body, abbrev, venue)
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
        status=parts.status or status.of(text),
        doi=doi[0] if doi else "",
        arxiv_id=ids[0] if ids else "",
        distinction=parts.distinction,
        detail=parts.detail,
        note="; ".join(parts.notes),
    )
    return venue_numbers.added(distinctions.from_body(found, parts.body), parts.body)


def told_alone(text: str) -> Appearance | None:
    """The form that a short text describes by its known abbreviation and a year and little else
    ("ICML 2017 Workshop on Rain"); None for any other."""
    if len(text.split()) > FEW_WORDS or not SHORT_DATED.match(text):
        return None
    form = parse(text)
    known = form.venue_abbrev.casefold() in knowledge.venue_abbreviations()
    return form if known and form.date and not form.distinction else None


def _date(body: str, ids: tuple[str, ...], sure: bool) -> dates.Dated | None:
    """The last date of the text that is no part of an identifier; the number of a page or of an
    article that could be a year is one only where no other is, and only a `sure` one is wanted."""
    for arxiv_id in ids:
        body = body.replace(arxiv_id, " ")
    body = spans.DOI.sub(" ", spans.URL.sub(" ", body))
    found = [d for d in dates.find_all(body) if not d.iso.startswith("-")]
    plain = [d for d in found if not _is_number(body, d)]
    likely = plain or [d for d in found if not sure and EARLIEST <= d.iso[:4] <= LATEST]
    return likely[-1] if likely else None


def _is_no_year(parts: _Parts, dated: dates.Dated) -> bool:
    """Whether what seems a year beside one in brackets is a number: "2016 Annals of Mud (2017)",
    "Mud 4, 2017 (2020)", "4 Mud 1877 (2020)"."""
    if not parts.body[: dated.start].strip() or NUMBER_AT_END.search(parts.body[: dated.end]):
        return True
    return len(dated.iso) == 4 and _apart(dated.iso, parts.date) > FAR


def _apart(one: str, two: str) -> int:
    """The years between two dates; none where one of them tells no year."""
    years = [int(each[:4]) for each in (one, two) if each[:4].isdigit()]
    return abs(years[0] - years[1]) if len(years) == 2 else 0


def _is_number(body: str, dated: dates.Dated) -> bool:
    """Whether a year may be a number of pages or articles, by what stands around it."""
    if len(dated.iso) > 4:
        return False
    before, after = body[: dated.start], body[dated.end :]
    return bool(NUMBER_BEFORE.search(before) or NUMBER_AFTER.match(after)) or dated.iso > LATEST


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
    found = status.of(inner)
    dated = dates.last(inner)
    head, detail = distinctions.in_text(inner)
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
    known = whole_known(inner)
    bare = without_year(inner)
    if known and known.abbrev:
        return _spelt(bare, known)
    if " " not in bare and 2 <= len(bare) <= 14 and sum(c.isupper() for c in bare) >= 2:
        return re.sub(r"['’]?\d{2}$", "", bare)
    match = ACRONYM.match(bare)
    return match[1] if match and len(bare.split()) <= 2 else ""


def _spelt(printed: str, venue: knowledge.Venue) -> str:
    """The abbreviation as it is usually spelt; another short form of the venue as printed."""
    return venue.abbrev if printed.casefold() == venue.abbrev.casefold() else printed


def _venue(parts: _Parts) -> tuple[str, knowledge.Venue | None]:
    """(the abbreviation that is printed, the venue that is known)."""
    for words in ("status_submitted", "status_forthcoming"):
        parts.body = knowledge.phrase_pattern(words).sub(" ", parts.body).strip(" ,.;:")
    named = knowledge.find_venue_name(parts.name) if parts.name else None
    named = named or knowledge.find_venue_name(parts.body)
    if parts.abbrev:
        return parts.abbrev, knowledge.venue_abbreviations().get(parts.abbrev.casefold()) or named
    known = whole_known(parts.body)
    if known and known.abbrev:
        return _spelt(without_year(parts.body), known), known
    match = known_exact().search(spans.DOI.sub(" ", parts.body))
    if match and not (
        named
        and len(parts.body.split()) > 5
        and match[0].casefold() not in parts.body.casefold().split()[:2]
        and not re.search(rf",\s*{re.escape(match[0])}\s*(?:,|['’]?\d|$)", parts.body)
    ):
        if named and match[0].casefold() in knowledge.venue_words(named.name):
            return "", named  # the beginning of a longer name: "JAMA Internal Medicine"
        known = knowledge.venue_abbreviations()[match[0].casefold()]
        return ("" if known.name == match[0] and not known.abbrev else match[0]), known
    return _unknown_short(parts.body) if not named else "", named


def _unknown_short(body: str) -> str:
    """An acronym nobody listed, where it stands with nothing but its year, or before the year and
    the place of a meeting, or where something is said to come out."""
    body = ACCEPTED.sub("", body)
    bare = without_year(body)
    led = ACRONYM_ALONE.match(LEAD.sub("", body))
    if led and MEETS.match(led.string, led.end()):
        return led[0]
    match = ACRONYM.fullmatch(bare)
    if match and (dates.last(body) or body.startswith(("in ", "at "))):
        return re.sub(r"['’]?\d{2}$", "", bare)
    return ""


def _name(parts: _Parts, abbrev: str, kind: str) -> str:
    """The name of the venue as printed, if more than its abbreviation is printed."""
    if parts.name:
        return parts.name
    body = parts.body
    if kind == "thesis":
        return _thesis_place(body)
    cut = dates.last(body)
    head = (body[: cut.start] if cut and cut.start > 3 else body).strip(" .,;:(")
    head = NUMBERS.split(spans.URL.split(head)[0])[0].strip(" .,;:(") or head
    head = ACCEPTED.sub("", head)
    name = (head if _is_whole(head) else LEAD.sub("", head)).strip(" .,;:(")
    return "" if name.casefold() in (abbrev.casefold(), "") or kind == "preprint" else name


def _is_whole(head: str) -> bool:
    """Whether "Proceedings of the …" belongs to the name, as that of a journal: what follows names
    a learned body and no meeting."""
    after = OF_BODY.match(head)
    return bool(after) and not knowledge.phrase_pattern("conference_words").search(head, 12)


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
