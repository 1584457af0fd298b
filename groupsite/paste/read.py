"""A pasted text as records of works, by the importer's own readers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from groupsite.paste.identified import identified, put_back, taken_out
from importer.parse import parse
from importer.records import PublicationRecord, UnreadLine
from importer.review.assign import read_as
from importer.sources import load

LONGEST = 20_000  # characters
MOST = 50  # works
BIBTEX = re.compile(r"\s*(?:%[^\n]*\n\s*)*@\s*[a-z]+\s*[{(]", re.I)
# A field in the middle of another: a brace or a comma between the two is missing.
LEAKED = re.compile(
    r"\b(?:author|editor|title|year|journal|booktitle|publisher|volume|pages)\s*=", re.I
)
HEADING = "Publications\n\n"
SAYS = "Paste BibTeX, a citation, a title, a DOI, an arXiv number or an address."


@dataclass(frozen=True, slots=True)
class Pasted:
    """The works that the text tells of, and its lines that tell of none; (`name`, `page`) is a
    page with such a text, as an import takes it, in which the records have the same lines."""

    records: tuple[PublicationRecord, ...]
    unread: tuple[str, ...] = ()
    name: str = "pasted.txt"
    page: str = ""


def read(text: str) -> Pasted:
    """What the text says. Raises ValueError with a sentence for an editor where it says nothing,
    is too long, or is BibTeX that cannot be taken apart."""
    text = text.strip()
    if not text:
        raise ValueError(SAYS)
    if len(text) > LONGEST:
        raise ValueError(
            f"This has {len(text):,} characters; up to {LONGEST:,} can be read here. Paste fewer"
            " works, or import it as a page."
        )
    if record := identified(text):
        return Pasted((record,))
    pasted = _bibtex(text) if BIBTEX.match(text) else _citations(text)
    if len(pasted.records) > MOST:
        number = len(pasted.records)
        raise ValueError(f"These are {number} works: paste up to {MOST}, or import them as a page.")
    return pasted


def _bibtex(text: str) -> Pasted:
    name = "pasted.bib"
    reading = parse(load(name, text.encode()))
    records = tuple(reading.of_type(PublicationRecord))
    unread = _lines(reading.unread)
    for record in records:
        if LEAKED.search(" ".join([record.title, *(author.name for author in record.authors)])):
            line = text.splitlines()[record.lines[0] - 1].strip()
            raise ValueError(
                f"In the entry that begins with “{line[:60]}” a brace or a comma is missing: mend"
                " it, and paste it again."
            )
    if not records:
        first = unread[0] if unread else text.splitlines()[0]
        raise ValueError(
            f"No entry with a title could be read in this BibTeX. Look at “{first[:60]}”: a brace,"
            " a comma, the key or the title may be missing."
        )
    return Pasted(records, unread, name, text)


def _citations(text: str) -> Pasted:
    lines, ids = [], {}
    for number, line in enumerate(text.splitlines(), 1):
        rest, ids[number] = taken_out(line)
        lines.append(rest)
    if not re.search(r"[^\W\d_]{3}", " ".join(lines)):
        raise ValueError(f"No title is in what you pasted. {SAYS}")
    reading = parse(load("pasted.txt", (HEADING + "\n".join(lines) + "\n").encode()))
    records = tuple(reading.of_type(PublicationRecord))
    before = HEADING.count("\n")
    if not records:
        record = read_as("publication", " ".join(filter(None, lines)))
        assert isinstance(record, PublicationRecord)
        every = {name: value for found in ids.values() for name, value in found.items()}
        return Pasted((put_back(record, every),))
    return Pasted(
        tuple(
            put_back(record, _of_lines(record.lines[0] - before, record.lines[1] - before, ids))
            for record in records
        ),
        _lines(reading.unread),
        page=f"{HEADING}{text}\n",
    )


def _of_lines(first: int, last: int, ids: dict[int, dict[str, str]]) -> dict[str, str]:
    """The identifiers on the lines of a record, and on those right below that hold nothing else."""
    found: dict[str, str] = {}
    for number in range(first, last + 1):
        found |= ids.get(number, {})
    return found


def _lines(unread: Sequence[UnreadLine]) -> tuple[str, ...]:
    return tuple(line.text for line in unread if not line.chrome)
