"""Grants: one row for a grant, whoever of those who hold it tells of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from importer.journal import write as journal
from importer.match.fold import squash
from importer.models import ImportedRow
from importer.names import without_honorific
from importer.save.merging import link_of
from importer.save.people import People
from importer.save.readings import Stored, grant_key
from importer.save.rows import Written, write
from importer.save.wanted import Wanted
from people.models import Grant

FIELDS = ("title", "funder", "number", "amount")
DATES = ("start", "end")


def write_grants(stored: Sequence[Stored], people: People) -> dict[str, Written]:
    """{ref: what became of its grant}; `stored` are all records of the grants concerned."""
    groups: dict[str, list[Stored]] = {}
    for item in stored:
        groups.setdefault(grant_key(item.record, item.owner), []).append(item)
    written: dict[str, Written] = {}
    taken: set[int] = set()
    for key in sorted(groups):
        items = sorted(groups[key], key=lambda item: item.ref)
        wanted = _wanted(items, people)
        link, grant = _known(items, wanted, taken)
        result = write(wanted, link, grant)
        journal.relate(result.link, "records", (item.row.pk for item in items))
        taken.add(result.link.pk)
        written.update({item.ref: result for item in items})
    return written


def _known(
    items: Sequence[Stored], wanted: Wanted, taken: set[int]
) -> tuple[ImportedRow | None, Grant | None]:
    """The row that these records told of, or one that a person typed."""
    told = ImportedRow.objects.told_by((item.row.pk for item in items), Grant)
    if link := next((link for _, link in told if link.pk not in taken), None):
        return link, Grant.objects.filter(pk=link.object_id).first()
    title, number = wanted.fields["title"], wanted.fields["number"]
    for grant in Grant.objects.filter(title__iexact=title).prefetch_related("people"):
        same = not (number and grant.number) or squash(number) == squash(grant.number)
        others = {person.pk for person in grant.people.all()}
        theirs = not others or bool(others & set(wanted.fields["people"]))
        if same and theirs and link_of(grant) is None:
            return None, grant
    return None, None


def _wanted(items: Sequence[Stored], people: People) -> Wanted:
    """Of each field the fullest value; the dates of one record, as two may be in no order."""
    records = [item.record for item in items]
    fields: dict[str, Any] = {
        name: max((getattr(record, name) for record in records), key=lambda v: (len(v), v))
        for name in FIELDS
    }
    dated = max(records, key=lambda r: (sum(bool(getattr(r, n)) for n in DATES), r.start, r.end))
    fields |= {name: getattr(dated, name) for name in DATES}
    holders = [item.row.page.owner for item in items]
    holders += [
        people.of(without_honorific(name), item.ref)
        for item in items
        for name in item.record.people
    ]
    fields["people"] = sorted({person.pk for person in holders if person})
    return Wanted(Grant, fields, ("title", "number"))
