"""What a merge does to works alone: order of authors and forms, titles, topics."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from importer.duplicates.children import matched
from importer.duplicates.choices import LIST_OF_AUTHORS, Picks, lines_of
from importer.duplicates.judge import records_of
from importer.journal import write as journal
from importer.match.fold import squash
from importer.match.forms import rank_of
from importer.save.merging import link_of
from importer.save.readings import Stored, load
from importer.save.works import settle
from publications.models import Appearance, Authorship, Publication

Works = tuple[Publication, Publication]


@dataclass
class Remembered:
    """The list of authors picked, if a choice was given; {form typed by a person: the title of
    its work}; both titles."""

    authors: list[Authorship]
    typed: dict[int, str]
    titles: list[str]


def remember(works: Works, picks: Picks) -> Remembered:
    authors: list[Authorship] = []
    if LIST_OF_AUTHORS in picks:
        taken = works[picks[LIST_OF_AUTHORS]]
        authors = [a for a in taken.authorships.select_related("person") if not a.is_implied]
    typed = {
        form.pk: work.title
        for work in works
        for form in work.appearances.all()
        if link_of(form) is None
    }
    return Remembered(authors, typed, [work.title for work in works])


def prepare(kept: Publication, gone: Publication) -> None:
    """Topics point from the work, and would go with it."""
    keys = {topic.pk for work in (kept, gone) for topic in work.topics.all()}
    journal.relate(kept, "topics", keys)


def records(kept: Publication) -> list[Stored]:
    """What pages tell of the work."""
    return load(records_of(kept))


def finish(kept: Publication, remembered: Remembered) -> None:
    _order_authors(kept, remembered.authors)
    _title_forms(kept, remembered.typed)
    _order_forms(kept)
    _keep_titles(kept, remembered.titles)
    settle(kept)


def _order_authors(kept: Publication, picked: Sequence[Authorship]) -> None:
    """The authors of the list picked, as it prints them; behind them those of the other alone."""
    if not picked:
        return
    rows = list(kept.authorships.select_related("person"))
    places = matched(list(picked), rows)
    first = [place for place in places if place is not None]
    rest = [n for n, row in enumerate(rows) if n not in first and not row.is_implied]
    for author, place in zip(picked, places, strict=True):
        if place is not None and author.printed_name:
            _set(rows[place], printed_name=author.printed_name)
    for number, place in enumerate([*first, *rest], 1):
        _set(rows[place], is_implied=False, position=number)


def _title_forms(kept: Publication, typed: dict[int, str]) -> None:
    """A form that a person typed came out under the title that its work had then."""
    for form in kept.appearances.all():
        title = typed.get(form.pk, "")
        if title and not form.title and squash(title) != squash(kept.title):
            _set(form, title=title)


def _order_forms(kept: Publication) -> None:
    """The version of record first, where not all of the forms have places from pages."""
    forms = list(kept.appearances.all())
    if all(link_of(form) for form in forms):
        return
    for number, form in enumerate(sorted(forms, key=_rank), 1):
        _set(form, position=number)


def _rank(form: Appearance) -> tuple[int, str, int, int]:
    date = form.date.isoformat() if form.date else "9999"
    return rank_of(form.kind, form.status), date, form.position or 0, form.pk


def _keep_titles(kept: Publication, titles: Sequence[str]) -> None:
    """Titles that neither the work nor a form of it has any more are former titles."""
    shown = [kept.title, kept.native_title, *kept.further_titles]
    shown += [form.title for form in kept.appearances.all()]
    known = {squash(title) for title in shown}
    lost = [title for title in titles if squash(title) not in known]
    others = lines_of([kept.other_titles, *lost])
    if lost:
        kept.other_titles = others
        journal.save(kept, "other_titles")


def _set(row: Authorship | Appearance, **values: object) -> None:
    changed = {name: value for name, value in values.items() if getattr(row, name) != value}
    for name, value in changed.items():
        setattr(row, name, value)
    if changed:
        journal.save(row, *changed)
