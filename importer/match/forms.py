"""The forms of a work: the same form told by several pages becomes one.

Two records tell of one form where kind and venue agree and the years do not differ. A venue or
year that a page leaves out is taken from another page if one form alone fits. All preprints
of a work are one, unless they have different arXiv ids or stand on different servers.

| field of a form                      | the value kept                                           |
| ------------------------------------ | -------------------------------------------------------- |
| date (and date as printed)           | the most precise; of equally precise ones the earliest   |
| title                                | of the record that dates the form best                   |
| every other                          | of the record that dates the form best, else the next;   |
|                                      | of several the longest                                   |

| order of forms: published ones first, by kind, as below; a submitted one last                   |
| ----------------------------------------------------------------------------------------------- |
| journal, conference, book and chapter, workshop, thesis, patent, report, software, dataset,     |
| other, preprint                                                                                 |
| of one kind: what a record leads with before what it adds; then the earlier                     |
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property
from itertools import combinations

from importer.match.dates import arxiv_span, precision, span
from importer.match.fold import squash, words
from importer.match.grouping import components, ordered
from importer.match.keys import WorkEntry
from importer.match.titles import title_key
from importer.records import Appearance

_RANK = {"journal": 0, "conference": 1, "book": 2, "chapter": 2, "workshop": 3, "thesis": 4,
         "patent": 5, "report": 6, "software": 7, "dataset": 8, "other": 9, "preprint": 10}
_SUBMITTED_RANK = 11
_NO_SERVER = frozenset(("", "arxiv", "corr", "preprint", "arxivpreprint", "arxivorg"))
_NO_DATE = "9999"


@dataclass(frozen=True, slots=True)
class MergedAppearance:
    """A form of a work; `title` as printed where it differs from the work's; who told of it."""

    appearance: Appearance
    title: str
    refs: tuple[str, ...]


@dataclass(frozen=True)
class Told:
    """A form as one record tells of it; `place` is its place among the record's forms."""

    entry: WorkEntry
    place: int
    form: Appearance

    @property
    def name(self) -> str:
        return f"{self.entry.ref}\0{self.place:03d}"

    @cached_property
    def venue(self) -> frozenset[str]:
        """The folded names of the venue; empty where the record names none."""
        found = {squash(v) for v in (self.form.venue_abbrev, self.form.venue_name)} - {""}
        found = found or {_without_year(self.form.venue_printed)}
        if self.form.kind == "preprint":
            found = {v for v in found if v.rstrip("0123456789") not in _NO_SERVER}
        return frozenset(found - {""})

    @property
    def year(self) -> str:
        """The year of the form; a preprint may be dated by any of its versions."""
        return self.form.date[:4] if span(self.form.date) and self.form.kind != "preprint" else ""

    @property
    def rank(self) -> tuple[object, ...]:
        """The best dated first; for values that only one record can give."""
        return (-precision(self.form.date), self.place > 0, _date_key(self.form),
                title_key(self.entry.record.title), self.entry.record.title, self.name)


@dataclass(frozen=True, slots=True)
class Form:
    """One form with all that tell of it, the best dated first."""

    appearance: Appearance
    told: tuple[Told, ...]

    @property
    def rank(self) -> tuple[object, ...]:
        """The place of the form among the forms of its work."""
        kind = self.appearance.kind
        rank = _SUBMITTED_RANK if self.appearance.status == "submitted" else _RANK.get(kind, 9)
        leads = any(told.place == 0 for told in self.told)
        return (rank, not leads, _date_key(self.appearance), kind, self.told[0].rank)


def forms_of_work(entries: Sequence[WorkEntry]) -> list[Form]:
    """All forms of a work, the version of record first."""
    told = {t.name: t for t in _every(entries)}
    groups = _one_form_groups(list(told.values()))
    found = [_merged(sorted((told[n] for n in group), key=lambda t: t.rank)) for group in groups]
    return sorted(found, key=lambda form: form.rank)


def _every(entries: Sequence[WorkEntry]) -> Iterator[Told]:
    for entry in entries:
        for place, form in enumerate(entry.record.appearances):
            yield Told(entry, place, form)


def _one_form_groups(told: list[Told]) -> list[tuple[str, ...]]:
    """Names of the tellings of each form: first those that name venue and year, then the rest."""
    links = {ordered(a.name, b.name) for a, b in combinations(told, 2) if _one_form(a, b)}
    names = {t.name: t for t in told}
    groups = components(names, links)
    for group in groups:
        tellings = [names[n] for n in group]
        fitting = [other for other in groups if other != group
                   and all(_fits(x, names[n]) for x in tellings for n in other)]
        if len(fitting) == 1:
            links.add(ordered(group[0], fitting[0][0]))
    return components(names, links)


def _one_form(a: Told, b: Told) -> bool:
    """Whether both name the same venue and year (or are preprints without a clash)."""
    if a.form.kind != b.form.kind or a.year != b.year or _arxiv_clash(a, b):
        return False
    if a.form.kind in ("preprint", "thesis") and not (a.venue and b.venue):
        return not a.venue and not b.venue
    return _one_venue(a, b) or (not a.venue and not b.venue and bool(a.year))


def _fits(lacking: Told, other: Told) -> bool:
    """Whether a telling without venue or year can be of the same form as the other."""
    if lacking.form.kind != other.form.kind or _arxiv_clash(lacking, other):
        return False
    if lacking.venue and lacking.year and other.venue and other.year:
        return False
    venues = not lacking.venue or not other.venue or _one_venue(lacking, other)
    return venues and (not lacking.year or not other.year or lacking.year == other.year)


def _one_venue(a: Told, b: Told) -> bool:
    if a.venue & b.venue:
        return True
    pairs = ((a, b), (b, a))
    return any(squash(x.form.venue_abbrev) in words(y.form.venue_printed)
               for x, y in pairs if x.form.venue_abbrev and y.venue)


def _arxiv_clash(a: Told, b: Told) -> bool:
    one, other = a.form.arxiv_id, b.form.arxiv_id
    return bool(one and other) and _unversioned(one) != _unversioned(other)


def _unversioned(arxiv_id: str) -> str:
    return arxiv_id.strip().casefold().removeprefix("arxiv:").split("v")[0]


def _without_year(venue: str) -> str:
    return "".join(word for word in words(venue) if not (len(word) == 4 and word.isdigit()))


# ---------------------------------------------------------------- one form from its tellings


def _merged(told: list[Told]) -> Form:
    """One form of its tellings, the best dated first."""
    values = {f.name: _longest_of_best(getattr(t.form, f.name) for t in told)
              for f in fields(Appearance)}
    dated = min((t.form for t in told), key=_date_rank)
    merged = replace(Appearance(**values), date=dated.date, date_printed=dated.date_printed,
                     status=_status(told))
    return Form(merged, tuple(told))


def _longest_of_best(values: Iterable[str]) -> str:
    """The longest value; of equally long ones that of the best dated telling."""
    return max(values, key=len)


def _status(told: list[Told]) -> str:
    """The furthest state: what one page calls published is no longer submitted."""
    order = ("", "forthcoming", "submitted")
    found = [t.form.status for t in told]
    return min(found, key=lambda s: (order.index(s) if s in order else len(order), s))


def _date_rank(form: Appearance) -> tuple[object, ...]:
    return -precision(form.date), form.date or _NO_DATE, form.date_printed


def _date_key(form: Appearance) -> str:
    """A date to sort by: as told, or the month that an arXiv id tells."""
    if span(form.date):
        return form.date
    months = arxiv_span(form.arxiv_id) if form.kind == "preprint" else None
    return f"{months[0] // 12:04d}-{months[0] % 12 + 1:02d}" if months else _NO_DATE
