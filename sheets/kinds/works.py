"""Works, a line each, with their version of record and their authors."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import QuerySet

from groupsite.authors.line import LONGEST_NAME, Printed
from groupsite.authors.placing import likest, place
from publications.models import Appearance, Publication, Topic
from sheets.columns import Column, field
from sheets.kinds.base import Kind
from sheets.kinds.venues import read_venue, venue_of

OWN = ("title", "native_title")
OF_FORM = ("kind", "date", "venue_printed", "status", "volume", "issue", "pages", "publisher",
           "doi", "arxiv_id", "distinction")  # fmt: skip
REST = ("abstract", "note", "authors_truncated", "has_code", "is_selected", "is_draft")


class Works(Kind):
    slug, label, model = "works", "Works", Publication
    written = {Publication: (*OWN, *REST), Appearance: (*OF_FORM, "venue")}

    def __init__(self) -> None:
        own, rest = ([field(Publication, name) for name in names] for names in (OWN, REST))
        form = [_of_form(name) for name in OF_FORM]
        venue = Column("venue", _read_venue, _write_venue)
        authors = Column("authors", _read_authors, _write_authors)
        topics = Column("topics", _read_topics, _write_topics, model_field="topics")
        self.columns = [*own, authors, *form[:2], venue, *form[2:], topics, *rest]

    def rows(self) -> QuerySet[Any]:
        forms = Appearance.objects.select_related("venue")
        return (
            super()
            .rows()
            .with_authors()
            .prefetch_related(models.Prefetch("appearances", forms), "topics")
        )

    def parts_of(self, row: Any) -> Iterator[models.Model]:
        yield row
        if form := _form(row):
            yield form

    def save(self, row: Any) -> None:
        row.save()
        if form := _form(row):
            form.publication = row
            form.save()
        if (names := row.__dict__.get("sheet_authors")) is not None:
            _place(row, names)
        if (topics := row.__dict__.get("sheet_topics")) is not None:
            row.topics.set(topics)
        Publication.objects.get(pk=row.pk).settle()  # another copy: this one kept what it fetched


def _form(work: Any) -> Any:
    """The version of record; None for a work that has come out in no form."""
    if "sheet_form" not in work.__dict__:
        work.sheet_form = work.record if work.pk else None
    return work.sheet_form


def _of_form(name: str) -> Column:
    column = field(Appearance, name)

    def read(work: Any) -> str:
        form = _form(work)
        return column.read(form) if form else ""

    def write(work: Any, cell: str) -> None:
        form = _form(work) or Appearance()
        column.write(form, cell)
        work.sheet_form = form

    return Column(name, read, write)


def _read_venue(work: Any) -> str:
    form = _form(work)
    return read_venue(form.venue) if form else ""


def _write_venue(work: Any, cell: str) -> None:
    work.sheet_form = _form(work) or Appearance()
    work.sheet_form.venue = venue_of(cell)


def _read_authors(work: Any) -> str:
    names = work.__dict__.get("sheet_authors")
    if names is None:
        names = [author.name for author in work.printed_authors] if work.pk else []
    return "; ".join(names)


def _write_authors(work: Any, cell: str) -> None:
    names = [name.strip() for name in cell.split(";") if name.strip()]
    if any(len(name) > LONGEST_NAME for name in names):
        raise ValidationError("Write names apart by semicolons: Ada Lovelace; Grace Hopper.")
    work.sheet_authors = names


def _read_topics(work: Any) -> str:
    found = work.__dict__.get("sheet_topics")
    if found is None:
        found = work.topics.all() if work.pk else []
    return "; ".join(sorted(topic.name for topic in found))


def _write_topics(work: Any, cell: str) -> None:
    """Only topics that are there: one that is misspelt would become another."""
    names = {name.strip() for name in cell.split(";") if name.strip()}
    found = list(Topic.objects.filter(name__in=names))
    if lost := sorted(names - {topic.name for topic in found}):
        raise ValidationError(f"There is no topic “{lost[0]}”: add it first, or mend its name.")
    work.sheet_topics = found


def _place(work: Publication, names: list[str]) -> None:
    """The authors of the line, in its order: those who are there stay the people they are, others
    get the person who alone bears the name, who is left out goes."""
    present = list(work.authorships.filter(is_implied=False).select_related("person"))
    where = likest(names, [author.name for author in present])
    gone = [author.pk for at, author in enumerate(present) if at not in where.values()]
    work.authorships.filter(pk__in=gone).delete()
    for n, at in where.items():
        if present[at].name != names[n]:
            present[at].printed_name = names[n]
    placed = [
        (Printed(name), present[where[n]] if n in where else None) for n, name in enumerate(names)
    ]
    place(work, placed)
