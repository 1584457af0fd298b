"""Writing history: whoever changes records says so here, before and after."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import models, transaction

from history.files import hold
from history.models import Version
from history.records import Key, label_of, records_of
from history.state import State, states_of
from history.words import called, row_of

How = Version.How
Before = dict[Key, State]
LONGEST_TITLE = 300


def before(rows: Iterable[models.Model]) -> Before:
    """The records that these rows are, or are part of, as they stand now."""
    return states_of(records_of(rows))


@contextmanager
def recorded(
    rows: Iterable[models.Model], by: Any, how: str = How.EDIT, note: str = ""
) -> Iterator[None]:
    """What this block changes in the records of these rows stands in their history.

    All of it is one transaction with the history. A row that the block deletes goes to the bin;
    what pointed at it is told by `history.bin` alone.
    """
    with transaction.atomic():
        was = before(rows)
        yield
        keep(was, by, how, note)


def added(rows: Iterable[models.Model], by: Any, note: str = "") -> list[Version]:
    """These rows are new: their records begin their history, or were changed by them."""
    return _write(
        [(key, state, How.ADD) for key, state in states_of(records_of(rows)).items()], by, note
    )


def keep(was: Before, by: Any, how: str = How.EDIT, note: str = "") -> list[Version]:
    """Versions of those records that are not as they were; of how they were, too, where nothing
    says it yet."""
    now = states_of(was)
    changed = {key: state for key, state in was.items() if now.get(key) != state}
    _keep_found({key: state for key, state in changed.items() if key in now})
    told = [(key, now.get(key, changed[key]), how if key in now else How.DELETE) for key in changed]
    return _write(told, by, note)


def _keep_found(was: Before) -> None:
    """How an edit found these records, where their last version says otherwise."""
    last: dict[Key, Version] = {}
    for model in {model for model, _ in was}:
        keys = [pk for each, pk in was if each is model]
        found = Version.objects.latest_of(label_of(model), keys)
        last |= {(model, pk): version for pk, version in found.items()}
    news: list[tuple[Key, State, str]] = [
        (key, state, How.FOUND)
        for key, state in was.items()
        if key not in last or last[key].state != state
    ]
    _write(news, None, "")


def _write(told: list[tuple[Key, State, str]], by: Any, note: str) -> list[Version]:
    by = by if by is not None and by.pk else None
    versions = [
        Version(
            model=label_of(model),
            object_id=pk,
            by=by,
            who=name_of(by),
            how=how,
            note=note[:LONGEST_TITLE],
            title=title_of(model, pk, state),
            state=state,
            is_in_bin=how == How.DELETE,
        )
        for (model, pk), state, how in told
    ]
    Version.objects.bulk_create(versions)
    hold(versions)
    return versions


def name_of(user: Any) -> str:
    """As histories call the user, also when the account is gone."""
    return str(user.get_full_name() or user.get_username()) if user else ""


def title_of(model: type[models.Model], pk: int, state: State) -> str:
    """What the record is called by its own columns."""
    return called(row_of(model, pk, state[label_of(model)][str(pk)]))[:LONGEST_TITLE]
