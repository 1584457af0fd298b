"""Works as CSL-JSON, the data of citation processors: pandoc, Zotero, citeproc.

https://github.com/citation-style-language/schema, csl-data.json; the types are those of CSL 1.0.2,
where `article` is a preprint and `document` whatever has no type of its own.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from core.partial_dates import PartialDate
from exports.keys import unique_keys
from exports.names import Name
from exports.references import UNPUBLISHED, Reference

TYPES = {
    "journal": "article-journal",
    "conference": "paper-conference",
    "workshop": "paper-conference",
    "preprint": "article",
    UNPUBLISHED: "manuscript",
    "book": "book",
    "chapter": "chapter",
    "thesis": "thesis",
    "report": "report",
    "patent": "patent",
    "software": "software",
    "dataset": "dataset",
}


def items(refs: Iterable[Reference]) -> str:
    """A list of items; the id of each is its BibTeX key, so that both can be cited alike."""
    refs = list(refs)
    keys = unique_keys(refs)
    found = [item(ref, keys[ref.row]) for ref in refs]
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def item(ref: Reference, named: str) -> dict[str, Any]:
    """One item, with the variables of which something is known."""
    pages = "-".join(page for page in (ref.first_page, ref.last_page) if page)
    variables = {
        "id": named,
        "type": TYPES.get(ref.kind, "document"),
        "title": ref.title,
        "author": [_name(name) for name in ref.authors],
        "issued": _date(ref.date),
        "container-title": ref.container,
        "publisher": ref.published_by,
        "volume": ref.volume,
        "issue": ref.issue,
        "page": pages,
        "genre": _genre(ref),
        "number": f"arXiv:{ref.arxiv}" if ref.arxiv and ref.kind == "preprint" else "",
        "status": ref.status.lower(),
        "DOI": ref.doi,
        "URL": ref.address or ref.page,
        "note": "and other authors" if ref.has_more_authors else "",
        "keyword": ", ".join(ref.keywords),
        "abstract": ref.abstract,
    }
    return {name: value for name, value in variables.items() if value}


def _genre(ref: Reference) -> str:
    if ref.kind == "thesis":
        return "Master’s thesis" if ref.is_masters else "PhD thesis"
    return "Preprint" if ref.kind == "preprint" else ""


def _name(name: Name) -> dict[str, Any]:
    if name.literal:
        return {"literal": name.literal}
    parts = {
        "family": name.family,
        "given": name.given,
        "non-dropping-particle": name.particle,
        "suffix": name.suffix,
        "static-ordering": name.family_first,
    }
    return {part: value for part, value in parts.items() if value}


def _date(date: PartialDate | None) -> dict[str, Any]:
    if not date or not date.year:
        return {}
    return {"date-parts": [[part for part in (date.year, date.month, date.day) if part]]}
