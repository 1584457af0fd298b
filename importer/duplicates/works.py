"""Pairs of works that may be one: those that imports left to a person, and those found among
the works as they are now, however they came to be.

Candidates come from blocking keys, so that the cost grows with the number of works.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib.contenttypes.models import ContentType
from django.db.models import Prefetch, QuerySet

from importer.duplicates.entries import entry_of
from importer.duplicates.pairs import Pair, keys_of, strongest_first
from importer.match.clusters import cluster
from importer.match.judged import Judged, Marks
from importer.match.keys import WorkEntry
from importer.match.marks import marks_of_work
from importer.match.titles import title_key
from importer.match.works import Verdict, compare
from importer.models import ImportedRow, Offer, Subject
from importer.save.judgements import judged_on, mark_of, marks_of_record
from importer.save.readings import load
from publications.models import Appearance, Publication

FOUND = 0.95  # two works that an import would have made one: strong, but not beyond an error
LEFT_TORN = 0.9  # as importer.match.clusters ranks records between works that exclude each other


def pairs_of_works() -> list[Pair]:
    """All pairs that wait for a decision, the strongest first."""
    works = {work.pk: work for work in compared()}
    tellers = _tellers()
    judged = judged_on(Subject.WORK)
    marks = _Marks(works, judged)
    found = [*_offered(tellers), *_found(works, _pages(tellers))]
    return [
        pair
        for pair in strongest_first(found)
        if pair.one in works and pair.other in works and not marks.are_apart(pair)
    ]


def compared() -> QuerySet[Publication]:
    """Works with all that comparing them looks at."""
    forms = Appearance.objects.select_related("venue")
    return (
        Publication.objects.with_authors()
        .prefetch_related(Prefetch("appearances", forms), "links")
        .defer("title_html", "abstract_html", "private_note")
        .order_by("pk")
    )


def told_works() -> QuerySet[ImportedRow]:
    """What the importer knows of works, with the records that tell of each."""
    kind = ContentType.objects.get_for_model(Publication)
    return ImportedRow.objects.filter(content_type=kind).prefetch_related("records__page")


class _Marks:
    """By what works are known again; looked up only where somebody said that two are not one."""

    def __init__(self, works: dict[int, Publication], judged: Judged) -> None:
        self.works, self.judged = works, judged
        self.told: dict[int, Marks] = {}
        if judged.different:
            for link in told_works():
                stored = load(link.records.all())
                self.told[link.object_id] = frozenset(m for i in stored for m in marks_of_record(i))

    def are_apart(self, pair: Pair) -> bool:
        return bool(self.judged.different) and self.judged.apart(
            self._of(pair.one), self._of(pair.other)
        )

    def _of(self, key: int) -> Marks:
        work = self.works[key]
        own = marks_of_work(entry_of(work)) | {mark_of(work)}
        return own | self.told.get(key, frozenset())


def _tellers() -> dict[int, list[tuple[int, int]]]:
    """{work: [(record, page)]} of the records that tell of each."""
    kind = ContentType.objects.get_for_model(Publication)
    found: dict[int, list[tuple[int, int]]] = {}
    rows = ImportedRow.objects.filter(content_type=kind, records__isnull=False)
    for work, record, page in rows.values_list("object_id", "records", "records__page"):
        found.setdefault(work, []).append((record, page))
    return found


def _pages(tellers: dict[int, list[tuple[int, int]]]) -> dict[int, set[int]]:
    return {work: {page for _, page in told} for work, told in tellers.items()}


def _offered(tellers: dict[int, list[tuple[int, int]]]) -> Iterator[Pair]:
    """The importer's offers whose records tell of two works."""
    work_of = {record: work for work, told in tellers.items() for record, _ in told}
    for offer in Offer.objects.select_related("first__page", "second__page"):
        one, other = work_of.get(offer.first_id), work_of.get(offer.second_id)
        if one and other and one != other:
            first, second = load([offer.first, offer.second])
            verdict = compare(first.entry, second.entry)
            strength = verdict.score if verdict.outcome == "ambiguous" else LEFT_TORN
            yield Pair(*keys_of(one, other), strength, (_sentence(offer.reason),))


def _found(works: dict[int, Publication], pages: dict[int, set[int]]) -> Iterator[Pair]:
    """What matching says of the works themselves."""
    verdicts: dict[tuple[str, str], Verdict] = {}

    def comparing(a: WorkEntry, b: WorkEntry) -> Verdict:
        verdict = compare(a, b)
        shared = pages.get(int(a.ref), set()) & pages.get(int(b.ref), set())
        if shared and title_key(a.record.title) != title_key(b.record.title):
            verdict = Verdict("different", "two titles in one listing", hard=True)
        verdicts[a.ref, b.ref] = verdict
        return verdict

    found = cluster((entry_of(work) for work in works.values()), comparing)
    for (a, b), verdict in verdicts.items():
        if verdict.outcome == "same":
            yield Pair(*keys_of(int(a), int(b)), FOUND, (_sentence(verdict.reason),))
    for offer in found.ambiguous:
        keys = keys_of(int(offer.a), int(offer.b))
        yield Pair(*keys, offer.score, (_sentence(offer.reason),))


def _sentence(reason: str) -> str:
    return f"{reason[:1].upper()}{reason[1:]}."
