"""What pages say of fields that an editor changed: it waits until somebody decides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from core.rights import may_all
from importer.models import ImportedRow
from importer.provenance import shown
from importer.save.rows import read
from publications.models import Publication


@dataclass(frozen=True)
class Waiting:
    """A field on which an editor and a page differ."""

    link: ImportedRow
    field: str
    record: str
    name: str
    mine: str
    theirs: str

    @property
    def key(self) -> str:
        return f"{self.link.pk}-{self.field}"


def waiting(user: Any) -> list[Waiting]:
    """All that waits in rows that the user may change, the newest first."""
    return [each for link in _links(user) for each in _of_row(link)]


def number_waiting(user: Any) -> int:
    """How many fields `waiting` lists, without looking up what they say."""
    return sum(len(link.proposals) for link in _links(user) if link.row is not None)


def _links(user: Any) -> list[ImportedRow]:
    rows = ImportedRow.objects.exclude(proposals={}).select_related("content_type")
    found = rows.order_by("-pk").prefetch_related("row")
    return [link for link in found if may_change(user, link)]


def may_change(user: Any, link: ImportedRow) -> bool:
    """That takes the right to all rows of the kind: members decide on no imports."""
    model = link.content_type.model_class()
    return model is not None and may_all(user, "change", model)


def _of_row(link: ImportedRow) -> Iterator[Waiting]:
    row: Any = link.row
    if row is None:
        return
    for field, value in link.proposals.items():
        name = str(row._meta.get_field(field).verbose_name)
        mine = shown(row, field, read(row, field))
        record = f"{row._meta.verbose_name}: {row}"
        yield Waiting(link, field, record, name, mine, shown(row, field, value))


@transaction.atomic
def take(link: ImportedRow, field: str) -> None:
    """The page is right: the site says what it says. Raises ValidationError where the row would
    not hold together."""
    row: Any = link.row
    value = link.proposals[field]
    if row._meta.get_field(field).many_to_many:
        getattr(row, field).set(value)
    else:
        setattr(row, field, value)
        others = [f.name for f in row._meta.fields if field not in (f.name, f.attname)]
        row.full_clean(exclude=others)
        row.save()
    publication = getattr(row, "publication", None)
    if isinstance(publication, Publication):
        publication.settle()
    keep(link, field)


def keep(link: ImportedRow, field: str) -> None:
    """The editor is right: it is not asked again before the page says something else."""
    link.base[field] = link.proposals.pop(field)
    link.save(update_fields=["base", "proposals"])


def taken(user: Any, answers: dict[str, str]) -> list[Any]:
    """The rows that `decide` is going to change."""
    return [each.link.row for each in waiting(user) if answers.get(each.key) == "take"]


def decide(user: Any, answers: dict[str, str]) -> tuple[int, list[str]]:
    """Follow answers {key of what waits: take or keep}; the number of those followed, and a
    sentence for each that could not be."""
    done, errors = 0, []
    for each in waiting(user):
        answer = answers.get(each.key)
        if answer == "keep":
            keep(each.link, each.field)
            done += 1
        elif answer == "take":
            try:
                take(each.link, each.field)
                done += 1
            except ValidationError as error:
                errors.append(f"{each.record}, {each.name}: {' '.join(error.messages)}")
    return done, errors
