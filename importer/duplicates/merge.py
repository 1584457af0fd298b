"""Two rows made one, and two again.

A merge is a judgement (the two are one), the rows of both under one row, and then what an import
would make of it: the records that told of either are worked out together. What the person picked
comes last, as an editor's change does, so that pages read again leave it alone. All of it goes
through the journal, which takes it back.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from django.contrib.admin.models import CHANGE, LogEntry
from django.db import transaction

from importer.duplicates import of_people, of_works
from importer.duplicates.children import join_children
from importer.duplicates.choices import ADDRESS, Picks, lines_of, values_of
from importer.duplicates.judge import Row, say_same, subject_of
from importer.journal import undo
from importer.journal import write as journal
from importer.models import ImportedPage, Journal, Merge, Subject
from importer.save.merging import absorb, link_of
from importer.save.pages import write_again
from people.models import Person
from publications.models import Publication

EITHER = ("has_code", "is_selected", "has_profile")  # true of the one, true of both
BOTH = ("private_note", "other_titles")  # texts of which nothing is left out
Seen = TypeVar("Seen")
MODELS: dict[str, type[Row]] = {Subject.WORK: Publication, Subject.PERSON: Person}


class NotMergeable(Exception):
    """A sentence for the person who asked."""


def merge(one: Row, other: Row, picks: Picks, by: Any = None) -> Merge:
    """Make the two one, as picked, in one transaction. The row that has the address picked
    stays. Raises NotMergeable where they are one row, or somebody has merged one already."""
    rows = (one, other)
    kept, gone = rows if picks[ADDRESS] == 0 else rows[::-1]
    told = Merge(
        subject=subject_of(one),
        kept=kept.pk,
        kept_title=str(kept)[:500],
        gone=gone.pk,
        gone_title=str(gone)[:500],
    )
    with transaction.atomic():
        if (
            len(type(one)._default_manager.select_for_update().filter(pk__in=[one.pk, other.pk]))
            < 2
        ):
            raise NotMergeable("One of the two is not there any more: somebody was quicker.")
        told.journal = Journal.objects.create(by=by)
        with journal.recording(told.journal):
            _merge(kept, gone, rows, picks, by)
        told.save()
        _log(by, [kept], f"“{told.gone_title}” was merged into it.")
    return told


def preview(one: Row, other: Row, picks: Picks, look: Callable[[Row], Seen]) -> Seen:
    """What `look` sees of the row that would stay; nothing is changed. Raises NotMergeable."""
    with transaction.atomic():
        told = merge(one, other, picks)
        seen = look(type(one)._default_manager.get(pk=told.kept))
        transaction.set_rollback(True)
    return seen


def unmerge(told: Merge, by: Any = None, dry_run: bool = False) -> undo.Undone:
    """Two rows again, as they were. Raises NotUndoable, with a sentence."""
    with transaction.atomic():
        done = undo.undo(told.journal, by, dry_run)
        if not dry_run:
            rows = MODELS[told.subject]._default_manager.filter(pk__in=(told.kept, told.gone))
            _log(by, list(rows), f"A merge was taken back: {told}.")
    return done


def _merge(kept: Row, gone: Row, rows: tuple[Row, Row], picks: Picks, by: Any) -> None:
    picked = {**values_of(rows, picks), **_joined(rows)}
    special: Any = of_works if isinstance(kept, Publication) else of_people
    remembered = special.remember(rows, picks)
    say_same(*rows, by)
    special.prepare(kept, gone)
    join_children(gone, kept)
    _hand_over(gone, kept)
    absorb(gone, kept)
    if stored := special.records(kept):
        write_again(stored)
    stays = type(kept)._default_manager.get(pk=kept.pk)
    changed = {name for name, value in picked.items() if getattr(stays, name) != value}
    for name in changed:
        setattr(stays, name, picked[name])
    if changed:
        journal.save(stays)
    special.finish(stays, remembered)


def _joined(rows: tuple[Row, Row]) -> dict[str, Any]:
    """Columns for which nobody has to choose."""
    either = {
        name: any(getattr(row, name) for row in rows) for name in EITHER if hasattr(rows[0], name)
    }
    both = {
        name: lines_of(getattr(row, name) for row in rows)
        for name in BOTH
        if hasattr(rows[0], name)
    }
    return either | both


def _hand_over(gone: Row, kept: Row) -> None:
    """What the importer knows of a row that goes, it knows of the one that stays from now on."""
    link = link_of(gone)
    if link and not link_of(kept):
        link.object_id, link.created_it = kept.pk, False
        journal.save(link, "object_id", "created_it")
    if isinstance(gone, Person):
        journal.update(ImportedPage.objects.filter(owner=gone), owner=kept)


def _log(by: Any, rows: Sequence[Row], message: str) -> None:
    """Into the history of the rows, which the admin shows."""
    if by is not None and rows:
        LogEntry.objects.log_actions(by.pk, list(rows), CHANGE, message)
