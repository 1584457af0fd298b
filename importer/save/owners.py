"""What pages tell of their owners, and by that which page is which."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import reduce
from hashlib import blake2s
from operator import or_

from importer.journal import write as journal
from importer.match.alike import alike
from importer.match.signs import NOTHING, Signs, related, signs_of, unlike
from importer.models import ImportedPage, ImportedRecord
from importer.names import printed_names
from importer.records import Reading, Record, from_json
from importer.save.aligning import payload_of, text_of


def told_by(page: ImportedPage, types: Sequence[str] = ()) -> Signs:
    """What the records of a page (those of some types, where any are given) tell of its owner."""
    rows = ImportedRecord.objects.accepted().filter(page=page).only("type", "payload")
    rows = rows.filter(type__in=types) if types else rows
    return _told(page.owner_name, (from_json(row.type, row.payload) for row in rows))


def _told(owner: str, records: Iterable[Record]) -> Signs:
    """Of other prints of the owner's name nobody knows whether they are company."""
    signs = (
        signs_of(record, (name for name in printed_names(record) if not alike(name, owner)))
        for record in records
    )
    return reduce(or_, signs, NOTHING)


def page_of(reading: Reading) -> ImportedPage:
    """The page that was read before and is now as this reading says, or a new one.

    Of the pages whose file has this name it is the one of the same owner in the same layout, or
    one that has half of the records (of the shorter of the two) word for word. Any other is
    another page: taken for this one, it would lose all that it said. So is that of another
    person of the owner's name.
    """
    pages = list(ImportedPage.objects.filter(name=reading.page).order_by("pk"))
    if page := _of_owner(reading, pages):
        return page
    said = Counter(text_of(payload_of(record)) for record in reading.told)
    for page in pages:
        had = Counter(text_of(row.as_read or row.payload) for row in page.records.all())
        common = (had & said).total()
        if not had or (common and 2 * common >= min(had.total(), said.total())):
            return page
    return ImportedPage(name=reading.page)


def _of_owner(reading: Reading, pages: Iterable[ImportedPage]) -> ImportedPage | None:
    if not reading.owner:
        return None
    owner = reading.owner.name
    same = [page for page in pages if (page.owner_name, page.kind) == (owner, reading.kind)]
    if not same:
        return None
    told = _told(owner, reading.told)
    fitting = [(page, before) for page in same if not unlike(before := told_by(page), told)]
    fitting.sort(key=lambda each: not related(each[1], told))
    return fitting[0][0] if fitting else None


def tell_twins_apart(page: ImportedPage, reading: Reading) -> None:
    """Pages that agree in name, layout and the name of the owner get a mark that tells them
    apart, whichever was imported first. To be called before the page is saved."""
    same = {"name": page.name, "kind": page.kind, "owner_name": page.owner_name}
    others = list(ImportedPage.objects.filter(**same).exclude(pk=page.pk))
    for other in others:
        if not other.twin:
            other.twin = _digest(told_by(other))
            journal.save(other, "twin")
    if others and not page.twin:
        page.twin = _digest(_told(page.owner_name, reading.told))


def _digest(signs: Signs) -> str:
    told = repr([sorted(getattr(signs, name)) for name in Signs.__dataclass_fields__])
    return blake2s(told.encode(), digest_size=6).hexdigest()
