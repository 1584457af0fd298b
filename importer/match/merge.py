"""One work from all its records, by written precedence, never by order of arrival.

| field             | the value kept                                                             |
| ----------------- | -------------------------------------------------------------------------- |
| authors           | the fullest list, marks joined (credits.py)                                |
| appearances       | every form once, the version of record first (forms.py)                    |
| title             | that of the version of record                                              |
| native title      | of the weightiest record that has one                                      |
| previous titles   | those that a record calls so, then every other, the last form's first      |
| links             | all, the weightiest record's first; a label with a URL drops the bare one  |
| categories, tags  | all, sorted                                                                |
| abstract          | the longest                                                                |
| code              | if any record says so                                                      |
| note              | all that differ, the weightiest record's first                             |

The weight of a record is the place of the best form it tells of, then how well it dates that
form; the last resort is its title and then its ref, so that no tie is left.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from importer.match.credits import MergedAuthor, merge_credits
from importer.match.fold import squash
from importer.match.forms import Form, MergedAppearance, forms_of_work
from importer.match.keys import WorkEntry
from importer.match.titles import title_key
from importer.records import Link, PublicationRecord


@dataclass(frozen=True, slots=True)
class MergedWork:
    """A work with all that its records say; `sources` tells which ref gave a field its value."""

    title: str
    native_title: str
    previous_titles: tuple[str, ...]
    authors: tuple[MergedAuthor, ...]
    authors_truncated: bool
    appearances: tuple[MergedAppearance, ...]
    links: tuple[Link, ...]
    categories: tuple[str, ...]
    abstract: str
    has_code: bool
    affiliation_tags: tuple[str, ...]
    note: str
    sources: Mapping[str, str] = field(default_factory=dict)


def merge_work(entries: Sequence[WorkEntry]) -> MergedWork:
    """The work that all the entries tell of. Raises ValueError where there is none."""
    if not entries:
        raise ValueError("a work needs at least one record")
    forms = forms_of_work(entries)
    by_weight = _by_weight(entries, forms)
    first, records = by_weight[0], [entry.record for entry in by_weight]
    credits = merge_credits(by_weight)
    abstract = _first(by_weight, lambda r: r.abstract, by=lambda r: -len(r.abstract))
    native = _first(by_weight, lambda r: r.native_title)
    sources = {"title": first.ref, "authors": credits.ref} | {
        name: found[1]
        for name, found in (("abstract", abstract), ("native_title", native))
        if found[1]
    }
    return MergedWork(
        title=first.record.title,
        native_title=native[0],
        previous_titles=_previous_titles(first.record.title, native[0], forms, records),
        authors=credits.authors,
        authors_truncated=credits.truncated,
        appearances=tuple(_printed(form, first.record.title) for form in forms),
        links=_links(records),
        categories=tuple(sorted({r.category for r in records} - {""})),
        abstract=abstract[0],
        has_code=any(r.has_code for r in records),
        affiliation_tags=tuple(sorted({tag for r in records for tag in r.affiliation_tags})),
        note="\n".join(_distinct(r.note for r in records)),
        sources=sources | _form_sources(forms),
    )


def _by_weight(entries: Sequence[WorkEntry], forms: Sequence[Form]) -> list[WorkEntry]:
    """The entries, those that tell best of the version of record first."""
    weight: dict[str, tuple[int, int]] = {}
    for place, form in enumerate(forms):
        for order, told in enumerate(form.told):
            weight.setdefault(told.entry.ref, (place, order))
    last = (len(forms), 0)
    return sorted(entries, key=lambda e: (weight.get(e.ref, last), e.record.title, e.ref))


def _first(
    entries: Sequence[WorkEntry],
    value: Callable[[PublicationRecord], str],
    by: Callable[[PublicationRecord], int] = lambda r: 0,
) -> tuple[str, str]:
    """(value, ref) of the weightiest entry that has the value and is least in `by`."""
    having = [entry for entry in entries if value(entry.record)]
    if not having:
        return "", ""
    found = min(having, key=lambda e: by(e.record))  # the first of equals
    return value(found.record), found.ref


def _printed(form: Form, title: str) -> MergedAppearance:
    own = form.told[0].entry.record.title
    differs = title_key(own) != title_key(title)
    refs = tuple(sorted({told.entry.ref for told in form.told}))
    return MergedAppearance(form.appearance, own if differs else "", refs)


def _previous_titles(
    title: str, native: str, forms: Sequence[Form], records: Sequence[PublicationRecord]
) -> tuple[str, ...]:
    """Titles other than the work's own, in the order of the forms from the last to the first."""
    by_form = [told.entry.record.title for form in reversed(forms) for told in form.told]
    told = [title for record in records for title in record.previous_titles]
    found = {title_key(title): "", title_key(native): "", "": ""}
    for other in (*told, *by_form, *(record.title for record in records)):
        found.setdefault(title_key(other), other)
    return tuple(other for other in found.values() if other)


def _links(records: Sequence[PublicationRecord]) -> tuple[Link, ...]:
    """All links once; a label without URL goes where the same label has one."""
    every = [link for record in records for link in record.links]
    reached = {squash(link.label) for link in every if link.url}
    found: dict[tuple[str, str], Link] = {}
    for link in every:
        if link.url or squash(link.label) not in reached:
            found.setdefault((squash(link.label), link.url.rstrip("/")), link)
    return tuple(found.values())


def _distinct(values: Iterable[str]) -> list[str]:
    found: dict[str, str] = {}
    for value in values:
        if value:
            found.setdefault(squash(value), value)
    return list(found.values())


def _form_sources(forms: Sequence[Form]) -> dict[str, str]:
    """``appearances.0`` and so on: the entry that dates the form best."""
    return {f"appearances.{n}": form.told[0].entry.ref for n, form in enumerate(forms)}
