"""A person who is in truth two: works and pages that belong to the other go to a row of theirs.

What was chosen is kept as a judgement (importer.match.labels), so that pages which are read again,
or for the first time, leave it so; one journal takes all of it back.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.db import transaction
from django.db.models import Prefetch

from importer.duplicates import of_people
from importer.duplicates.entries import entry_of
from importer.duplicates.judge import plain, records_of, say
from importer.journal import undo
from importer.journal import write as journal
from importer.match.judged import Marks
from importer.match.marks import (
    letters_of,
    mark_of_bearer,
    mark_of_page,
    marks_of_mention,
    marks_of_work,
)
from importer.match.names import as_printed
from importer.models import ImportedPage, Journal, Judgement, Subject
from importer.names import counted
from importer.save.judgements import mark_of, marks_of_record
from importer.save.pages import write_again
from importer.save.readings import load
from people.models import Person
from publications.models import Authorship, Publication


class NotSplittable(Exception):
    """A sentence for the person who asked."""


@dataclass(frozen=True)
class Parts:
    """All that can belong to either: works, and pages of the person's own."""

    works: Sequence[Authorship]
    pages: Sequence[ImportedPage]


def parts_of(person: Person) -> Parts:
    shown = Publication.objects.with_authors().prefetch_related("links", "appearances__venue")
    works = person.authorships.prefetch_related(Prefetch("publication", shown))
    pages = ImportedPage.objects.filter(owner=person).defer("lines", "unread")
    newest = ("-publication__year", "publication__title", "pk")
    return Parts(list(works.order_by(*newest)), list(pages))


def split(
    person: Person, works: Collection[int], pages: Collection[int], by: Any = None
) -> tuple[Judgement, Person]:
    """Make the person two, in one transaction: the authorships and pages of these keys are the
    other's. Returns what was said and the other person. Raises NotSplittable where they are not
    all the person's, or nothing goes, or nothing stays."""
    with transaction.atomic():
        if not Person.objects.select_for_update().filter(pk=person.pk).exists():
            raise NotSplittable("This person is not there any more.")
        parts = parts_of(person)
        goes, stays = _divided(parts, set(works), set(pages))
        told = Journal.objects.create(by=by)
        with journal.recording(told):
            said, other = _split(person, goes, stays, by)
            said.journal = told
            journal.save(said, "journal")
        _log(by, person, other, len(goes.works))
    return said, other


def take_back(said: Judgement, by: Any = None, dry_run: bool = False) -> undo.Undone:
    """One person again, as before. Raises NotUndoable, with a sentence."""
    if said.journal is None:
        raise undo.NotUndoable("Nothing was written when this was said: have it forgotten.")
    with transaction.atomic():
        return undo.undo(said.journal, by, dry_run)


def _divided(parts: Parts, works: set[int], pages: set[int]) -> tuple[Parts, Parts]:
    known = {work.pk for work in parts.works}, {page.pk for page in parts.pages}
    if works - known[0] or pages - known[1]:
        raise NotSplittable("Something you chose is not this person's any more. Choose again.")
    if not works and not pages:
        raise NotSplittable("Choose the works, or the pages, that belong to the other person.")
    if (works, pages) == known:
        raise NotSplittable("Everything would go: leave what belongs to this person.")
    return (
        Parts([w for w in parts.works if w.pk in works], [p for p in parts.pages if p.pk in pages]),
        Parts(
            [w for w in parts.works if w.pk not in works],
            [p for p in parts.pages if p.pk not in pages],
        ),
    )


def _split(person: Person, goes: Parts, stays: Parts, by: Any) -> tuple[Judgement, Person]:
    other = _other(person, has_profile=bool(goes.pages))
    names = {as_printed(str(variant)) for variant in person.variants.all()} | {plain(person)}
    said = say(
        Subject.PERSON,
        False,
        (_marks(person, stays, names), str(person)),
        (_marks(other, goes, names), str(other)),
        by,
    )
    for page in goes.pages:
        page.owner = other
        journal.save(page, "owner")
    records = of_people.records(person)
    if records:
        write_again(records, profiles=[person.pk, other.pk])
    for author in Authorship.objects.filter(pk__in=[work.pk for work in goes.works]):
        if author.person_id != other.pk:
            author.person = other
            journal.save(author, "person")
    return said, other


def _other(person: Person, has_profile: bool) -> Person:
    """A new person of the same name, as visible as the first."""
    same = ("given_name", "family_name", "family_first", "is_draft", "publish_at")
    other = Person(has_profile=has_profile, **{name: getattr(person, name) for name in same})
    journal.save(other)
    return other


def _marks(person: Person, parts: Parts, names: Iterable[str]) -> Marks:
    mark, letters = mark_of(person), {letters_of(name) for name in names}
    found = {mark, *(mark_of_page(page.key) for page in parts.pages)}
    found |= {mark_of_bearer(name, mark) for name in names}
    for author in parts.works:
        found.update(_marks_of_author(author, letters))
    return frozenset(found)


def _marks_of_author(author: Authorship, letters: Collection[str]) -> Iterator[str]:
    """By which the name among the authors of the work is known again, on any page."""
    work = author.publication
    printed = list(work.authorships.all())
    own = next(n for n, one in enumerate(printed) if one.pk == author.pk)
    nth = counted([one.name for one in printed])[own]
    yield from marks_of_mention(author.name, nth, marks_of_work(entry_of(work)))
    for item in load(records_of(work)):
        names = [one.name for one in item.record.authors]
        for name, place in zip(names, counted(names), strict=True):
            if place == nth and letters_of(name) in letters:
                yield from marks_of_mention(name, nth, marks_of_record(item))


def _log(by: Any, person: Person, other: Person, works: int) -> None:
    """Into the history of both rows, which the admin shows."""
    if by is not None:
        moved = f"{works} {'work' if works == 1 else 'works'}"
        LogEntry.objects.log_actions(by.pk, [person], CHANGE, f"Split: {moved} went to another.")
        LogEntry.objects.log_actions(by.pk, [other], ADDITION, f"Split off with {moved}.")
