"""What going back leaves alone: fields and parts that a form would not let the user write."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.text import capfirst

from core.rights import allowed, limits, may_all, may_some
from history.records import RECORDS, Key, Model, Part, label_of, parts_of
from history.state import State
from history.words import called, row_of
from importer.journal.columns import Columns

Rows = dict[str, Columns]
STAYS = "stays as it is: it is not yours to change"


def within_rights(by: Any, key: Key, now: State, wanted: State) -> tuple[State, list[str]]:
    """The state that `by` may make of `wanted`, and what stays as it is `now`, in sentences.

    Rows that come back may be theirs only once they are there: see `not_theirs`.
    """
    model, pk = key
    going = _Within(by, model, now)
    found = going.record(str(pk), wanted)
    for part in parts_of(model):
        label = label_of(part.model)
        found[label] = going.part(part, wanted.get(label, {}))
    return found, going.notes


def not_theirs(by: Any, model: Model, keys: Iterable[str]) -> list[Any]:
    """Those of the rows that came back which a form would not have let `by` make."""
    rows = model._base_manager.filter(pk__in=list(keys))
    if may_all(by, "change", model) or model._meta.auto_created:
        return []
    theirs = allowed(by, "change", rows).order_by().values("pk")
    return list(rows.exclude(pk__in=theirs))


class _Within:
    def __init__(self, by: Any, record: Model, now: State) -> None:
        self.by, self.model, self.now = by, record, now
        self.notes: list[str] = []
        # Rows of which the parts may be written, and those that stay whole, by model.
        self.open: dict[Model, set[str]] = {}
        self.held: dict[Model, set[str]] = {}

    def record(self, key: str, wanted: State) -> State:
        """With the fields of the record itself that are the user's to write."""
        own = label_of(self.model)
        here, mine = self.now[own][key], dict(wanted[own][key])
        limited = limits(self.by, self.model)
        for each in self.model._meta.concrete_fields:
            if each.name in limited and mine.get(each.attname) != here[each.attname]:
                mine[each.attname] = here[each.attname]
                if each.name in limited.shown:
                    self.notes.append(f"{capfirst(each.verbose_name)} {STAYS}.")
        self.open[self.model] = {key}
        return {**wanted, own: {key: mine}}

    def part(self, part: Part, wanted: Rows) -> Rows:
        """The rows of a part: changed, gone or back where that is allowed, else as they are."""
        now = self.now.get(label_of(part.model), {})
        if part.model._meta.auto_created:
            return self._through(part, now, wanted)
        within = self.open.get(part.owner, set()) - self.held.get(part.owner, set())
        changing = self._allowed("change", part.model, now)
        deleting = self._allowed("delete", part.model, now)
        adds = may_some(self.by, "add", part.model)
        found, held = dict(now), set()
        for pk in {**now, **wanted}:
            was, will = now.get(pk), wanted.get(pk)
            if was == will:
                continue
            can = pk in changing if was and will else pk in deleting if was else adds
            if not can or not all(str(row[part.column]) in within for row in (was, will) if row):
                held.add(pk)
            elif will is None:
                del found[pk]
            else:
                found[pk] = will
        self._tell(part, held, {**wanted, **now})
        self.open[part.model] = changing | (found.keys() - now.keys())
        self.held[part.model] = held
        return found

    def _through(self, part: Part, now: Rows, wanted: Rows) -> Rows:
        """Rows of a many-to-many field go with the row that has the field."""
        limited = limits(self.by, part.owner)
        fields = {
            each.name for each in part.owner._meta.local_many_to_many
            if each.remote_field.through is part.model
        }  # fmt: skip
        within = self.open.get(part.owner, set()) - self.held.get(part.owner, set())
        if any(name in limited for name in fields):
            within = set()
        stay = {pk: row for pk, row in now.items() if str(row[part.column]) not in within}
        come = {pk: row for pk, row in wanted.items() if str(row[part.column]) in within}
        return {**stay, **come}

    def _allowed(self, action: str, model: Model, rows: Rows) -> set[str]:
        if may_all(self.by, action, model):
            return set(rows)
        found = allowed(self.by, action, model._base_manager.filter(pk__in=list(rows)))
        return {str(pk) for pk in found.order_by().values_list("pk", flat=True)}

    def _tell(self, part: Part, held: set[str], rows: Rows) -> None:
        hidden = limits(self.by, self.model).hidden
        if not held or label_of(part.model) in hidden:
            return
        what = capfirst(str(part.model._meta.verbose_name))
        if part.owner in RECORDS:  # what is below a part that stays is told with it
            self.notes += [
                f"{what} “{called(row_of(part.model, int(pk), rows[pk]))}” {STAYS}."
                for pk in sorted(held, key=int)
            ]
        elif any(str(rows[pk][part.column]) not in self.held[part.owner] for pk in held):
            self.notes.append(f"{capfirst(str(part.model._meta.verbose_name_plural))}: what is"
                              " not yours to change stays as it is.")  # fmt: skip
