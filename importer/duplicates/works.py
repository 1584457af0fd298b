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


def pairs_of_works(among: set[int] | None = None) -> list[Pair]:
    """All pairs that wait for a decision, the strongest first; or those that one of some works is
    in, if `among` holds with each work all that are alike to it."""
    works = read(among)
    tellers = _tellers(works)
    found = [*_offered(tellers), *_found(works, _pages(tellers))]
    if among is not None:  # an offer may be of a work that is not like the other any more
        works |= read({key for pair in found for key in pair.keys} - works.keys())
    pairs = [pair for pair in strongest_first(found) if {*pair.keys} <= works.keys()]
    return _not_judged(pairs, works)


def alike_to(changed: set[int], near: set[int]) -> set[int]:
    """The changed works, those `near` them, and all that may be one with any of these, however
    many are between; for all that is not near, keys must be kept already."""
    entries: dict[int, WorkEntry] = {}
    found: dict[int, WorkEntry] = {}
    bearers: dict[str, list[WorkEntry]] = {}
    fresh = changed | near
    while fresh:
        entries |= {key: entry_of(work) for key, work in read(fresh - entries.keys()).items()}
        fresh &= entries.keys()
        for row in fresh:
            found[row] = entries[row]
            for key in work_keys(entries[row]):
                bearers.setdefault(key, []).append(entries[row])
        keys = {key[:200] for row in fresh for key in work_keys(entries[row])}
        beside = RowKey.objects.bearers(Subject.WORK, keys) - found.keys()
        entries |= {key: entry_of(work) for key, work in read(beside - entries.keys()).items()}
        fresh = {row for row in beside & entries.keys() if _is_like(entries[row], bearers)}
    return {*changed, *found}


def _is_like(entry: WorkEntry, bearers: dict[str, list[WorkEntry]]) -> bool:
    others = {other.ref: other for key in work_keys(entry) for other in bearers.get(key, ())}
    return any(compare(entry, other).outcome != "different" for other in others.values())


def keys_of_works(works: Iterable[int]) -> dict[int, set[str]]:
    """{work: its blocking keys}, cut as they are kept."""
    return {
        row: {key[:200] for key in work_keys(entry_of(work))}
        for row, work in read(set(works)).items()
    }


def read(keys: set[int] | None) -> Works:
    """{key: work} of these works, or of all."""
    if keys is None:
        return {work.pk: work for work in compared()}
    return {
        work.pk: work for some in batched(sorted(keys)) for work in compared().filter(pk__in=some)
    }


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


def _found(works: Works, pages: dict[int, set[int]]) -> Iterator[Pair]:
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
