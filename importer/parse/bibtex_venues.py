"""In which form a BibTeX entry came out: kind, venue, date and numbers, as far as it tells.

Fields are misused in known ways: an arXiv number in `doi`, a publisher in `journal`, the title of
the book in `chapter`, a status in `year`. What a field holds decides, then its name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from importer import knowledge
from importer.parse import dates, spans, status, venues
from importer.parse.bibtex_values import address, plain
from importer.records import Appearance

PUBLISHERS = re.compile(
    r"^(?:springer|elsevier|wiley|ieee(?: press)?|acm(?: press)?|mit press|birkh.user|de gruyter|"
    r"north-holland|crc press|world scientific|taylor (?:&|and) francis|.{3,40} university press)"
    r"(?:[ ,-].{0,30})?$",
    re.I,
)
ARXIV_LEAD = re.compile(r"^.*?(?:arxiv\.org/\w+/|10\.48550/arxiv\.)", re.I)
HELD = frozenset(
    "title subtitle author editor journal journaltitle booktitle maintitle school institution "
    "howpublished eventtitle year month day date volume number issue pages publisher doi eprint "
    "archiveprefix note abstract chapter award distinction crossref primaryclass".split()
) | frozenset(knowledge.table("bibtex")["fields"]["links"])
LATE = ("thesis", "patent", "software", "dataset", "book")  # kinds that a venue does not change


def appearance(entry_type: str, fields: Mapping[str, str]) -> Appearance:
    """The form that an entry describes."""
    venue, publisher = _venue(entry_type, fields)
    told = venues.parse(venue) if venue else Appearance(kind="other")
    arxiv = _arxiv(fields)
    state, date, printed = _date(fields)
    note = plain(fields.get("note", ""))
    distinction = plain(fields.get("award", "") or fields.get("distinction", ""))
    if not distinction and note and knowledge.phrase_pattern("distinctions").search(note):
        distinction = note
    return Appearance(
        kind=_kind(entry_type, told, venue, arxiv),
        venue_abbrev=told.venue_abbrev,
        venue_name=told.venue_name or ("" if told.venue_abbrev else venue),
        venue_printed=", ".join(p for p in (venue, publisher) if p),
        date=date or told.date,
        date_printed=printed or told.date_printed,
        status=state or told.status or status.of(note),
        volume=plain(fields.get("volume", "")) or told.volume,
        issue=plain(fields.get("number", "") or fields.get("issue", "")) or told.issue,
        pages=re.sub(r"\s*(?:-{1,3}|–|—)\s*", "–", plain(fields.get("pages", ""))) or told.pages,
        publisher=publisher,
        doi=_doi(fields),
        arxiv_id=arxiv,
        distinction=distinction or told.distinction,
    )


def _venue(entry_type: str, fields: Mapping[str, str]) -> tuple[str, str]:
    """(venue, publisher), each where it belongs."""
    publisher = plain(fields.get("publisher", ""))
    for name in knowledge.table("bibtex")["fields"]["venue"]:
        venue = plain(fields.get(name, ""))
        if not venue or spans.URL.match(venue):
            continue
        if name == "journal" and not publisher and PUBLISHERS.match(venue):
            publisher = venue
            continue
        return venue, publisher
    chapter = plain(fields.get("chapter", ""))
    return ("" if re.fullmatch(r"[\dIVXLC.]*", chapter) else chapter), publisher


def _kind(entry_type: str, told: Appearance, venue: str, arxiv: str) -> str:
    """The kind by the entry's type, corrected by a venue that is known to be another."""
    kind: str = knowledge.table("bibtex")["kinds"].get(entry_type, "")
    if kind in LATE:
        return kind
    if told.kind == "preprint" or not venue and arxiv:
        return "preprint"
    if kind == "chapter":
        return "workshop" if told.kind == "workshop" else kind
    if told.kind == "workshop" and kind in ("conference", "journal", ""):
        return "workshop"
    known = knowledge.find_venue_name(venue)
    if known and kind in ("journal", "conference", ""):
        return known.kind
    return kind or (told.kind if venue else "other")


def _arxiv(fields: Mapping[str, str]) -> str:
    """The arXiv number, wherever it stands."""
    eprint = address(fields.get("eprint", ""))
    if eprint and (found := spans.arxiv_ids(eprint) or spans.arxiv_ids(f"arXiv:{eprint}")):
        return found[0]
    for name in ("doi", "journal", "url", "arxiv", "pdf", "html", "note", "volume", "howpublished"):
        value = address(fields.get(name, ""))
        # A bare number of that form is an arXiv number only where arXiv is named.
        if "arxiv" in value.casefold() or name == "arxiv":
            found = spans.arxiv_ids(ARXIV_LEAD.sub("arXiv:", value))
            if found:
                return found[0]
    return ""


def _doi(fields: Mapping[str, str]) -> str:
    """The DOI without its resolver; arXiv's own are arXiv numbers."""
    for name in ("doi", "url"):
        match = spans.DOI.search(address(fields.get(name, "")))
        if match and (name == "doi" or "doi.org" in fields[name]):
            return "" if "arxiv" in match[0].casefold() else match[0]
    return ""


def _date(fields: Mapping[str, str]) -> tuple[str, str, str]:
    """(status, partial date, the date as printed)."""
    year, month = plain(fields.get("year", "")), plain(fields.get("month", ""))
    whole = plain(fields.get("date", ""))
    dated = dates.last(whole.split("/")[0]) or dates.last(year)
    plain_year = re.search(dates.YEAR, year)
    iso = dated.iso if dated else plain_year[0] if plain_year else ""
    printed = whole or " ".join(p for p in (month, year) if p)
    if len(iso) == 4 and month:
        iso = _with_month(iso, month, plain(fields.get("day", "")))
    return status.of(year), iso, printed if iso else ""


def _with_month(year: str, month: str, day: str) -> str:
    """The year with a month that is a number or a name ("june", "5", "10 May")."""
    found = dates.find_all(f"{month} {year}")
    if month.isdigit() and 1 <= int(month) <= 12:
        iso = f"{year}-{int(month):02d}"
    else:
        iso = next((d.iso for d in found if d.iso.startswith(f"{year}-")), year)
    if len(iso) == 7 and day.isdigit() and 1 <= int(day) <= 31:
        return f"{iso}-{int(day):02d}"
    return iso
