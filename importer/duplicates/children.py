"""Rows below two rows that say the same: one goes, the other takes what only it said.

What is not joined here is moved as it is by importer.save.merging.absorb.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from typing import Any

from django.db import models

from importer.duplicates.entries import tellings
from importer.journal import write as journal
from importer.match.credits import find
from importer.match.fold import squash
from importer.match.forms import one_form_groups
from importer.models import ImportedRow
from importer.save.merging import link_of
from importer.save.rows import read
from people.models import Person
from publications.models import Authorship, Publication

Key = Callable[[Any], Hashable]
Pair = tuple[models.Model, models.Model]  # the row that goes, the row that stays

# What makes two rows below a work or a person one and the same.
SAME: dict[str, Key] = {
    "variants": lambda r: (r.name, r.homonym_number),
    "emails": lambda r: r.address.casefold(),
    "links": lambda r: (squash(r.label), r.url.rstrip("/")),
    "metrics": lambda r: (r.name, r.value, r.unit, r.source),
    "memberships": lambda r: (r.role, str(r.start), str(r.end)),
    "education": lambda r: (squash(r.degree), squash(r.field), squash(r.institution)),
    "appointments": lambda r: (squash(r.title), squash(r.institution), str(r.start)),
    "awards": lambda r: (squash(r.title), str(r.date)),
    "service_roles": lambda r: (squash(r.role), r.venue_id, squash(r.body), r.year, r.note),
    "teaching_roles": lambda r: (r.offering_id, r.role),
}


def join_children(gone: Publication | Person, kept: Publication | Person) -> None:
    """Rows of `gone` that say what one of `kept` says go; it takes what it lacks of them."""
    pairs = list(_equal(gone, kept))
    if isinstance(gone, Publication) and isinstance(kept, Publication):
        pairs += [*_authors(gone, kept), *_forms(gone, kept)]
    for row, stays in pairs:
        _join(row, stays)


def _equal(gone: models.Model, kept: models.Model) -> Iterator[Pair]:
    for name, key in SAME.items():
        if hasattr(gone, name):
            known: dict[Hashable, models.Model] = {}
            for row in getattr(kept, name).all():
                known.setdefault(key(row), row)
            for row in getattr(gone, name).all():
                if stays := known.get(key(row)):
                    yield row, stays


def _authors(gone: Publication, kept: Publication) -> Iterator[Pair]:
    stays = list(kept.authorships.select_related("person"))
    rows = list(gone.authorships.select_related("person"))
    for row, place in zip(rows, matched(rows, stays), strict=True):
        if place is not None:
            yield row, stays[place]


def matched(authors: list[Authorship], others: list[Authorship]) -> list[int | None]:
    """For each author the place among the others of the same person: by the person, else by the
    name, if one alone is as alike. No place is given twice."""
    free = dict(enumerate(others))
    found: list[int | None] = [None] * len(authors)
    for number, author in enumerate(authors):
        same = (p for p, o in free.items() if author.person_id and o.person_id == author.person_id)
        if (place := next(same, None)) is not None:
            found[number] = place
            del free[place]
    for number, author in enumerate(authors):
        places = list(free)
        near = find(author.name, [free[p].name for p in places]) if author.name else None
        if found[number] is None and near is not None:
            found[number] = places[near]
            del free[places[near]]
    return found


def _forms(gone: Publication, kept: Publication) -> Iterator[Pair]:
    stays, goes = ({t.name: t for t in tellings(work)} for work in (kept, gone))
    rows = {
        name: form
        for work, told in ((kept, stays), (gone, goes))
        for name, form in zip(told, work.appearances.all(), strict=True)
    }
    for group in one_form_groups([*stays.values(), *goes.values()]):
        if first := next((name for name in group if name in stays), None):
            yield from ((rows[name], rows[first]) for name in group if name in goes)


def _join(row: models.Model, stays: models.Model) -> None:
    link, other = link_of(row), link_of(stays)
    values = {
        field.attname: _better(row, link, stays, other, field.attname)
        for field in row._meta.concrete_fields
        if field.attname not in {"id", "position", _owner(row)}
    }
    if isinstance(row, Authorship) and isinstance(stays, Authorship):
        values |= _place(row, stays)
    if link and not other:
        _adopt(link, stays)
    elif link:
        journal.delete(ImportedRow.objects.filter(pk=link.pk))
    journal.delete(type(row)._base_manager.filter(pk=row.pk))
    if changed := {n: v for n, v in values.items() if getattr(stays, n) != v}:
        for name, value in changed.items():
            setattr(stays, name, value)
        journal.save(stays, *changed)


def _adopt(link: ImportedRow, stays: models.Model) -> None:
    """Pages go on telling of the row that stays, which a person made."""
    link.object_id, link.created_it = stays.pk, False
    journal.save(link, "object_id", "created_it")


def _owner(row: models.Model) -> str:
    return "publication_id" if hasattr(row, "publication_id") else "person_id"


def _better(
    row: models.Model,
    link: ImportedRow | None,
    stays: models.Model,
    other: ImportedRow | None,
    name: str,
) -> Any:
    """What a person typed goes before what a page said, and what is said before what is not; of
    dates the more precise; a mark that either has is there."""
    theirs, mine = getattr(row, name), getattr(stays, name)
    if theirs in (None, "") or mine in (None, ""):
        return theirs if mine in (None, "") else mine
    if isinstance(mine, bool):
        return mine or theirs
    if hasattr(mine, "isoformat") and theirs.isoformat().startswith(mine.isoformat()):
        return theirs
    return theirs if _is_own(row, link, name) and not _is_own(stays, other, name) else mine


def _is_own(row: models.Model, link: ImportedRow | None, name: str) -> bool:
    """Whether a person typed the value."""
    return link is None or (name in link.base and link.base[name] != read(row, name))


def _place(row: Authorship, stays: Authorship) -> dict[str, Any]:
    """An author whom one list hides behind “et al.” stands where the other prints them."""
    if stays.is_implied and not row.is_implied:
        return {"is_implied": False, "position": row.position, "printed_name": row.printed_name}
    return {"is_implied": stays.is_implied}
