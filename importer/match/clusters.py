"""Records to works, and the pairs of works that a person should decide.

First come the entries that `compare` calls the same without a doubt about the title. Then the
groups found are looked at for retitled works: a retitled pair is joined only if each of the two
groups has the other for its only partner, and no listing gives both titles (it would not list
one work twice). What else may be one work is offered, once for two groups, the likeliest first.

All of it is a function of the set of entries. It is not monotone: an entry that comes later can
be a second partner for a retitled work, which is then offered, no longer joined.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from importer.match.dates import arxiv_span, span
from importer.match.grouping import Pair, components, consistent, ordered
from importer.match.judged import Bounds
from importer.match.keys import WorkEntry, work_keys
from importer.match.works import Verdict, compare

NEIGHBOURS = 50
NOTHING_JUDGED = Bounds()
SAID_SAME = Verdict("same", "a person said that they are one")
SAID_DIFFERENT = Verdict("different", "a person said that they are not one", hard=True)


@dataclass(frozen=True, slots=True)
class Offer:
    """Two entries whose works may be one."""

    a: str
    b: str
    reason: str
    score: float


@dataclass(frozen=True, slots=True)
class Clustering:
    """Works as sorted groups of refs, and offers, the strongest first."""

    groups: tuple[tuple[str, ...], ...]
    ambiguous: tuple[Offer, ...]


Compare = Callable[[WorkEntry, WorkEntry], Verdict]


def cluster(
    entries: Iterable[WorkEntry], comparing: Compare = compare, judged: Bounds = NOTHING_JUDGED
) -> Clustering:
    """The works that a set of entries tells of, whatever the order of the entries.

    What a person judged goes before what comparing says. Raises ValueError where two entries
    have one ref.
    """
    by_ref: dict[str, WorkEntry] = {}
    for entry in entries:
        if by_ref.setdefault(entry.ref, entry) != entry:
            raise ValueError(f"two entries have the ref {entry.ref!r}")
    verdicts = {
        pair: comparing(by_ref[pair[0]], by_ref[pair[1]])
        for pair in sorted(candidate_pairs(by_ref.values()))
    }
    verdicts |= _inside_groups(by_ref, verdicts, comparing)
    verdicts |= dict.fromkeys(judged.same, SAID_SAME)
    verdicts |= dict.fromkeys(judged.different, SAID_DIFFERENT)
    groups, doubtful = _one_title_groups(by_ref, verdicts, judged.same)
    works = _Works(groups, verdicts, {ref: entry.page for ref, entry in by_ref.items()})
    joined = works.retitled()
    final = components(range_names(groups), joined)
    merged = tuple(
        sorted(tuple(sorted(r for g in found for r in groups[int(g)])) for found in final)
    )
    where = {ref: number for number, group in enumerate(merged) for ref in group}
    settled = {ordered(str(where[a]), str(where[b])) for a, b in judged.different}
    return Clustering(merged, _offers(works.offers(doubtful), where, settled))


def candidate_pairs(entries: Iterable[WorkEntry]) -> set[Pair]:
    """Pairs of refs that share a blocking key.

    A key that more than 50 entries share (two people with a hundred papers together) is not
    searched in full: its entries are put in order of date, and each meets the 50 next ones,
    where a retitled version would be. Equal titles and identifiers are found all the same,
    by joining each with the next.
    """
    buckets: dict[str, list[WorkEntry]] = defaultdict(list)
    for entry in entries:
        for key in work_keys(entry):
            buckets[key].append(entry)
    found: set[Pair] = set()
    for bucket in buckets.values():
        refs = (
            [e.ref for e in sorted(bucket, key=_by_date)]
            if len(bucket) > NEIGHBOURS
            else [e.ref for e in bucket]
        )
        found |= set(_near(refs))
    return found


def _near(refs: list[str]) -> Iterator[Pair]:
    for place, ref in enumerate(refs):
        for other in refs[place + 1 : place + 1 + NEIGHBOURS]:
            yield ordered(ref, other)


def _by_date(entry: WorkEntry) -> tuple[int, str]:
    spans = [span(f.date) or arxiv_span(f.arxiv_id) for f in entry.record.appearances]
    return min((s[0] for s in spans if s), default=0), entry.ref


def range_names(groups: list[tuple[str, ...]]) -> list[str]:
    """Names of groups for `components`, which takes strings."""
    return [str(number) for number in range(len(groups))]


def _inside_groups(
    by_ref: Mapping[str, WorkEntry], verdicts: Mapping[Pair, Verdict], comparing: Compare
) -> dict[Pair, Verdict]:
    """Verdicts on pairs that are joined through others only: they may exclude one another."""
    found = {}
    joined = {pair for pair, verdict in verdicts.items() if verdict.outcome == "same"}
    for group in components(by_ref, joined):
        for a, b in _near(list(group)):
            if (a, b) not in verdicts:
                found[a, b] = comparing(by_ref[a], by_ref[b])
    return found


def _one_title_groups(
    refs: Iterable[str], verdicts: Mapping[Pair, Verdict], bound: Iterable[Pair]
) -> tuple[list[tuple[str, ...]], set[Pair]]:
    """Groups of entries that are the same without a doubt, and the links given up."""
    sure = {p for p, v in verdicts.items() if v.outcome == "same" and not v.retitled}
    hard = {p for p, v in verdicts.items() if v.hard}
    return consistent(refs, sure, hard, bound)


@dataclass(frozen=True, slots=True)
class _Works:
    """Groups of entries, and what the verdicts say of each two groups."""

    groups: list[tuple[str, ...]]
    verdicts: Mapping[Pair, Verdict]
    pages: Mapping[str, str]

    def retitled(self) -> set[Pair]:
        """Pairs of groups to be joined: those with no other partner than one another.

        Three or more groups are joined if each fits each (a work retitled twice).
        """
        strong = {
            pair
            for pair, found in self._between().items()
            if any(self.verdicts[p].outcome == "same" for p in found)
        }
        joined: set[Pair] = set()
        for found in components({g for pair in strong for g in pair}, strong):
            every = {ordered(x, y) for x, y in combinations(found, 2)}
            if every <= strong:
                joined |= every
        return joined

    def offers(self, doubtful: set[Pair]) -> Iterator[tuple[Pair, Verdict]]:
        """Pairs of entries, with their verdicts, that a person should decide."""
        for pair in doubtful:
            yield pair, Verdict("ambiguous", "the same, but others of its group exclude it", 0.9)
        for pair, verdict in self.verdicts.items():
            if verdict.outcome == "ambiguous" and not verdict.retitled:
                yield pair, verdict
        best = self._best_partners()
        for (x, y), found in self._between().items():
            score = max(self.verdicts[p].score for p in found)
            if score >= best[x] and score >= best[y]:
                for pair in found:
                    yield pair, self.verdicts[pair]

    def _best_partners(self) -> dict[str, float]:
        """The highest score that a group reaches with any other."""
        best: dict[str, float] = defaultdict(float)
        for pair, found in self._between().items():
            for group in pair:
                best[group] = max(best[group], *(self.verdicts[p].score for p in found))
        return best

    def _between(self) -> dict[Pair, list[Pair]]:
        """Retitled pairs of entries by the two groups they connect, where nothing forbids it."""
        where = {ref: str(n) for n, group in enumerate(self.groups) for ref in group}
        found: dict[Pair, list[Pair]] = defaultdict(list)
        barred = set()
        for (a, b), verdict in self.verdicts.items():
            pair = ordered(where[a], where[b])
            if verdict.hard:
                barred.add(pair)
            if verdict.retitled and pair[0] != pair[1]:
                found[pair].append((a, b))
        return {
            pair: pairs
            for pair, pairs in found.items()
            if pair not in barred and not self._pages(pair[0]) & self._pages(pair[1])
        }

    def _pages(self, group: str) -> set[str]:
        return {self.pages[ref] for ref in self.groups[int(group)]} - {""}


def _offers(
    found: Iterable[tuple[Pair, Verdict]], where: Mapping[str, int], settled: set[Pair]
) -> tuple[Offer, ...]:
    """One offer for two works, the strongest, first by strength; none for two of which a person
    said that they are not one (`settled`, by the numbers of the works)."""
    best: dict[tuple[int, int], Offer] = {}
    for (a, b), verdict in found:
        if where[a] == where[b] or ordered(str(where[a]), str(where[b])) in settled:
            continue
        works = (min(where[a], where[b]), max(where[a], where[b]))
        offer = Offer(a, b, verdict.reason, verdict.score)
        if works not in best or _rank(offer) < _rank(best[works]):
            best[works] = offer
    return tuple(sorted(best.values(), key=_rank))


def _rank(offer: Offer) -> tuple[float, str, str]:
    return -offer.score, offer.a, offer.b
