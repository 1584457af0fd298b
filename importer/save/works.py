"""Records to publications: the records of one work are merged and written as one row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils import timezone

from core.batches import batched
from importer.journal import write as journal
from importer.match.clusters import Clustering, cluster
from importer.match.fold import squash
from importer.match.judged import Judged
from importer.match.keys import arxiv_key, doi_key
from importer.match.merge import MergedWork, merge_work
from importer.match.works import compare
from importer.models import ChangedRow, ImportedRow, Offer, RowKey, Subject
from importer.records import MetricRecord, PublicationRecord
from importer.save.judgements import (
    bound_to,
    bounds_of,
    judged_on,
    mark_of,
    marks_of_records,
)
from importer.save.merging import link_of, merge_publications
from importer.save.people import People
from importer.save.readings import Stored, sharing
from importer.save.rows import Written, make, remove, write
from importer.save.told import Told
from importer.save.venues import Venues
from importer.save.wanted import Wanted
from importer.save.work_rows import claims_of, free_identifiers, wanted_work
from publications.models import (
    Publication,
    PublicationMetric,
)


def affected(stored: Iterable[Stored], left_keys: set[str]) -> list[Stored]:
    """The records of works among these, and all others that may tell of the same works.

    `left_keys` are keys of records that left the page or changed: the works that they told of
    are affected as well.
    """
    judged = judged_on(Subject.WORK)
    found = {i.ref: i for i in stored if isinstance(i.record, PublicationRecord)}
    near = sharing({key for key in left_keys if key.startswith("work:")}, "publication")
    fresh = [*found.values(), *(item for item in near if item.ref not in found)]
    bearers: dict[str, list[Stored]] = {}
    while fresh:
        for item in fresh:
            found[item.ref] = item
            for key in item.work_keys:
                bearers.setdefault(key, []).append(item)
        keys = {key for item in fresh for key in item.work_keys}
        candidates = (i for i in sharing(keys, "publication") if i.ref not in found)
        bound = (i for i in bound_to(fresh, judged) if i.ref not in found)
        related = [item for item in candidates if _related(item, bearers)]
        fresh = list({item.ref: item for item in [*related, *bound]}.values())
    return [found[ref] for ref in sorted(found)]


def _related(item: Stored, bearers: dict[str, list[Stored]]) -> bool:
    """Whether the record may tell of the same work as one of those that share a key with it."""
    others = {other.ref: other for key in item.work_keys for other in bearers.get(key, ())}
    return any(compare(item.entry, o.entry).outcome != "different" for o in others.values())


def write_works(stored: Sequence[Stored], people: People, venues: Venues) -> dict[str, Written]:
    """{ref: what became of its work} for all records; offers are written as well."""
    by_ref = {item.ref: item for item in stored}
    judged = judged_on(Subject.WORK)
    clustering = cluster((i.entry for i in stored), judged=bounds_of(stored, judged))
    _write_offers(clustering, by_ref)
    groups = [[by_ref[ref] for ref in group] for group in clustering.groups]
    works = [merge_work([item.entry for item in items]) for items in groups]
    book = _Book(groups, works, judged)
    written: list[Written | None] = []
    new: list[tuple[int, Wanted]] = []
    wanteds = [
        wanted_work(work, items, people, venues) for items, work in zip(groups, works, strict=True)
    ]
    claims = claims_of(wanteds)
    for place, (items, work, wanted) in enumerate(zip(groups, works, wanteds, strict=True)):
        link, publication = book.known(items, work)
        free_identifiers(wanted.children["appearances"], publication, claims, book.rows)
        if link is None and publication is None:
            new.append((place, wanted))
            written.append(None)
        elif link and publication and book.told.already(wanted, link):
            written.append(Written(publication, link, "same"))
        else:
            written.append(_rewrite(wanted, link, publication))
    for (place, _), made in zip(new, make([(w, {}, None) for _, w in new]), strict=True):
        written[place] = made
    found = [w for w in written if w]
    _link_records(list(zip(found, groups, strict=True)))
    _remove_forsaken(by_ref.values(), {w.link.pk for w in found})
    return {i.ref: w for w, items in zip(found, groups, strict=True) for i in items}


def _rewrite(wanted: Wanted, link: ImportedRow | None, publication: Publication | None) -> Written:
    written = write(wanted, link, publication)
    if isinstance(written.instance, Publication) and written.outcome != "same":
        settle(written.instance)
    return written


def settle(publication: Publication) -> None:
    """Publication.settle(), recorded."""
    journal.about_to_change(Publication.objects.filter(pk=publication.pk))
    journal.about_to_change(publication.appearances.all())
    journal.about_to_change(publication.authorships.all())
    publication.settle()


class _Book:
    """The rows that the records told of before, read once for all works."""

    def __init__(
        self,
        groups: Sequence[Sequence[Stored]],
        works: Sequence[MergedWork],
        judged: Judged,
    ) -> None:
        self.judged = judged
        self.links: dict[int, list[ImportedRow]] = {}
        rows = [item.row.pk for items in groups for item in items]
        for record, link in ImportedRow.objects.told_by(rows, Publication):
            self.links.setdefault(record, []).append(link)
        links = {link.pk: link for found in self.links.values() for link in found}
        self.told = Told(links.values())
        keys = [link.object_id for link in links.values()]
        self.rows = {
            row.pk: row
            for batch in batched(keys)
            for row in Publication.objects.filter(pk__in=batch)
        }
        self.typed = _typed(works)
        self.taken: set[int] = set()

    def known(
        self, items: Sequence[Stored], work: MergedWork
    ) -> tuple[ImportedRow | None, Publication | None]:
        """The row that these records told of, or one that a person typed."""
        found = {k.pk: k for item in items for k in self.links.get(item.row.pk, ())}
        links = [link for pk, link in sorted(found.items()) if pk not in self.taken]
        self.taken |= found.keys()
        rows = [self.rows[link.object_id] for link in links if link.object_id in self.rows]
        if len(rows) > 1:
            kept = merge_publications(rows)
            return link_of(kept), kept
        if rows:
            return next(k for k in links if k.object_id == rows[0].pk), rows[0]
        if links:
            return links[0], None
        typed = self.typed.get(squash(work.title))
        if typed and self.judged.apart(marks_of_records(items), frozenset({mark_of(typed)})):
            return None, None
        return None, typed


def _typed(works: Sequence[MergedWork]) -> dict[str, Publication]:
    """{folded title of a work: publication that a person typed} by identifier or by title."""
    by_id: dict[str, Publication] = {}
    by_title: dict[str, Publication] = {}
    for row in _typed_like(works):
        by_title.setdefault(squash(row.title), row)
        for form in row.appearances.all():
            for number in filter(None, (form.arxiv_id, form.doi)):
                by_id.setdefault(number, row)
    found = {}
    for work in works:
        ids = [i for f in work.appearances for i in (f.appearance.arxiv_id, f.appearance.doi)]
        of_title = by_title.get(squash(work.title))
        if match := next((by_id[i] for i in ids if i in by_id), of_title):
            found[squash(work.title)] = match
    return found


def _typed_like(works: Sequence[MergedWork]) -> list[Publication]:
    """Publications that a person typed with a title or an identifier of these, and some others."""
    keys = {f"title:{squash(work.title)}"[:200] for work in works}
    for form in (form.appearance for work in works for form in work.appearances):
        keys |= {arxiv_key(form.arxiv_id), doi_key(form.doi)}
    near = RowKey.objects.bearers(Subject.WORK, keys - {""}) | ChangedRow.objects.of(Subject.WORK)
    near -= {link.object_id for link in ImportedRow.objects.of(Publication, near)}
    rows = Publication.objects.prefetch_related("appearances").only("title").order_by("pk")
    return [row for some in batched(sorted(near)) for row in rows.filter(pk__in=some)]


def write_metrics(records: Iterable[Stored], works: dict[str, Written], source: str) -> None:
    """Figures about single works, under the work of that title on the same page."""
    for item in records:
        record = item.record
        if not isinstance(record, MetricRecord) or not record.work:
            continue
        for written in works.values():
            work = written.instance
            if isinstance(work, Publication) and squash(work.title) == squash(record.work):
                _write_metric(item, work, source)
                break


def _write_metric(item: Stored, work: Publication, source: str) -> None:
    record: MetricRecord = item.record
    link = next((k for _, k in ImportedRow.objects.told_by([item.row.pk], PublicationMetric)), None)
    which = (
        {"pk": link.object_id}
        if link
        else {"publication": work, "name": record.name, "source": source}
    )
    fields = {
        "name": record.name,
        "value": record.value,
        "unit": record.unit,
        "source": source,
        "is_public": not record.site_own,
    }
    wanted = Wanted(PublicationMetric, fields, ("name", "source"), records=(item.row.pk,))
    wanted.initial = {"read_on": timezone.localdate()}
    row = PublicationMetric.objects.filter(**which).first()
    written = write(wanted, link, row, {"publication": work})
    records = {item.row.pk, *written.link.records.values_list("pk", flat=True)}
    journal.relate(written.link, "records", records)


def _link_records(pairs: Sequence[tuple[Written, Sequence[Stored]]]) -> None:
    """Each row with the records that tell of it."""
    through = ImportedRow.records.through
    wanted = {(w.link.pk, item.row.pk) for w, items in pairs for item in items}
    had: set[tuple[int, int]] = set()
    for batch in batched({link for link, _ in wanted}):
        rows = through.objects.filter(importedrow__in=batch)
        had.update(rows.values_list("importedrow_id", "importedrecord_id"))
    for link, record in had - wanted:
        journal.delete(through.objects.filter(importedrow=link, importedrecord=record))
    journal.insert(
        [through(importedrow_id=link, importedrecord_id=r) for link, r in sorted(wanted - had)]
    )


def _write_offers(clustering: Clustering, by_ref: dict[str, Stored]) -> None:
    rows = [item.row.pk for item in by_ref.values()]
    journal.delete(Offer.objects.filter(first__in=rows, second__in=rows))
    journal.insert(
        [
            Offer(first=by_ref[o.a].row, second=by_ref[o.b].row, reason=o.reason[:300])
            for o in clustering.ambiguous
        ]
    )


def _remove_forsaken(stored: Iterable[Stored], taken: set[int]) -> None:
    """Rows of these records' works that no group has now: what they told of is told elsewhere."""
    rows = [item.row.pk for item in stored]
    told = ImportedRow.objects.told_by(rows, Publication)
    for link in {link.pk: link for _, link in told if link.pk not in taken}.values():
        remove(link, Publication.objects.filter(pk=link.object_id).first())
