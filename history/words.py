"""Values of records in the words of the form, and what differs between two states."""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.text import capfirst

from core.batches import batched
from core.files import readable_name
from history.lens import Lens, Shown, through_of
from history.models import Version
from history.records import IN_ONE_LINE, Model, label_of
from history.state import State
from importer.journal.columns import Columns, with_columns
from people.models import Person

EMPTY = "–"
WORDS = re.compile(r"\s+|\w+|[^\w\s]")
LONG = 40  # characters; a shorter text is better read whole
MOST_WORDS = 4000  # beyond, comparing word by word takes too long


@dataclass
class Difference:
    """What one field was and is; `words` of a long text: (same, gone or new; the text)."""

    label: str
    old: str
    new: str
    words: list[tuple[str, str]] = field(default_factory=list)


class Names:
    """What the rows are called at which keys point; a query for each model."""

    def __init__(self, wanted: Iterable[tuple[Model, int]] = ()) -> None:
        self._known: dict[tuple[Model, int], str] = {}
        self.ask(wanted)

    def ask(self, wanted: Iterable[tuple[Model, int]]) -> None:
        keys: dict[Model, set[int]] = defaultdict(set)
        for model, key in wanted:
            if (model, key) not in self._known:
                keys[model].add(key)
        for model, some in keys.items():
            for batch in batched(sorted(some)):
                for row in model._base_manager.filter(pk__in=batch):
                    self._known[model, row.pk] = str(row)
            self._ask_history(model, {key for key in some if (model, key) not in self._known})

    def _ask_history(self, model: Model, gone: set[int]) -> None:
        if gone:
            last = Version.objects.latest_of(label_of(model), gone)
            for key in gone:
                name = last[key].title if key in last else f"{model._meta.verbose_name} {key}"
                self._known[model, key] = f"{name} (deleted)"

    def __getitem__(self, key: tuple[Model, int]) -> str:
        return self._known.get(key) or f"{key[0]._meta.verbose_name} {key[1]}"


def keys_in(states: Iterable[State], lens: Lens) -> Iterator[tuple[Model, int]]:
    """The rows at which the shown columns of these states point."""
    every = list(states)
    for shown in lens.shown:
        for each in shown.fields:
            if each.related_model is None:
                continue
            label, column = label_of(shown.model), each.attname
            if each.many_to_many:
                label, _, column = through_of(each)
            for state in every:
                for columns in state.get(label, {}).values():
                    if columns.get(column) is not None:
                        yield each.related_model, columns[column]


def differences(old: State, new: State, lens: Lens, names: Names) -> list[Difference]:
    """What a reader with this lens sees differ, in the order of the form."""
    found: list[Difference] = []
    for shown in lens.shown:
        label = label_of(shown.model)
        was = _seen(old.get(label, {}), lens)
        now = _seen(new.get(label, {}), lens)
        if shown.model is lens.record:
            pk = next(iter({**was, **now}), "")
            found += _of_row(shown, pk, old, new, was, now, names, "")
        elif shown.model in IN_ONE_LINE and _is_whole(was, now):
            line = [", ".join(lines(rows, names)) for rows in (was, now)]
            if line[0] != line[1]:
                words = compared(line[0], line[1]) if all(line) else []
                found.append(Difference(shown.heading, line[0] or EMPTY, line[1] or EMPTY, words))
        else:
            found += _of_part(shown, old, new, was, now, names)
    return found


def _seen(rows: dict[str, Columns], lens: Lens) -> dict[str, Columns]:
    return {pk: columns for pk, columns in rows.items() if lens.shows_row(columns)}


def _is_whole(*states: dict[str, Columns]) -> bool:
    """Whether these rows have all their columns: of what an import changed, only some are kept."""
    return all("position" in columns for rows in states for columns in rows.values())


def _of_part(
    shown: Shown,
    old: State,
    new: State,
    was: dict[str, Columns],
    now: dict[str, Columns],
    names: Names,
) -> Iterator[Difference]:
    for pk in sorted({*was, *now}, key=int):
        if pk in was and pk in now:
            title = _title(shown, pk, old, was[pk], names)
            yield from _of_row(shown, pk, old, new, was, now, names, f"{title}: ")
        else:
            state, rows = (old, was) if pk in was else (new, now)
            text = _row_text(shown, pk, state, rows[pk], names)
            if text:
                sides = (text, EMPTY) if pk in was else (EMPTY, text)
                yield Difference(shown.heading, *sides)


def _title(shown: Shown, pk: str, state: State, columns: Columns, names: Names) -> str:
    """What the row is called: by the first of its fields that says something."""
    texts = (value_text(f, pk, state, columns, names) for f in shown.fields if f.name != "position")
    told = next((text for text in texts if text != EMPTY), "")
    return f"{capfirst(shown.one)} “{told[:60]}”" if told else capfirst(shown.one)


def _row_text(shown: Shown, pk: str, state: State, columns: Columns, names: Names) -> str:
    """All that the row says, field by field."""
    told = [
        (str(f.verbose_name), value_text(f, pk, state, columns, names))
        for f in shown.fields
        if f.name != "position"
    ]
    return "; ".join(f"{name}: {text}" for name, text in told if text not in (EMPTY, "no"))


def _of_row(
    shown: Shown,
    pk: str,
    old: State,
    new: State,
    was: dict[str, Columns],
    now: dict[str, Columns],
    names: Names,
    before: str,
) -> Iterator[Difference]:
    for each in shown.fields:
        sides = []
        for state, rows in ((old, was), (new, now)):
            columns = rows.get(pk)
            is_told = each.many_to_many or columns is None or each.attname in columns
            sides.append(value_text(each, pk, state, columns, names) if is_told else None)
        one, other = sides
        if one is not None and other is not None and one != other:
            label = before + (str(each.verbose_name) if before else capfirst(each.verbose_name))
            yield Difference(label, one, other, compared(one, other))


def value_text(each: Any, pk: str, state: State, columns: Columns | None, names: Names) -> str:
    """The value of a field as its form would show it."""
    if each.many_to_many:
        label, here, there = through_of(each)
        rows = state.get(label, {}).values()
        keys = [row[there] for row in rows if str(row.get(here)) == pk and there in row]
        return ", ".join(sorted(names[each.related_model, key] for key in keys)) or EMPTY
    return text_of(each, (columns or {}).get(each.attname), names)


def text_of(each: Any, value: Any, names: Names) -> str:
    """A stored value in words; an en dash where there is none."""
    if value in (None, "", [], {}):
        return EMPTY
    if each.related_model is not None:
        if isinstance(value, list):
            return ", ".join(sorted(names[each.related_model, key] for key in value))
        return names[each.related_model, value]
    if each.choices:
        return str(dict(each.flatchoices).get(value, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(each, models.FileField):
        return readable_name(PurePosixPath(value).name)
    if isinstance(each, models.DateTimeField) and (moment := parse_datetime(str(value))):
        return date_format(timezone.localtime(moment), "j M Y, H:i")
    return str(value)


def lines(rows: dict[str, Columns], names: Names) -> list[str]:
    """Authors as they are read: in order, * for an equal contribution, who is meant in brackets."""

    def place(item: tuple[str, Columns]) -> tuple[bool, bool, int, int]:
        pk, columns = item
        position = columns["position"]
        return columns["is_implied"], position is None, position or 0, int(pk)

    found = []
    for _, columns in sorted(rows.items(), key=place):
        person = names[Person, columns["person_id"]] if columns["person_id"] else ""
        printed = columns["printed_name"]
        name = printed or person
        if printed and person and printed != person:
            name = f"{printed} [{person}]"
        mark = "*" if columns["equal_contribution"] else ""
        found.append(f"{name}{mark} (hidden)" if columns["is_implied"] else f"{name}{mark}")
    return found


def compared(old: str, new: str) -> list[tuple[str, str]]:
    """Word by word: (same, gone or new; text); nothing for short texts, and for ones too long."""
    if EMPTY in (old, new) or max(len(old), len(new)) < LONG:
        return []
    one, other = WORDS.findall(old), WORDS.findall(new)
    if len(one) + len(other) > MOST_WORDS:
        return []
    found: list[tuple[str, str]] = []
    matcher = difflib.SequenceMatcher(None, one, other, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            found.append(("same", "".join(one[a:b])))
            continue
        found += [
            (kind, text)
            for kind, text in (("gone", "".join(one[a:b])), ("new", "".join(other[c:d])))
            if text
        ]
    return found


def row_of(model: Model, pk: int, columns: Columns) -> models.Model:
    """A row as a state tells it, not of the database."""
    return with_columns(model(pk=pk), columns)


def called(row: models.Model) -> str:
    """What a row is called, also where what it points at is gone."""
    try:
        return str(row)
    except ObjectDoesNotExist:
        return f"{row._meta.verbose_name} {row.pk}"
