"""Works in RIS, which EndNote, Zotero, Mendeley and others read.

The tags are those of the format's makers, Research Information Systems, as
https://en.wikipedia.org/wiki/RIS_(file_format) lists them; lines end with CR and LF.
"""

from __future__ import annotations

from collections.abc import Iterable

from core.partial_dates import PartialDate
from exports.names import Name
from exports.references import UNPUBLISHED, Reference

TYPES = {
    "journal": "JOUR",
    "conference": "CONF",
    "workshop": "CONF",
    "preprint": "UNPB",
    UNPUBLISHED: "UNPB",
    "book": "BOOK",
    "chapter": "CHAP",
    "thesis": "THES",
    "report": "RPRT",
    "patent": "PAT",
    "software": "COMP",
    "dataset": "DATA",
}


def records(refs: Iterable[Reference]) -> str:
    return "".join(record(ref) for ref in refs)


def record(ref: Reference) -> str:
    """The record of one work, each tag on a line of its own, from TY to ER."""
    tags = [(tag, " ".join(value.split())) for tag, value in _tags(ref)]
    lines = [f"{tag}  - {value}" for tag, value in tags if value]
    return "\r\n".join([f"TY  - {TYPES.get(ref.kind, 'GEN')}", *lines, "ER  - ", ""])


def _tags(ref: Reference) -> list[tuple[str, str]]:
    degree = "Master's thesis" if ref.is_masters else "PhD thesis"
    return [
        ("TI", ref.title),
        *(("AU", _name(name)) for name in ref.authors),
        ("T2", ref.container),
        ("PY", ref.year),
        ("DA", _date(ref.date)),
        ("VL", ref.volume),
        ("IS", ref.issue),
        ("SP", ref.first_page),
        ("EP", ref.last_page),
        ("PB", ref.published_by),
        ("M3", degree if ref.kind == "thesis" else ""),
        ("DO", ref.doi),
        ("AN", f"arXiv:{ref.arxiv}" if ref.arxiv else ""),
        ("UR", ref.address or ref.page),
        *(("KW", word) for word in ref.keywords),
        ("N1", "and other authors" if ref.has_more_authors else ""),
        ("N1", ref.status),
        ("AB", ref.abstract),
    ]


def _name(name: Name) -> str:
    """``Family, Given, Suffix``; a group's name as it stands."""
    return name.literal or ", ".join(
        part for part in (name.whole_family, name.given, name.suffix) if part
    )


def _date(date: PartialDate | None) -> str:
    """``2024/05/14/``, its parts empty where they are not known."""
    if not date or not date.year:
        return ""
    parts = (f"{part:02d}" if part else "" for part in (date.month, date.day))
    return "/".join([str(date.year), *parts, ""])
