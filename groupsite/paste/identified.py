"""What a DOI, an arXiv number or an address tells by itself: no other machine is asked."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import unquote, urlsplit

from importer.match.dates import arxiv_span
from importer.records import Appearance as Form
from importer.records import Link, PublicationRecord
from publications.models import Appearance
from publications.models.appearance import ARXIV_ID, DOI

ADDRESS = re.compile(r"(?:https?://|www\.)\S+\.\S+$|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}/\S+$", re.I)
CATEGORY = re.compile(r"\s*\[([a-z-]+(?:\.[A-Za-z-]{2,})?)\]$")
ARXIV_DOI = re.compile(r"10\.48550/arxiv\.(\S+)", re.I)
ARXIV_PATH = re.compile(r"/(?:abs|pdf|html|format)/(.+?)(?:v\d+)?(?:\.pdf)?/?$", re.I)
DOI_IN_PATH = re.compile(r"/(10\.\d{4,9}/[^?#\s]+)")
# What publishers put behind the DOI in the addresses of their pages.
BEHIND = re.compile(r"(?:[./](?:pdf|epdf|full|fulltext|abstract|html|meta|summary))+/?$", re.I)
# Within a line of text; there a bare number of arXiv's is part of what the importer reads.
DOI_IN_TEXT = re.compile(
    r"(?:https?://(?:dx\.)?doi\.org/|\bdoi:\s*|\bDOI\s+)(10\.\d{4,9}/[^\s,;]*[^\s,;.)\]])", re.I
)
ARXIV_IN_TEXT = re.compile(r"https?://arxiv\.org/(?:abs|pdf|html)/([^\s,;)\]]*[^\s,;.)\]])", re.I)
CODE = ("github.com", "gitlab.com", "bitbucket.org", "codeberg.org")


def identified(text: str) -> PublicationRecord | None:
    """The work that a lone identifier or address tells of, without a title; None for any other
    text."""
    text = text.strip().strip("<>")
    category = CATEGORY.search(text)
    bare = text[: category.start()] if category else text
    if re.search(r"\s", re.sub(r"^(?:doi|arxiv):\s*", "", bare, flags=re.I)):
        return None
    form = _form(bare)
    if form:
        return _record(form, category=category[1] if category else "")
    if ADDRESS.match(text):
        url = text if "://" in text else f"https://{text}"
        return _of_address(url)
    return None


def _form(text: str) -> Form | None:
    """The form with that identifier; None where the text is none."""
    compact = re.sub(r"\s", "", text)
    doi = _bare("doi", compact)
    if found := ARXIV_DOI.fullmatch(doi):
        compact = found[1]
    arxiv_id = _bare("arxiv_id", compact)
    if re.fullmatch(ARXIV_ID, arxiv_id):
        return Form(kind="preprint", arxiv_id=arxiv_id, date=month_of(arxiv_id))
    return Form(kind="", doi=doi) if re.fullmatch(DOI, doi) else None


def _bare(name: str, text: str) -> str:
    return str(Appearance._meta.get_field(name).to_python(text) or "")


def _of_address(url: str) -> PublicationRecord:
    parts = urlsplit(url)
    host, path = (parts.hostname or "").removeprefix("www."), unquote(parts.path)
    if host.endswith("arxiv.org") and (found := ARXIV_PATH.search(path)):
        form = _form(found[1])
    elif found := DOI_IN_PATH.search(path):
        form = _form(BEHIND.sub("", found[1]))
    else:
        form = None
    return _record(form) if form else _record(links=(Link(label_of(url), url),))


def label_of(url: str) -> str:
    """What a link to that address would say: what it leads to, or else where."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    if parts.path.casefold().endswith(".pdf"):
        return "PDF"
    return "code" if host in CODE else host[:80] or "link"


def month_of(arxiv_id: str) -> str:
    """``2023-06`` for 2306.02601: when the number was given."""
    span = arxiv_span(arxiv_id)
    return f"{span[0] // 12}-{span[0] % 12 + 1:02}" if span else ""


def _record(
    form: Form | None = None, links: tuple[Link, ...] = (), category: str = ""
) -> PublicationRecord:
    return PublicationRecord(
        lines=(1, 1),
        title="",
        appearances=(form,) if form else (),
        links=links,
        category=category,
    )


def taken_out(line: str) -> tuple[str, dict[str, str]]:
    """(the line without the addresses of its identifiers, these by their fields)."""
    found: dict[str, str] = {}
    for pattern in (DOI_IN_TEXT, ARXIV_IN_TEXT):
        for match in pattern.finditer(line):
            form = _form(match[1])
            if form and (form.doi or form.arxiv_id):
                key = "arxiv_id" if form.arxiv_id else "doi"
                found.setdefault(key, form.arxiv_id or form.doi)
        line = pattern.sub("", line)
    return line.strip(" ,;"), found


def put_back(record: PublicationRecord, ids: dict[str, str]) -> PublicationRecord:
    """The record with identifiers that its lines name, where it lacks them."""
    if not ids:
        return record
    first, *others = record.appearances or (Form(kind="preprint" if "arxiv_id" in ids else ""),)
    missing = {name: value for name, value in ids.items() if not getattr(first, name)}
    return replace(record, appearances=(replace(first, **missing), *others))
