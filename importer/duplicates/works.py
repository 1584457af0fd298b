"""Pairs of works that may be one: those that imports left to a person, and those found among
the works as they are now, however they came to be.

Candidates come from blocking keys, so that the cost grows with the number of works.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db.models import Prefetch, QuerySet

from core.batches import batched
from importer.duplicates.entries import entry_of
from importer.duplicates.pairs import Pair, keys_of, strongest_first
from importer.match.clusters import cluster
from importer.match.judged import Marks
from importer.match.keys import WorkEntry, work_keys
from importer.match.marks import marks_of_work
from importer.match.titles import title_key
from importer.match.works import Verdict, compare
from importer.models import ImportedRow, Offer, RowKey, Subject
from importer.save.judgements import judged_on, mark_of, marks_of_record
from importer.save.readings import load
from publications.models import Appearance, Publication

FOUND = 0.95  # two works that an import would have made one: strong, but not beyond an error
LEFT_TORN = 0.9  # as importer.match.clusters ranks records between works that exclude each other

Works = dict[int, Publication]
Tellers = dict[int, list[tuple[int, int]]]  # {work: [(record that tells of it, its page)]}


class Shelf:
    """Works as they are now, each read once."""

    def __init__(self) -> None:
        self.works: dict[int, Publication | None] = {}
        self.entries: dict[int, WorkEntry] = {}

    def take(self, keys: Iterable[int]) -> Works:
        """{key: work} of those of the works that are there."""
        wanted = set(keys)
        for some in batched(sorted(wanted - self.works.keys())):
            self.works |= dict.fromkeys(some) | {w.pk: w for w in compared().filter(pk__in=some)}
        return {key: work for key in sorted(wanted) if (work := self.works[key])}

    def take_all(self) -> Works:
        found = {work.pk: work for work in compared()}
        self.works |= found
        return found

    def told(self, keys: Iterable[int]) -> dict[int, WorkEntry]:
        """{key: entry} of those of the works that are there."""
        works = self.take(keys)
        new = works.keys() - self.entries.keys()
        self.entries |= {key: entry_of(works[key]) for key in new}
        return {key: self.entries[key] for key in works}


def pairs_of_works(among: set[int] | None = None, shelf: Shelf | None = None) -> list[Pair]:
    """All pairs that wait for a decision, the strongest first; or those that one of some works is
    in, if `among` holds with each work all that are alike to it."""
    shelf = shelf or Shelf()
    works = shelf.take_all() if among is None else shelf.take(among)
    tellers = _tellers(works)
    pairs = [*_offered(tellers), *_found(shelf.told(works), _pages(tellers))]
    # An offer may be of a work that is not like the other any more, or is gone.
    works = shelf.take(key for pair in pairs for key in pair.keys)
    pairs = [pair for pair in strongest_first(pairs) if {*pair.keys} <= works.keys()]
    return _not_judged(pairs, works)


def alike_to(changed: set[int], near: set[int], shelf: Shelf) -> set[int]:
    """The changed works, those `near` them, and all that may be one with any of these, however
    many are between; for all that is not near, keys must be kept already."""
    found: dict[int, WorkEntry] = {}
    bearers: dict[str, list[WorkEntry]] = {}
    fresh = shelf.told(changed | near)
    while fresh:
        found |= fresh
        for entry in fresh.values():
            for key in work_keys(entry):
                bearers.setdefault(key, []).append(entry)
        keys = {key[:200] for entry in fresh.values() for key in work_keys(entry)}
        beside = RowKey.objects.bearers(Subject.WORK, keys) - found.keys()
        fresh = {k: e for k, e in shelf.told(beside).items() if _is_like(e, bearers)}
    return {*changed, *found}


def _is_like(entry: WorkEntry, bearers: dict[str, list[WorkEntry]]) -> bool:
    others = {other.ref: other for key in work_keys(entry) for other in bearers.get(key, ())}
    return any(compare(entry, other).outcome != "different" for other in others.values())


def keys_of_works(works: Iterable[int], shelf: Shelf) -> dict[int, set[str]]:
    """{work: its blocking keys}, cut as they are kept."""
    told = shelf.told(works)
    return {row: {key[:200] for key in work_keys(entry)} for row, entry in told.items()}


def compared() -> QuerySet[Publication]:
    """Works with all that comparing them looks at."""
    forms = Appearance.objects.select_related("venue")
    return (
        Publication.objects.with_authors()
        .prefetch_related(Prefetch("appearances", forms), "links")
        .defer("title_html", "abstract_html", "private_note")
        .order_by("pk")
    )


def _not_judged(pairs: list[Pair], works: Works) -> list[Pair]:
    """Those of which nobody said that they are not one."""
    judged = judged_on(Subject.WORK)
    if not judged.different:
        return pairs
    marks = _marks({key: works[key] for pair in pairs for key in pair.keys})
    return [pair for pair in pairs if not judged.apart(marks[pair.one], marks[pair.other])]


def _marks(works: Works) -> dict[int, Marks]:
    """By what the works are known again."""
    found = {key: marks_of_work(entry_of(w)) | {mark_of(w)} for key, w in works.items()}
    for link in ImportedRow.objects.of(Publication, works):
        for item in load(link.records.with_page()):
            found[link.object_id] |= marks_of_record(item)
    return found


def _tellers(works: Works) -> Tellers:
    found: Tellers = {}
    links = {link.pk: link.object_id for link in ImportedRow.objects.of(Publication, works)}
    told = ImportedRow.records.through.objects
    for some in batched(sorted(links)):
        rows = told.filter(importedrow__in=some)
        for link, record, page in rows.values_list(
            "importedrow", "importedrecord", "importedrecord__page"
        ):
            found.setdefault(links[link], []).append((record, page))
    return found


def _pages(tellers: Tellers) -> dict[int, set[int]]:
    return {work: {page for _, page in told} for work, told in tellers.items()}


def _offered(tellers: Tellers) -> Iterator[Pair]:
    """The importer's offers whose records tell of two works."""
    work_of = {record: work for work, told in tellers.items() for record, _ in told}
    for some in batched(sorted(work_of)):
        offers = list(Offer.objects.of_records(some))
        beside = {key for o in offers for key in (o.first_id, o.second_id)} - work_of.keys()
        others = {r: k.object_id for r, k in ImportedRow.objects.told_by(beside, Publication)}
        for offer in offers:
            one, other = ((work_of | others).get(key) for key in (offer.first_id, offer.second_id))
            if one and other and one != other:
                first, second = load([offer.first, offer.second])
                verdict = compare(first.entry, second.entry)
                strength = verdict.score if verdict.outcome == "ambiguous" else LEFT_TORN
                yield Pair(*keys_of(one, other), strength, (_sentence(offer.reason),))


def _found(entries: dict[int, WorkEntry], pages: dict[int, set[int]]) -> Iterator[Pair]:
    """What matching says of the works themselves."""
    verdicts: dict[tuple[str, str], Verdict] = {}

    def comparing(a: WorkEntry, b: WorkEntry) -> Verdict:
        verdict = compare(a, b)
        shared = pages.get(int(a.ref), set()) & pages.get(int(b.ref), set())
        if shared and title_key(a.record.title) != title_key(b.record.title):
            verdict = Verdict("different", "two titles in one listing", hard=True)
        verdicts[a.ref, b.ref] = verdict
        return verdict

    found = cluster(entries.values(), comparing)
    for (a, b), verdict in verdicts.items():
        if verdict.outcome == "same":
            yield Pair(*keys_of(int(a), int(b)), FOUND, (_sentence(verdict.reason),))
    for offer in found.ambiguous:
        keys = keys_of(int(offer.a), int(offer.b))
        yield Pair(*keys, offer.score, (_sentence(offer.reason),))


def _sentence(reason: str) -> str:
    return f"{reason[:1].upper()}{reason[1:]}."
