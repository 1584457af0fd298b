"""BibTeX files: each entry is a work.

Entries that cannot be taken apart stay unread, each line by its number, and the rest goes in;
so do lines of an entry whose field no record holds. An entry that others cross-reference gives
them what they lack; a volume of proceedings that serves only for this is no work of its own.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bibtexparser.model import Entry, ParsingFailedBlock, String
from bibtexparser.splitter import Splitter

from importer import knowledge
from importer.parse import bibtex_venues, owners, titles
from importer.parse.bibtex_values import address, people, plain, resolve
from importer.parse.claims import Claims
from importer.records import Link, PersonRecord, PublicationRecord, Reading
from importer.sources import Document, Line

KIND = "bibtex"
CONTAINERS = ("proceedings", "collection", "book", "mvbook")

BEGINS = re.compile(r"@[ \t]*[a-z]+[ \t]*[{(]\s*[^\s,{}]+\s*,", re.I)

# What it says of broken entries is said by the lines left unread.
logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)


@dataclass(slots=True)
class Item:
    """An entry: its type, key, fields by name with their text, and the lines of each."""

    type: str
    key: str
    fields: dict[str, str]
    places: list[tuple[int, str]]
    lines: tuple[int, int]
    own: frozenset[str]


def fits(document: Document) -> bool:
    """Whether the source says so."""
    return document.format == "bibtex"


def read(document: Document, owner_hint: str) -> Reading:
    """The works of the file."""
    claims = Claims(document)
    items = list(_items(document))
    by_key = {item.key.casefold(): item for item in reversed(items)}
    parents = {_parent_key(item) for item in items} - {""}
    for item in items:
        _inherit(item, by_key)
    records, claimed, shared, furniture = [], set[int](), set[int](), set[int]()
    for item in items:
        only_for_others = item.key.casefold() in parents and item.type in CONTAINERS
        record = None if only_for_others else _record(item)
        if not record and not only_for_others:
            continue
        if record:
            records.append(record)
        held, ignored = _lines(item)
        furniture |= ignored
        (claimed if record else shared).update(held)
    claims.claim(*(line for line in document.lines if line.number in claimed))
    claims.order(*(line for line in document.lines if line.number in shared))
    return Reading(
        document.name,
        KIND,
        _owner(owner_hint, records),
        tuple(records),
        (),
        claims.unread(chrome=(line for line in document.lines if line.number in furniture)),
        claims.of_owner,
        claims.ordering,
    )


def _owner(hint: str, records: list[PublicationRecord]) -> PersonRecord | None:
    """Whose works they are, where the caller says so: files of a group have no one owner."""
    if not hint or not records:
        return None
    lines = (records[0].lines[0], records[-1].lines[1])
    forms = owners.other_forms(hint, records)
    return PersonRecord(lines=lines, name=hint, alternate_names=forms)


# ---------------------------------------------------------------- entries


def _items(document: Document) -> Iterator[Item]:
    """The entries that can be taken apart, abbreviations put in their place."""
    strings: dict[str, str] = {}
    for block in Splitter(_mended(document.lines)).split().blocks:
        known = block.ignore_error_block if isinstance(block, ParsingFailedBlock) else block
        if isinstance(known, String):
            strings[known.key.casefold()] = resolve(str(known.value), strings)
        elif isinstance(known, Entry):
            yield _item(known, strings)


def _mended(lines: Sequence[Line]) -> str:
    """The text of the file, each line at its number, without comments between the fields of an
    entry, and with the brace that an entry lacks where the next begins or the file ends."""
    text: list[str] = []
    number = depth = 0
    for line in lines:
        done = not text or text[-1].rstrip().endswith((",", "{"))
        begins = BEGINS.match(line.text)
        if begins and depth == 1 and text[-1].rstrip().endswith((",", "}", '"')):
            text.append("}")
        depth = 0 if begins else depth
        comment = line.text.startswith("%") and (done or not depth)
        body = "" if comment else line.text
        text.append("\n" * (line.number - number) + body)
        number = line.number
        plain_braces = body.replace("\\{", "").replace("\\}", "")
        depth = max(0, depth + plain_braces.count("{") - plain_braces.count("}"))
    return "".join(text) + "}" * (depth == 1)


def _item(entry: Entry, strings: Mapping[str, str]) -> Item:
    """An entry by its first value of each field; its lines count from 1 (a line feed leads)."""
    first = entry.start_line or 0
    last = first + (entry.raw or "").rstrip().count("\n")
    fields: dict[str, str] = {}
    for found in entry.fields:
        value = resolve(str(found.value), strings).strip()
        if value:
            fields.setdefault(found.key.strip().casefold(), value)
    places = [
        (first if f.start_line is None else f.start_line, f.key.strip().casefold())
        for f in entry.fields
    ]
    return Item(
        entry.entry_type.casefold(),
        entry.key.strip(),
        fields,
        places,
        (first, last),
        frozenset(fields),
    )


def _parent_key(item: Item) -> str:
    return item.fields.get("crossref", "").strip().casefold()


def _inherit(item: Item, by_key: Mapping[str, Item]) -> None:
    """Fill in what the cross-referenced entry says and this one does not."""
    parent = by_key.get(_parent_key(item))
    if parent is None or parent is item:
        return
    for name in knowledge.table("bibtex")["fields"]["inherited"]:
        if name in parent.fields:
            item.fields.setdefault(name, parent.fields[name])
    title = parent.fields.get("booktitle") or parent.fields.get("title")
    if title:
        item.fields.setdefault("booktitle", title)


def _lines(item: Item) -> tuple[set[int], set[int]]:
    """(the lines that the record holds, those of fields that are nobody's business)."""
    ignored = set(knowledge.table("bibtex")["fields"]["ignored"])
    held = set(range(item.lines[0], item.lines[1] + 1))
    furniture: set[int] = set()
    starts = [at for at, _ in item.places] + [item.lines[1]]
    used = {at for at, name in item.places if name in bibtex_venues.HELD} | {item.lines[0]}
    for (at, name), end in zip(item.places, starts[1:], strict=True):
        if name in bibtex_venues.HELD or at in used:
            continue
        body = set(range(at, max(at + 1, end)))
        held -= body
        furniture |= body if name in ignored else set()
    return held, furniture


# ---------------------------------------------------------------- the record


def _record(item: Item) -> PublicationRecord | None:
    """The work of an entry; None where it has no title."""
    fields = item.fields
    title = titles.clean_title(plain(fields.get("title", "")))
    if not title:
        return None
    if fields.get("subtitle"):
        title = f"{title}: {plain(fields['subtitle'])}"
    authors, truncated = people(fields.get("author") or fields.get("editor") or "")
    links = tuple(_links(fields))
    codes = {link.label.casefold() for link in links}
    return PublicationRecord(
        lines=item.lines,
        title=title,
        authors=authors,
        authors_truncated=truncated,
        appearances=(bibtex_venues.appearance(item.type, fields),),
        links=links,
        category=plain(fields.get("primaryclass", "")),
        abstract=plain(fields.get("abstract", "")),
        has_code=bool(codes & knowledge.words("code_labels")),
        note=plain(fields.get("note", "")),
    )


def _links(fields: Mapping[str, str]) -> Iterator[Link]:
    """The addresses of an entry; a file beside the page is a label alone."""
    for name in knowledge.table("bibtex")["fields"]["links"]:
        url = address(fields.get(name, ""))
        if re.match(r"https?://\S+$", url, re.I):
            yield Link(name, url)
        elif url and name not in ("url", "arxiv", "hal", "data") and " " not in url:
            yield Link(name)
