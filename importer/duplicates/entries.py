"""Works as the database has them now, in the form in which records of pages are compared."""

from __future__ import annotations

from importer.match.forms import Told
from importer.match.keys import WorkEntry
from importer.records import Appearance as FormRecord
from importer.records import Author, Link, PublicationRecord
from publications.models import Appearance, Publication


def entry_of(work: Publication) -> WorkEntry:
    """The entry of a work; its authors, forms and links should be prefetched."""
    authors = [a for a in work.authorships.all() if a.name]
    record = PublicationRecord(
        lines=(1, 1),
        title=work.title,
        native_title=work.native_title,
        previous_titles=tuple(_previous_titles(work)),
        authors=tuple(Author(a.name, a.equal_contribution) for a in authors),
        authors_truncated=work.authors_truncated or any(a.is_implied for a in authors),
        appearances=tuple(form_of(form) for form in work.appearances.all()),
        links=tuple(Link(link.label, link.url) for link in work.links.all()),
        abstract=work.abstract,
    )
    return WorkEntry(f"{work.pk:012d}", "", record)


def form_of(form: Appearance) -> FormRecord:
    venue = form.venue
    return FormRecord(
        kind=form.kind,
        venue_abbrev=venue.abbreviation if venue else "",
        venue_name=venue.name if venue else "",
        venue_printed=form.venue_printed,
        date=form.date.isoformat() if form.date else "",
        status=form.status,
        doi=form.doi or "",
        arxiv_id=form.arxiv_id or "",
    )


def tellings(work: Publication) -> list[Told]:
    """The forms of a work as importer.match.forms compares them."""
    entry = entry_of(work)
    return [Told(entry, place, form) for place, form in enumerate(entry.record.appearances)]


def _previous_titles(work: Publication) -> list[str]:
    return [*work.further_titles, *(form.title for form in work.appearances.all() if form.title)]
