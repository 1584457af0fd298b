"""Two people at one form: what the one saved while the other typed, field by field.

Values are compared three ways: as the form showed them when it was opened, as they are stored
now, as they were sent. What only the other changed goes into the form; where both did, the form
keeps what was typed. Of each the person may choose the other side.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict
from django.utils.text import capfirst

from history.opened import Opened, fields_of, initial, stored
from history.records import Model
from history.sent import Posted, Sent, SentRow, as_posted, plain_widget
from history.words import EMPTY, Names, text_of

NAME, CHOICE, SALT = "_conflict", "_choice", "history.conflict"
MINE, THEIRS = "mine", "theirs"
UNREADABLE = object()


@dataclass
class Side:
    """A value with its text, which is asked for once all keys are known."""

    each: Any
    value: Any
    sent: str = ""

    def text(self, names: Names) -> str:
        if self.value is UNREADABLE:
            return self.sent
        return text_of(self.each, self.value, names) if self.each else str(self.value)

    def points_at(self) -> Iterable[tuple[Model, int]]:
        model = self.each.related_model if self.each and self.value is not UNREADABLE else None
        if model is not None and self.value is not None:
            for key in self.value if isinstance(self.value, list) else [self.value]:
                yield model, key


@dataclass
class Entry:
    """A field that the other changed: the three values, and what the choice not taken sends."""

    label: str
    was: Side
    theirs: Side
    mine: Side
    default: str
    row: SentRow | None = None
    other: Posted = field(default_factory=dict)  # named as in the row, or as in the form
    can_choose: bool = True
    prefix: str = ""


@dataclass
class Shown:
    """An entry in words."""

    name: str
    label: str
    was: str
    theirs: str
    mine: str
    default: str
    can_choose: bool

    @property
    def is_theirs_alone(self) -> bool:
        """Whether nothing that was typed stands against it."""
        return self.default == THEIRS


class Conflict:
    """What is to be told and chosen; `sent` is what the form shows from now on."""

    def __init__(self, was: Opened, now: Opened, sent: Sent, form: Any, formsets: list[Any]):
        self.was, self.now, self.sent = was, now, sent
        self.entries: list[Entry] = []
        self.lost_files: list[str] = []
        self._fields(form, None, was.values, now.values, "", "")
        for formset in formsets:
            if formset.prefix in sent.rows:
                self._rows(formset)

    def _fields(
        self, form: Any, row: SentRow | None, was: Any, now: Any, before: str, prefix: str
    ) -> None:
        for name, each in fields_of(form):
            if name in was and name in now and was[name] != now[name]:
                label = f"{before}{form.fields[name].label or name}"
                if entry := self._field(form[name], each, row, was[name], now[name], label):
                    entry.prefix = prefix
                    self.entries.append(entry)

    def _field(
        self, bound: Any, each: Any, row: SentRow | None, was: Any, theirs: Any, label: str
    ) -> Entry | None:
        """None where there is nothing to decide: both did the same, or only the order is new."""
        form, html = bound.form, bound.html_name
        data = row.as_sent(form.prefix) if row else MultiValueDict(self.sent.own)
        files = row.files_as_sent(form.prefix) if row else MultiValueDict(self.sent.own_files)
        typed = plain_widget(bound.field).value_from_datadict(data, files, html)
        is_mine = bound.field.has_changed(initial(each, was), typed)
        if not bound.field.has_changed(initial(each, theirs), typed):
            return None
        mine = _typed(bound, each, was, typed, is_mine)
        default = MINE if is_mine else THEIRS
        entry = Entry(label, Side(each, was), Side(each, theirs), mine, default, row)
        posted = as_posted(bound, initial(each, theirs))
        entry.can_choose = bool(posted)
        if is_mine:
            entry.other = self._named(posted, form, row)
            return entry
        entry.other = {name: data.getlist(name) for name in posted}
        entry.other = self._named(entry.other, form, row)
        target = row.data if row else self.sent.own
        target.update(self._named(posted, form, row))
        return None if bound.name == "position" else entry

    def _named(self, posted: Posted, form: Any, row: SentRow | None) -> Posted:
        start = f"{form.prefix}-" if row else ""
        return {name.removeprefix(start): values for name, values in posted.items()}

    def _rows(self, formset: Any) -> None:
        """Their new rows come in, rows that they deleted go or become new ones."""
        prefix, one = formset.prefix, str(formset.model._meta.verbose_name)
        was, now = self.was.rows.get(prefix, {}), self.now.rows.get(prefix, {})
        forms = {str(form.instance.pk): form for form in formset.initial_forms}
        rows, count = self.sent.rows[prefix], self.sent.old[prefix]
        old, new = [], rows[count:]
        here = {row.key for row in rows[:count]}
        for row in rows[:count]:
            if row.key in now:
                old.append(row)
                self._row(forms[row.key], row, was.get(row.key, {}), now[row.key], one, prefix)
            elif row.key in was and self._came_back(formset, row, was[row.key], one):
                new.insert(0, row)
        for key in now.keys() - was.keys() - here:
            row = SentRow({"id": [key]})
            for name, each in fields_of(forms[key]):
                shown = as_posted(forms[key][name], initial(each, now[key][name]))
                row.fill(forms[key].prefix, shown)
            old.append(row)
            self._told(one, "", f"added: {forms[key].instance}", "")
        if was_order := _moved(was, now):
            before, after = (
                ", ".join(str(forms[key].instance) for key in keys) for keys in was_order
            )
            self._told(f"Order of {formset.model._meta.verbose_name_plural}", before, after, "")
        self.sent.arrange(prefix, old, new)

    def _row(self, form: Any, row: SentRow, was: Any, now: Any, one: str, prefix: str) -> None:
        before = f"{capfirst(one)} “{form.instance}”: "
        number = len(self.entries)
        self._fields(form, row, was, now, before, prefix)
        if "DELETE" in row.data and len(self.entries) > number:
            told = ", ".join(entry.label.removeprefix(before) for entry in self.entries[number:])
            del self.entries[number:]
            entry = self._told(f"{before}", "", f"changed: {told}", "deleted", row, prefix)
            entry.default, entry.other, entry.can_choose = MINE, {"DELETE": []}, True

    def _came_back(self, formset: Any, row: SentRow, was: Any, one: str) -> bool:
        """Whether a row that they deleted was changed here, so that it is one to be added."""
        prefix = formset.add_prefix("0")
        form = formset.empty_form
        form.prefix = prefix
        data, files = row.as_sent(prefix), row.files_as_sent(prefix)
        changed = "DELETE" not in row.data and any(
            form.fields[name].has_changed(
                initial(each, was.get(name)),
                plain_widget(form.fields[name]).value_from_datadict(
                    data, files, form.add_prefix(name)
                ),
            )
            for name, each in fields_of(form)
        )
        title = next((str(v) for k, v in was.items() if v and k != "position"), "")
        if not changed:
            self._told(f"{capfirst(one)} “{title}”", "", "deleted", "")
            return False
        entry = self._told(
            f"{capfirst(one)} “{title}”", "", "deleted", "changed", row, formset.prefix
        )
        entry.default, entry.other, entry.can_choose = MINE, {"DELETE": ["on"]}, True
        return True

    def _told(
        self, label: str, was: str, theirs: str, mine: str, row: Any = None, prefix: str = ""
    ) -> Entry:
        one, two, three = (Side(None, text or EMPTY) for text in (was, theirs, mine))
        entry = Entry(label.rstrip(": "), one, two, three, THEIRS, row, prefix=prefix)
        entry.can_choose = False
        self.entries.append(entry)
        return entry

    def shown(self) -> list[Shown]:
        """The entries in words; a query for each kind of row that they name."""
        names = Names(
            key
            for entry in self.entries
            for side in (entry.was, entry.theirs, entry.mine)
            for key in side.points_at()
        )
        return [
            Shown(
                f"{CHOICE}-{number}",
                capfirst(e.label),
                e.was.text(names),
                e.theirs.text(names),
                e.mine.text(names),
                e.default,
                e.can_choose,
            )
            for number, e in enumerate(self.entries)
        ]

    def signed(self) -> str:
        """For the form: what each choice that is not taken by default would send."""
        told = [[e.default, self._as_in_form(e)] for e in self.entries]
        return signing.dumps(told, salt=SALT, compress=True)

    def _as_in_form(self, entry: Entry) -> Posted:
        if entry.row is None:
            return entry.other
        place = next(n for n, r in enumerate(self.sent.rows[entry.prefix]) if r is entry.row)
        return {f"{entry.prefix}-{place}-{name}": v for name, v in entry.other.items()}


def _moved(was: Any, now: Any) -> list[list[str]]:
    """The rows that are in both, in their order in each; nothing where that is the same."""
    both = [key for key in now if key in was and "position" in now[key]]
    orders = [
        sorted(both, key=lambda key: (rows[key]["position"] or 0, int(key)))  # noqa: B023
        for rows in (was, now)
    ]
    return orders if orders[0] != orders[1] else []


def _typed(bound: Any, each: Any, was: Any, typed: Any, is_mine: bool) -> Side:
    if not is_mine:
        return Side(each, was)
    text = str(getattr(typed, "name", typed))
    if bound.field.widget.needs_multipart_form:
        return Side(each, UNREADABLE, text)
    try:
        return Side(each, stored(each, bound.field.clean(typed)))
    except ValidationError:
        return Side(each, UNREADABLE, text)


def choose(post: Any) -> Any:
    """What was sent, with the choices that were made beside it."""
    try:
        told = signing.loads(post.get(NAME, ""), salt=SALT)
    except (signing.BadSignature, ValueError):
        return post
    chosen = post.copy()
    for number, (default, other) in enumerate(told):
        choice = post.get(f"{CHOICE}-{number}")
        if choice in (MINE, THEIRS) and choice != default:
            for name, values in other.items():
                chosen.setlist(name, values)
                if not values:
                    chosen.pop(name)
    return chosen
