"""What is shown of a row beside the other: all that helps to tell whether they are one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils.html import format_html

from importer.duplicates.judge import Row
from importer.match.names import as_printed
from importer.models import ImportedRecord, ImportedRow
from people.models import Person
from publications.models import Appearance, Authorship, Publication

MOST = 8  # works of a person, or places of a page, that are named one by one
AT_LENGTH = ("Abstract", "Biography", "Note")  # what a list of pairs leaves out
LONGEST = 400  # letters of a text: enough to know it by


@dataclass(frozen=True)
class Line:
    """A kind of fact, and what each of the rows says; `differs` where that is not the same."""

    label: str
    cells: tuple[tuple[str, ...], ...]

    @property
    def differs(self) -> bool:
        return len(set(self.cells)) > 1


@dataclass(frozen=True)
class Side:
    """A row as a heading: its name (`shown`, with the mathematics in it), where to change it, and
    where visitors see it."""

    key: int
    title: str
    shown: str
    change: str
    public: str


Facts = dict[str, tuple[str, ...]]
Read = dict[int, tuple[str, ...]]


def works_to_show() -> QuerySet[Publication]:
    forms = Appearance.objects.select_related("venue")
    return Publication.objects.with_authors().prefetch_related(
        Prefetch("appearances", forms), "links", "files", "topics"
    )


def people_to_show() -> QuerySet[Person]:
    works = Authorship.objects.select_related("publication")
    return Person.objects.prefetch_related(
        Prefetch("authorships", works),
        *("variants", "emails", "links", "files", "memberships", "appointments", "education"),
    )


def side_of(row: Row) -> Side:
    change = reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])
    public = row.get_absolute_url() if row.is_published else ""
    return Side(row.pk, str(row), _shown(row), change, public)


def _shown(row: Row) -> str:
    if isinstance(row, Person):
        return str(row)
    year = f" ({row.year})" if row.year else ""
    return format_html("{}{}", row.title_html, year)


def lines_of(rows: Sequence[Row], read: Read) -> list[Line]:
    """What the rows say, kind by kind; a kind of which none says anything is left out. `read` is
    what read_from() says of them."""
    facts = [{**_facts(row), "Read from": read.get(row.pk, ())} for row in rows]
    if len(rows) == 2 and isinstance(rows[0], Person):
        facts = _with_works_in_common(rows, facts)
    labels = dict.fromkeys(label for row in facts for label in row)
    lines = [Line(label, tuple(row.get(label, ()) for row in facts)) for label in labels]
    return [line for line in lines if any(line.cells)]


def read_from(rows: Iterable[Row]) -> Read:
    """{key: the places of the pages that tell of the row}."""
    found = list(rows)
    if not found:
        return {}
    kind = ContentType.objects.get_for_model(type(found[0]))
    links = ImportedRow.objects.filter(content_type=kind, object_id__in=[r.pk for r in found])
    return {
        link.object_id: _some([_place(record) for record in link.records.all()])
        for link in links.prefetch_related("records__page")
    }


def _place(record: ImportedRecord) -> str:
    first, last = record.first_line, record.last_line
    where = f"line {first}" if first == last else f"lines {first}–{last}"
    return f"{record.page.name}, {where}"


def _facts(row: Row) -> Facts:
    return _of_work(row) if isinstance(row, Publication) else _of_person(row)


def _of_work(work: Publication) -> Facts:
    names = [author.name for author in work.authorships.all()]
    forms = list(work.appearances.all())
    return {
        "Authors": (", ".join([*names, *(["et al."] if work.authors_truncated else [])]),),
        "Came out": tuple(_form(form) for form in forms),
        "Identifiers": tuple(f"{k}: {i}" for form in forms for k, i, _ in form.identifiers),
        "Other titles": tuple(dict.fromkeys([
            *work.further_titles, *(form.title for form in forms if form.title)
        ])),
        "Links": tuple(f"{k.label}: {k.url}" if k.url else k.label for k in work.links.all()),
        "Files": tuple(file.label for file in work.files.all()),
        "Topics": tuple(str(topic) for topic in work.topics.all()),
        "Abstract": _start(work.abstract),
        "Note": _start(work.note),
    }  # fmt: skip


def _form(form: Appearance) -> str:
    status = form.get_status_display() if form.status else ""
    return ", ".join(part for part in (str(form), status, form.distinction) if part)


def _of_person(person: Person) -> Facts:
    works = [_title(a.publication) for a in person.authorships.all()]
    return {
        "Printed as": tuple(as_printed(str(variant)) for variant in person.variants.all()),
        "In the group": tuple(str(m) for m in person.memberships.all()),
        "Positions": tuple(str(job) for job in person.appointments.all()),
        "Education": tuple(str(degree) for degree in person.education.all()),
        "E-mails": tuple(email.address for email in person.emails.all()),
        "Links": tuple(f"{k.label}: {k.url}" if k.url else k.label for k in person.links.all()),
        "Works": _some(list(dict.fromkeys(works))),
        "Biography": _start(person.bio),
    }


def _with_works_in_common(rows: Sequence[Row], facts: list[Facts]) -> list[Facts]:
    """Co-authors in common say most of two people; works in common say that they are two."""
    one, other = (
        {a.publication_id: _title(a.publication) for a in row.authorships.all()}
        for row in rows
        if isinstance(row, Person)
    )
    both = _some([title for key, title in one.items() if key in other])
    return [{**told, "Works with both": both} for told in facts] if both else facts


def _title(work: Publication) -> str:
    return f"{work.title} ({work.year})" if work.year else work.title


def _some(texts: Sequence[str]) -> tuple[str, ...]:
    more = len(texts) - MOST
    return (*texts[:MOST], *([f"and {more} more"] if more > 0 else []))


def _start(text: str) -> tuple[str, ...]:
    if not text:
        return ()
    return (text if len(text) <= LONGEST else f"{text[:LONGEST].rstrip()} …",)
