"""Records to publications: the records of one work are merged and written as one row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils import timezone

from core.slugs import make_slug
from importer.match.clusters import Clustering, cluster
from importer.match.fold import squash
from importer.match.merge import MergedWork, merge_work
from importer.match.works import compare
from importer.models import ImportedRow, Offer
from importer.records import Appearance as FormRecord
from importer.records import MetricRecord, PublicationRecord
from importer.save.merging import link_of, merge_publications
from importer.save.people import People
from importer.save.readings import Stored, record_keys, sharing
from importer.save.rows import Wanted, Written, link_rows, remove, write
from importer.save.venues import Venues, topic_for
from publications.models import (
    Appearance,
    Authorship,
    Publication,
    PublicationLink,
    PublicationMetric,
)


def affected(stored: Iterable[Stored], left_keys: set[str]) -> list[Stored]:
    """The records of works among these, and all others that may tell of the same works.

    `left_keys` are keys of records that left the page or changed: the works that they told of
    are affected as well.
    """
    found = {i.ref: i for i in stored if isinstance(i.record, PublicationRecord)}
    fresh = list(found.values())
    near = sharing({key for key in left_keys if key.startswith("work:")}, "publication")
    while fresh or near:
        found.update({item.ref: item for item in near})
        keys = {k for i in [*fresh, *near] for k in _work_keys(i)}
        candidates = [i for i in sharing(keys, "publication") if i.ref not in found]
        fresh, near = [], [item for item in candidates if _related(item, found.values())]
    return [found[ref] for ref in sorted(found)]


def _work_keys(item: Stored) -> set[str]:
    return {k for k in record_keys(item.record, item.owner) if k.startswith("work:")}


def _related(item: Stored, others: Iterable[Stored]) -> bool:
    keys = _work_keys(item)
    return any(
        compare(item.entry(), other.entry()).outcome != "different"
        for other in others
        if keys & _work_keys(other)
    )


def write_works(stored: Sequence[Stored], people: People, venues: Venues) -> dict[str, Written]:
    """{ref: what became of its work} for all records; offers are written as well."""
    by_ref = {item.ref: item for item in stored}
    clustering = cluster(item.entry() for item in stored)
    _write_offers(clustering, by_ref)
    written: dict[str, Written] = {}
    taken: set[int] = set()
    for group in clustering.groups:
        items = [by_ref[ref] for ref in group]
        result = _write_work(items, people, venues, taken)
        taken.add(result.link.pk)
        written.update(dict.fromkeys(group, result))
    _remove_forsaken(by_ref.values(), taken)
    return written


def write_metrics(records: Iterable[Stored], works: dict[str, Written], source: str) -> None:
    """Figures about single works, under the work of that title on the same page."""
    for item in records:
        record = item.record
        if not isinstance(record, MetricRecord) or not record.work:
            continue
        for written in works.values():
            work = written.instance
            if isinstance(work, Publication) and squash(work.title) == squash(record.work):
                PublicationMetric.objects.get_or_create(
                    publication=work,
                    name=record.name,
                    source=source,
                    defaults={
                        "value": record.value,
                        "unit": record.unit,
                        "is_public": not record.site_own,
                        "read_on": timezone.localdate(),
                    },
                )
                break


def _write_work(
    items: Sequence[Stored], people: People, venues: Venues, taken: set[int]
) -> Written:
    work = merge_work([item.entry() for item in items])
    link, publication = _known(items, work, taken)
    wanted = _wanted(work, items, people, venues)
    _free_identifiers(wanted.children["appearances"], publication)
    written = write(wanted, link, publication)
    _link_records(written.link, items)
    if isinstance(written.instance, Publication) and written.outcome != "same":
        written.instance.settle()
    return written


def _link_records(link: ImportedRow, items: Sequence[Stored]) -> None:
    """Setting what is set already costs a query more than asking."""
    keys = {item.row.pk for item in items}
    if set(link.records.values_list("pk", flat=True)) != keys:
        link.records.set(keys)


def _known(
    items: Sequence[Stored], work: MergedWork, taken: set[int]
) -> tuple[ImportedRow | None, Publication | None]:
    """The row that these records told of before, or one that a person typed."""
    kind = ContentType.objects.get_for_model(Publication)
    links = [
        link
        for link in ImportedRow.objects.filter(
            content_type=kind, records__in=[item.row.pk for item in items]
        ).distinct()
        if link.pk not in taken
    ]
    rows = Publication.objects.in_bulk([link.object_id for link in links])
    if len(rows) > 1:
        kept = merge_publications(list(rows.values()))
        link = ImportedRow.objects.get(content_type=kind, object_id=kept.pk)
        return link, kept
    if links:
        link = next((link for link in links if link.object_id in rows), links[0])
        return link, rows.get(link.object_id)
    return None, _typed(work)


def _typed(work: MergedWork) -> Publication | None:
    """A publication that a person typed, of the same identifier or title."""
    forms = [form.appearance for form in work.appearances]
    same_id = Q(pk__in=[])
    for form in forms:
        if form.doi:
            same_id |= Q(appearances__doi__iexact=form.doi)
        if form.arxiv_id:
            same_id |= Q(appearances__arxiv_id=form.arxiv_id)
    same_title = Q(slug__startswith=make_slug(work.title)[:60]) if make_slug(work.title) else Q()
    kind = ContentType.objects.get_for_model(Publication)
    imported = ImportedRow.objects.filter(content_type=kind).values("object_id")
    for row in Publication.objects.filter(same_id | same_title).exclude(pk__in=imported).distinct():
        if squash(row.title) == squash(work.title) or Publication.objects.filter(
            same_id, pk=row.pk
        ):
            return row
    return None


def _wanted(work: MergedWork, items: Sequence[Stored], people: People, venues: Venues) -> Wanted:
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
        "authorships": _authorships(work, people),
        "appearances": _appearances(work, venues),
        "links": link_rows(PublicationLink, work.links),
    }
    return Wanted(Publication, fields, ("title",), children, tuple(i.row.pk for i in items))


def _authorships(work: MergedWork, people: People) -> list[Wanted]:
    found = []
    for place, author in enumerate(work.authors, 1):
        person = people.get(author.name)
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


def _shown(printed: str) -> str:
    """The printed name without the number by which an index tells homonyms apart."""
    head, _, tail = printed.rpartition(" ")
    return head if head and tail.isdigit() else printed


def _appearances(work: MergedWork, venues: Venues) -> list[Wanted]:
    found = []
    for place, merged in enumerate(work.appearances, 1):
        form = merged.appearance
        venue = None if form.kind == "thesis" else venues.of(form)
        fields = {
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
            "position": place,
        }
        found.append(Wanted(Appearance, fields, ("kind", "venue_id", "venue_printed", "date")))
    return found


def _free_identifiers(wanted: Sequence[Wanted], publication: Publication | None) -> None:
    """No two rows may share an identifier, not even while they are being written.

    One that another work has (a page gives it to two works) is left out; one that moves from a
    form of this work to another is taken off the first before the second gets it.
    """
    for name in ("arxiv_id", "doi"):
        seen: set[str] = set()
        for item in sorted(wanted, key=lambda w: w.fields["kind"] != "preprint"):
            value = item.fields[name]
            holder = value and Appearance.objects.filter(**{name: value}).first()
            if value in seen or (holder and holder.publication_id != getattr(publication, "pk", 0)):
                item.fields[name] = None
            elif holder and (link := link_of(holder)) and link.identity != item.key:
                _take_off(holder, link, name)
            seen.add(value)


def _take_off(form: Appearance, link: ImportedRow, name: str) -> None:
    if link.base.get(name) == getattr(form, name):
        link.base[name] = None
        link.save(update_fields=["base"])
        setattr(form, name, None)
        form.save(update_fields=[name])


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


def _write_offers(clustering: Clustering, by_ref: dict[str, Stored]) -> None:
    rows = [item.row.pk for item in by_ref.values()]
    Offer.objects.filter(first__in=rows, second__in=rows).delete()
    Offer.objects.bulk_create(
        Offer(first=by_ref[o.a].row, second=by_ref[o.b].row, reason=o.reason[:300])
        for o in clustering.ambiguous
    )


def _remove_forsaken(stored: Iterable[Stored], taken: set[int]) -> None:
    """Rows of these records' works that no group has now: what they told of is told elsewhere."""
    kind = ContentType.objects.get_for_model(Publication)
    rows = [item.row.pk for item in stored]
    links = ImportedRow.objects.filter(content_type=kind, records__in=rows).exclude(pk__in=taken)
    for link in links.distinct():
        remove(link, Publication.objects.filter(pk=link.object_id).first())
