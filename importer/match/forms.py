"""The forms of a work: the same form told by several pages becomes one.

Two records tell of one form where kind and venue agree and the years do not differ. A venue or
year that a page leaves out is taken from another page if one form alone fits. All preprints
of a work are one, unless they have different arXiv ids or stand on different servers.

| field of a form                      | the value kept                                           |
| ------------------------------------ | -------------------------------------------------------- |
| date (and date as printed)           | the most precise; of equally precise ones the earliest   |
| title                                | of the record that dates the form best                   |
| status                               | the furthest: none (out), forthcoming, submitted         |
| every other                          | the longest; of equally long ones that of the record     |
|                                      | that dates the form best                                 |

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
from importer.match.keys import WorkEntry, arxiv_key
from importer.match.titles import title_key
from importer.records import Appearance

_RANK = {
    "journal": 0,
    "conference": 1,
    "book": 2,
    "chapter": 2,
    "workshop": 3,
    "thesis": 4,
    "patent": 5,
    "report": 6,
    "software": 7,
    "dataset": 8,
    "other": 9,
    "preprint": 10,
}
_SUBMITTED_RANK = 11
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
            found = {_server(v) for v in found} | ({"arxiv"} if self.form.arxiv_id else set())
        return frozenset(found - {""})

    @property
    def year(self) -> str:
        """The year of the form; a preprint may be dated by any of its versions."""
        return self.form.date[:4] if span(self.form.date) and self.form.kind != "preprint" else ""

    @property
    def rank(self) -> tuple[object, ...]:
        """The best dated first; for values that only one record can give."""
        return (
            -precision(self.form.date),
            self.place > 0,
            _date_key(self.form),
            title_key(self.entry.record.title),
            self.entry.record.title,
            self.name,
        )


@dataclass(frozen=True, slots=True)
class Form:
    """One form with all that tell of it, the best dated first."""

    appearance: Appearance
    told: tuple[Told, ...]

    @property
    def rank(self) -> tuple[object, ...]:
        """The place of the form among the forms of its work."""
        kind = self.appearance.kind
        rank = rank_of(kind, self.appearance.status)
        leads = any(told.place == 0 for told in self.told)
        return (rank, not leads, _date_key(self.appearance), kind, self.told[0].rank)


def rank_of(kind: str, status: str) -> int:
    """The place of a form by its kind: the version of record has the lowest."""
    return _SUBMITTED_RANK if status == "submitted" else _RANK.get(kind, 9)


def forms_of_work(entries: Sequence[WorkEntry]) -> list[Form]:
    """All forms of a work, the version of record first."""
    told = {t.name: t for t in _every(entries)}
    groups = one_form_groups(list(told.values()))
    found = [_merged(sorted((told[n] for n in group), key=lambda t: t.rank)) for group in groups]
    return sorted(found, key=lambda form: form.rank)


def _every(entries: Sequence[WorkEntry]) -> Iterator[Told]:
    for entry in entries:
        for place, form in enumerate(entry.record.appearances):
            yield Told(entry, place, form)


def one_form_groups(told: list[Told]) -> list[tuple[str, ...]]:
    """Names of the tellings of each form: first those that agree, then those that lack something.

    A form told without venue or year goes to the only full one that fits; if no full one does,
    to the only other one that lacks something and has no full one either.
    """
    names = {t.name: t for t in told}
    links = {ordered(a.name, b.name) for a, b in combinations(told, 2) if _one_form(a, b)}
    groups = [[names[n] for n in group] for group in components(names, links)]
    full = [group for group in groups if not _lacking(group)]
    fitting = {id(group): _those_that_fit(group, full) for group in groups if _lacking(group)}
    alone = [group for group in groups if fitting.get(id(group)) == []]
    for group in groups:
        found = fitting.get(id(group), [])
        if group in alone:
            found = _those_that_fit(group, alone)
        if len(found) == 1:
            links.add(ordered(group[0].name, found[0][0].name))
    return components(names, links)


def _lacking(group: list[Told]) -> bool:
    """Whether no telling of the form names the venue, or (but for a preprint) the year."""
    dated = any(t.year for t in group) or group[0].form.kind == "preprint"
    return not dated or not any(t.venue for t in group)


def _those_that_fit(group: list[Told], others: list[list[Told]]) -> list[list[Told]]:
    return [
        other
        for other in others
        if other is not group and all(_fits(x, y) for x in group for y in other)
    ]


def _one_form(a: Told, b: Told) -> bool:
    """Whether both name the same venue and year, or both no venue and the same year."""
    if a.form.kind != b.form.kind or a.year != b.year or _arxiv_clash(a, b):
        return False
    if not a.venue and not b.venue:
        return bool(a.year) or a.form.kind in ("preprint", "thesis")
    return _one_venue(a, b)


def _fits(a: Told, b: Told) -> bool:
    """Whether two tellings can be of one form, for all that they say."""
    if a.form.kind != b.form.kind or _arxiv_clash(a, b):
        return False
    venues = not a.venue or not b.venue or _one_venue(a, b)
    return venues and (not a.year or not b.year or a.year == b.year)


def _one_venue(a: Told, b: Told) -> bool:
    if a.venue & b.venue:
        return True
    pairs = ((a, b), (b, a))
    return any(
        squash(x.form.venue_abbrev) in words(y.form.venue_printed)
        for x, y in pairs
        if x.form.venue_abbrev and y.venue
    )


def _arxiv_clash(a: Told, b: Told) -> bool:
    one, other = a.form.arxiv_id, b.form.arxiv_id
    return bool(one and other) and arxiv_key(one) != arxiv_key(other)


def _server(venue: str) -> str:
    """The preprint server a folded venue names; "Preprint 2023" names none."""
    if venue.startswith(("arxiv", "corr")):
        return "arxiv"
    return "" if venue.startswith("preprint") else venue


def _without_year(venue: str) -> str:
    return "".join(word for word in words(venue) if not (len(word) == 4 and word.isdigit()))


# ---------------------------------------------------------------- one form from its tellings


def _merged(told: list[Told]) -> Form:
    """One form of its tellings, the best dated first."""
    values = {
        f.name: _longest_of_best(getattr(t.form, f.name) for t in told) for f in fields(Appearance)
    }
    dated = min((t.form for t in told), key=_date_rank)
    merged = replace(
        Appearance(**values), date=dated.date, date_printed=dated.date_printed, status=_status(told)
    )
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
