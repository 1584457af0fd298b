"""Two records compared: are they one work?

In the order of the rules; the first that applies decides.

| what the two records say                                      | outcome                     |
| ------------------------------------------------------------- | --------------------------- |
| one is a piece about the other, or another part of a series   | different                   |
| an identifier in common, and a title or an author in common   | same                        |
| an identifier in common and nothing else                      | ambiguous                   |
| no author in common                                           | different                   |
| different identifiers of one kind, different titles           | different                   |
| different identifiers of one kind, one title                  | ambiguous                   |
| one title, authors that fit                                   | same                        |
| one title, but a title that many works have; a thesis and a   | ambiguous                   |
| published paper; ten years apart; authors that only overlap   |                             |
| two titles in one listing                                     | different                   |
| two titles, the same authors in order, a preprint and a later | same (see clusters.py) if   |
| form of it; a clause put before or behind the title           | at least two authors        |
| two titles, the same authors, dates that fit, and a word in   | ambiguous, with a score     |
| common or a title that the other's abstract speaks of         |                             |
| anything else                                                 | different                   |

"Of one kind": two arXiv ids, or two DOIs of forms of one kind. A preprint and a journal
article have two DOIs and are one work.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Literal

from importer.match.bylines import BylineLikeness, Company, byline, compare_bylines
from importer.match.dates import Span, arxiv_span, gap, span
from importer.match.keys import WorkEntry, author_keys, doi_key, id_keys, titles_of
from importer.match.titles import (
    Overlap,
    TitleLikeness,
    companion_clash,
    compare_titles,
    is_generic,
    stems,
)
from importer.records import Appearance, PublicationRecord

Outcome = Literal["same", "ambiguous", "different"]

_FIT = frozenset((Company.EQUAL, Company.REORDERED, Company.CONTAINED))
_UNPUBLISHED = frozenset(("preprint", "report", "other"))
_YEARS_OF_ONE_TITLE = 10
_MONTHS_TO_PUBLICATION = 36  # from preprint to print
_MONTHS_AFTER = 6  # a preprint may be posted after the paper is accepted
_MONTHS_OF_PREPRINTS = 12  # two listings may date one preprint by its first or a later version


@dataclass(frozen=True, slots=True)
class Verdict:
    """What two records are to one another.

    `retitled`: found under two titles; "same" then holds only if no other record fits as well.
    `hard`: the two exclude one another and may not be joined through a third either.
    `score` ranks what is ambiguous, from 0 to 1.
    """

    outcome: Outcome
    reason: str
    score: float = 1.0
    retitled: bool = False
    hard: bool = False


def compare(a: WorkEntry, b: WorkEntry) -> Verdict:
    """Whether two entries are one work: a pure, symmetric function of the two."""
    if b.ref < a.ref:
        a, b = b, a
    title = best_title(a.record, b.record)
    authors = compare_bylines(byline(a.record, a.owner), byline(b.record, b.owner))
    one_title = title.overlap is Overlap.EQUAL
    if not one_title and companion_clash(a.record.title, b.record.title):
        return Verdict("different", "one is about the other, or another part", hard=True)
    if id_keys(a) & id_keys(b):
        return _one_identifier(title, authors)
    if authors.company is Company.DISJOINT:
        return Verdict("different", "no author in common", hard=True)
    if _ids_clash(a, b):
        if one_title:
            return Verdict("ambiguous", "one title, different identifiers", 0.8, hard=True)
        return Verdict("different", "different identifiers", hard=True)
    if one_title:
        return _one_title(a.record, b.record, authors)
    return _two_titles(a, b, title, authors)


def best_title(a: PublicationRecord, b: PublicationRecord) -> TitleLikeness:
    """The likeness of the most alike of all titles of two records."""
    found = [compare_titles(x, y) for x, y in product(titles_of(a), titles_of(b))]
    return max(found, key=lambda t: (t.overlap, t.share), default=TitleLikeness(Overlap.NONE, 0.0))


# ---------------------------------------------------------------- one identifier, one title


def _one_identifier(title: TitleLikeness, authors: BylineLikeness) -> Verdict:
    known = authors.company in (Company.EQUAL, Company.REORDERED)
    if title.overlap >= Overlap.MOST or known:
        return Verdict("same", "one identifier")
    return Verdict("ambiguous", "one identifier, but other titles or authors", 0.7)


def _one_title(a: PublicationRecord, b: PublicationRecord, authors: BylineLikeness) -> Verdict:
    apart = _years_apart(a, b)
    if authors.company is Company.PARTIAL:
        return Verdict("ambiguous", "one title, some authors in common", 0.75)
    if is_generic(a.title) and apart != 0:
        return Verdict("ambiguous", "one title, but one that many works have", 0.6)
    if apart is not None and apart >= _YEARS_OF_ONE_TITLE:
        return Verdict("ambiguous", f"one title, {apart} years apart", 0.6)
    if _thesis_and_paper(a, b, authors):
        return Verdict("ambiguous", "one title, a thesis and a published paper", 0.7)
    if authors.company is Company.UNKNOWN and (len(stems(a.title)) < 4 or (apart or 0) > 3):
        return Verdict("ambiguous", "one title, authors not printed", 0.7)
    return Verdict("same", f"one title, {authors.company.value}")


def _years_apart(a: PublicationRecord, b: PublicationRecord) -> int | None:
    """Years between the nearest forms of two records; None where one prints no date."""
    gaps = [abs(gap(x, y)) // 12 for x, y in product(_spans(a), _spans(b))]
    return min(gaps, default=None)


def _thesis_and_paper(a: PublicationRecord, b: PublicationRecord, authors: BylineLikeness) -> bool:
    """Whether one is a thesis and the other more than that thesis put online as a preprint."""
    kinds = [_published(record) for record in (a, b)]
    if ("thesis" in kinds[0]) == ("thesis" in kinds[1]):
        return False
    return bool(kinds[0] and kinds[1]) or authors.company is not Company.EQUAL


def _ids_clash(a: WorkEntry, b: WorkEntry) -> bool:
    """Whether the two have identifiers of one kind, and none in common."""
    arxiv = [{key for key in id_keys(e) if key.startswith("arxiv:")} for e in (a, b)]
    if arxiv[0] and arxiv[1]:
        return not arxiv[0] & arxiv[1]
    dois = [
        {(form.kind, doi_key(form.doi)) for form in e.record.appearances if form.doi}
        for e in (a, b)
    ]
    return any(
        x[0] == y[0] and x[1] != y[1] and x[0] != "preprint" for x, y in product(dois[0], dois[1])
    )


# ---------------------------------------------------------------- two titles


def _two_titles(
    a: WorkEntry, b: WorkEntry, title: TitleLikeness, authors: BylineLikeness
) -> Verdict:
    if a.page and a.page == b.page:
        return Verdict("different", "two titles in one listing", hard=True)
    if authors.company not in _FIT or not author_keys(a) & author_keys(b):
        return Verdict("different", "two titles, other authors")
    dates = _dates_fit(a.record, b.record)
    if dates is None:
        return Verdict("different", "two titles, dates or forms that do not fit")
    in_order = authors.company is Company.EQUAL and authors.shared >= 2
    on_one_subject = title.share > 0 or _spoken(a, b) >= 0.5
    if in_order and title.overlap is Overlap.EXTENDED and dates > 0 and _no_third_form(a, b):
        return Verdict(
            "same",
            "a clause put to the title, the same authors, dates that fit",
            _score(a, b, title, authors, dates),
            retitled=True,
        )
    if title.overlap >= Overlap.MOST or (
        in_order and on_one_subject and (dates > 0 or title.share >= 0.5)
    ):
        return Verdict(
            "ambiguous",
            _retitled_reason(title, authors),
            _score(a, b, title, authors, dates),
            retitled=True,
        )
    return Verdict("different", "two titles that have little in common")


def _no_third_form(a: WorkEntry, b: WorkEntry) -> bool:
    """Whether at least one of the two is a preprint only."""
    return not (_published(a.record) and _published(b.record))


def _dates_fit(a: PublicationRecord, b: PublicationRecord) -> float | None:
    """How well two records of different titles can be forms of one work by kind and date.

    None: not at all. 0: nothing against it, but a date is missing. Up to 1: the nearer the better.
    """
    if _published(a) and _published(b) and _published(a) & _published(b):
        return None  # two papers at conferences, two articles
    closeness = [_closeness(x, y) for x, y in product(_dated_forms(a), _dated_forms(b))]
    if not closeness:
        return 0.0
    return max((c for c in closeness if c is not None), default=None)


def _closeness(x: tuple[bool, Span], y: tuple[bool, Span]) -> float | None:
    """Closeness of two dated forms (published or not, months)."""
    if x[0] == y[0]:
        months, limit = abs(gap(x[1], y[1])), _MONTHS_OF_PREPRINTS
        if x[0]:
            limit = _MONTHS_TO_PUBLICATION  # a conference paper and its journal article
    else:
        early, late = (y[1], x[1]) if x[0] else (x[1], y[1])
        months, limit = gap(early, late), _MONTHS_TO_PUBLICATION
        if months < -_MONTHS_AFTER:
            return None
    return None if abs(months) > limit else 1.0 - abs(months) / (limit + 1)


def _score(
    a: WorkEntry, b: WorkEntry, title: TitleLikeness, authors: BylineLikeness, dates: float
) -> float:
    """The strength of the evidence that two titles are of one work, from 0 to 1."""
    people = min(authors.shared, 4) / 4 * (1.0 if authors.company is Company.EQUAL else 0.5)
    return round(0.3 * people + 0.4 * title.share + 0.1 * dates + 0.2 * _spoken(a, b), 3)


def _spoken(a: WorkEntry, b: WorkEntry) -> float:
    """How far the abstract of one entry speaks of the title of the other, from 0 to 1."""
    return max(_spoken_of(a.record, b.record), _spoken_of(b.record, a.record))


def _spoken_of(titled: PublicationRecord, told: PublicationRecord) -> float:
    """The part of one title's content words that the other's abstract uses."""
    wanted = set(stems(titled.title))
    return len(wanted & _abstract_stems(told.abstract)) / len(wanted) if wanted else 0.0


@lru_cache(maxsize=8192)
def _abstract_stems(abstract: str) -> frozenset[str]:
    return frozenset(stems(abstract))


def _retitled_reason(title: TitleLikeness, authors: BylineLikeness) -> str:
    share = f"{round(100 * title.share)}% of the shorter title in common"
    return f"two titles ({share}), {authors.company.value}"


# ---------------------------------------------------------------- forms and dates


def _published(record: PublicationRecord) -> frozenset[str]:
    """The kinds of the published forms of a record."""
    return frozenset(form.kind for form in record.appearances if form.kind not in _UNPUBLISHED)


def _spans(record: PublicationRecord) -> list[Span]:
    return [months for _, months in _dated_forms(record)]


def _dated_forms(record: PublicationRecord) -> list[tuple[bool, Span]]:
    """(published or not, months) of the forms that have a date, or an arXiv id that tells one."""
    found = []
    for form in record.appearances:
        months = _months(form)
        if months:
            found.append((form.kind not in _UNPUBLISHED, months))
    return found


def _months(form: Appearance) -> Span | None:
    """A form's months: as dated, else, for a preprint, by its arXiv id."""
    dated = span(form.date)
    return dated or (arxiv_span(form.arxiv_id) if form.kind == "preprint" else None)
