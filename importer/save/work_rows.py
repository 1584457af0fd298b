"""A merged work as rows: the publication, its authors, its forms, its links."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from typing import Any

from importer.journal import write as journal
from importer.match.credits import MergedAuthor
from importer.match.fold import squash
from importer.match.forms import MergedAppearance
from importer.match.merge import MergedWork
from importer.models import ImportedRow
from importer.names import counted
from importer.records import Appearance as FormRecord
from importer.save.merging import link_of
from importer.save.people import People
from importer.save.readings import Stored
from importer.save.venues import Venues, topic_for
from importer.save.wanted import Wanted, link_rows
from people.models import Person
from publications.models import Appearance, Authorship, Publication, PublicationLink, Venue


def wanted_work(
    work: MergedWork, items: Sequence[Stored], people: People, venues: Venues
) -> Wanted:
    fields = {
        "title": work.title,
        "native_title": work.native_title,
        "other_titles": "\n".join(_other_titles(work)),
        "abstract": work.abstract,
        "authors_truncated": work.authors_truncated,
        "has_code": work.has_code,
        "affiliation_tags": ", ".join(work.affiliation_tags),
        "note": work.note,
        "topics": sorted(topic_for(category).pk for category in work.categories),
    }
    children = {
        "authorships": _authorships(work, items, people),
        "appearances": _appearances(work, venues),
        "links": link_rows(PublicationLink, work.links),
    }
    records = tuple(i.row.pk for i in items)
    first = children["appearances"][0].fields if children["appearances"] else {}
    date = first.get("date", "")
    initial = {
        "kind": first.get("kind", ""),
        "date": date,
        "year": int(date[:4]) if date[:4].isdigit() else None,
    }
    return Wanted(Publication, fields, ("title",), children, records, initial)


def _authorships(work: MergedWork, items: Sequence[Stored], people: People) -> list[Wanted]:
    found = []
    counts = counted([author.name for author in work.authors])
    for place, (author, nth) in enumerate(zip(work.authors, counts, strict=True), 1):
        person = _person(author, nth, items, people)
        fields = {
            "printed_name": "" if author.implied else _shown(author.name),
            "person_id": person.pk if person else None,
            "position": None if author.implied else place,
            "equal_contribution": author.equal,
            "is_implied": author.implied,
        }
        if person or not author.implied:
            found.append(Wanted(Authorship, fields, ("printed_name", "is_implied")))
    return found


def _person(
    author: MergedAuthor, nth: int, items: Sequence[Stored], people: People
) -> Person | None:
    """Whom the list means; where it does not tell, and another record of the work does, whom that
    means."""
    told = {item.ref: item for item in items}
    if author.implied and author.name == told[author.ref].owner:
        return people.owner_of(told[author.ref].row.page)
    person = people.of(author.name, author.ref, nth)
    if person or (author.ref, author.name, nth) not in people.places:
        return person
    others = {p.pk: p for ref in told if (p := people.places.get((ref, author.name, nth)))}
    return others.popitem()[1] if len(others) == 1 else None


def _shown(printed: str) -> str:
    """The printed name without the number by which an index tells homonyms apart."""
    head, _, tail = printed.rpartition(" ")
    return head if head and tail.isdigit() else printed


def _appearances(work: MergedWork, venues: Venues) -> list[Wanted]:
    found = []
    for place, merged in enumerate(work.appearances, 1):
        form = merged.appearance
        venue = None if form.kind == "thesis" else venues.of(form)
        fields = {**form_fields(merged, venue), "position": place}
        found.append(Wanted(Appearance, fields, ("kind", "venue_id", "venue_printed", "date")))
    return found


def form_fields(merged: MergedAppearance, venue: Venue | None) -> dict[str, Any]:
    """A form as its row has it, in the venue that it names if that is known."""
    form = merged.appearance
    return {
        "kind": form.kind,
        "title": merged.title,
        "venue_id": venue.pk if venue else None,
        "venue_printed": _venue_printed(form, venue),
        "date": form.date or _arxiv_month(form),
        "date_printed": form.date_printed,
        "status": form.status,
        "volume": form.volume,
        "issue": form.issue,
        "pages": form.pages,
        "publisher": form.publisher,
        "doi": form.doi or None,
        "arxiv_id": form.arxiv_id or None,
        "distinction": form.distinction,
        "detail": form.detail,
        "note": form.note,
    }


Claims = dict[tuple[str, str], Wanted]
IDENTIFIERS = ("arxiv_id", "doi")


def claims_of(works: Sequence[Wanted]) -> Claims:
    """Which form of which work has an identifier that several pages give to several works: the
    first, and of its forms a published one. So it does not matter which page came first."""
    found: Claims = {}
    for work in works:
        for form in sorted(work.children["appearances"], key=_is_preprint):
            for name in IDENTIFIERS:
                if form.fields[name]:
                    found.setdefault((name, form.fields[name]), form)
    return found


def free_identifiers(
    wanted: Sequence[Wanted],
    publication: Publication | None,
    claims: Claims,
    others: Container[int],
) -> None:
    """No two rows may share an identifier, not even while they are being written.

    One that another form claims is left out, and so is one that another work has, unless that is
    one of `others`, which are worked out anew with this one. What moves from one form to another
    is taken off the first before the second gets it.
    """
    for name in IDENTIFIERS:
        for item in sorted(wanted, key=_is_preprint):
            value = item.fields[name]
            if not value:
                continue
            holder = Appearance.objects.filter(**{name: value}).first()
            if claims[name, value] is not item:
                item.fields[name] = None
            elif holder and holder.publication_id != getattr(publication, "pk", 0):
                if holder.publication_id not in others or not _moved(holder, name):
                    item.fields[name] = None
            elif holder and (link := link_of(holder)) and link.identity != item.key:
                _take_off(holder, link, name)


def _is_preprint(form: Wanted) -> bool:
    return bool(form.fields["kind"] == "preprint")


def _moved(form: Appearance, name: str) -> bool:
    """Whether the identifier is the importer's to give to another work; then it is taken off."""
    link = link_of(form)
    if link is None or link.base.get(name) != getattr(form, name):
        return False
    _take_off(form, link, name)
    return True


def _take_off(form: Appearance, link: ImportedRow, name: str) -> None:
    if link.base.get(name) == getattr(form, name):
        link.base[name] = None
        journal.save(link, "base")
        setattr(form, name, None)
        journal.save(form, name)


def _other_titles(work: MergedWork) -> list[str]:
    """Titles under which no form of the work is shown."""
    shown = {squash(title) for title in (work.title, *(a.title for a in work.appearances))}
    return [title for title in work.previous_titles if squash(title) not in shown]


def _arxiv_month(form: FormRecord) -> str:
    """The month in which a preprint without a date went to arXiv: its number tells.

    https://info.arxiv.org/help/arxiv_identifier.html: YYMM, from 2007 on with a point behind it.
    """
    match = re.match(r"(\d\d)(0[1-9]|1[0-2])\.", form.arxiv_id)
    return f"20{match[1]}-{match[2]}" if match and form.kind == "preprint" else ""


def _venue_printed(form: FormRecord, venue: object) -> str:
    """What the venue's own name does not say: a workshop's, or one that no venue row has."""
    if form.kind == "thesis":
        return _bare(form.venue_printed)
    if form.kind == "workshop":
        return form.venue_name or _bare(form.venue_printed)
    if venue is not None or form.kind == "preprint":
        return ""
    return form.venue_name or _bare(form.venue_printed)


def _bare(printed: str) -> str:
    """A printed venue without what stands in brackets and without a year at its end."""
    return re.sub(r"\s*\([^)]*\)|[\s,.]+((19|20)\d\d)?[\s,.]*$", "", printed)
