"""What a form of the admin sent, row by row, so that rows can be moved and fields filled in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

MOST_ROWS = 5000  # as DATA_UPLOAD_MAX_NUMBER_FIELDS
Posted = dict[str, list[str]]


@dataclass
class SentRow:
    """What was sent of one row: {name of a field: values}."""

    data: Posted = field(default_factory=dict)
    files: dict[str, list[Any]] = field(default_factory=dict)

    @property
    def key(self) -> str:
        return next(iter(self.data.get("id", [])), "")

    def fill(self, prefix: str, posted: Posted) -> None:
        """`posted` is named as for the row of that prefix."""
        for name, values in posted.items():
            self.data[name.removeprefix(f"{prefix}-")] = values

    def as_sent(self, prefix: str) -> MultiValueDict[str, str]:
        return MultiValueDict({f"{prefix}-{name}": values for name, values in self.data.items()})

    def files_as_sent(self, prefix: str) -> MultiValueDict[str, Any]:
        return MultiValueDict({f"{prefix}-{name}": values for name, values in self.files.items()})


class Sent:
    """The data of a form and of the inlines with these prefixes."""

    def __init__(self, post: Any, files: Any, prefixes: Iterable[str]) -> None:
        self.own: Posted = {}
        self.own_files: dict[str, list[Any]] = {}
        self.rows: dict[str, list[SentRow]] = {}
        self.old: dict[str, int] = {}
        for prefix in prefixes:
            total = _number(post.get(f"{prefix}-TOTAL_FORMS"))
            if total is not None:
                self.rows[prefix] = [SentRow() for _ in range(min(total, MOST_ROWS))]
                self.old[prefix] = _number(post.get(f"{prefix}-INITIAL_FORMS")) or 0
        self._of_row = re.compile(rf"({'|'.join(map(re.escape, self.rows)) or '(?!)'})-(\d+)-(.+)")
        for name, values in post.lists():
            row, rest = self._place(name)
            (row.data if row else self.own)[rest] = values
        for name, values in files.lists():
            row, rest = self._place(name)
            (row.files if row else self.own_files)[rest] = values

    def _place(self, name: str) -> tuple[SentRow | None, str]:
        match = self._of_row.fullmatch(name)
        if match and int(match[2]) < len(self.rows[match[1]]):
            return self.rows[match[1]][int(match[2])], match[3]
        return None, name

    def arrange(self, prefix: str, old: list[SentRow], new: list[SentRow]) -> None:
        """The rows of an inline: those that the database has, then those that it has not."""
        for row in new:
            row.data["id"] = [""]
        self.rows[prefix], self.old[prefix] = [*old, *new], len(old)

    def as_new(self, owners: dict[str, str]) -> None:
        """As if nothing were in the database yet; `owners` names, for each prefix, the field that
        points at the owner of the rows."""
        for prefix, rows in self.rows.items():
            kept = [row for row in rows if "DELETE" not in row.data]
            for row in kept:
                row.data.pop(owners[prefix], None)
            self.arrange(prefix, [], kept)

    def written(self) -> tuple[QueryDict, MultiValueDict[str, Any]]:
        """As Django takes it: data and files."""
        data, files = QueryDict(mutable=True), MultiValueDict(self.own_files)
        for name, values in self.own.items():
            if values:
                data.setlist(name, values)
        for prefix, rows in self.rows.items():
            data[f"{prefix}-TOTAL_FORMS"] = str(len(rows))
            data[f"{prefix}-INITIAL_FORMS"] = str(self.old[prefix])
            for place, row in enumerate(rows):
                for name, values in row.data.items():
                    if values:
                        data.setlist(f"{prefix}-{place}-{name}", values)
                for name, files_sent in row.files.items():
                    files.setlist(f"{prefix}-{place}-{name}", files_sent)
        return data, files


def _number(text: Any) -> int | None:
    return int(text) if text and str(text).isdecimal() and len(text) < 6 else None


def as_posted(bound: Any, value: Any) -> Posted:
    """What a browser would send for a bound field that shows this initial value."""
    widget: Any = plain_widget(bound.field)
    name = bound.html_name
    if isinstance(widget, forms.FileInput):
        return {}
    if isinstance(widget, forms.MultiWidget):
        suffixes: list[str] = vars(widget)["widgets_names"]  # which type stubs do not know
        parts = widget.decompress(value) or [None] * len(widget.widgets)
        return {
            f"{name}{suffix}": _texts(each.format_value(part))
            for suffix, each, part in zip(suffixes, widget.widgets, parts, strict=False)
        }
    if isinstance(widget, forms.CheckboxInput):
        return {name: ["on"] if value else []}
    shown = widget.format_value(bound.field.prepare_value(value))
    if isinstance(shown, list | tuple):
        return {name: [str(each) for each in shown if each not in ("", None)]}
    return {name: _texts(shown)}


def _texts(shown: Any) -> list[str]:
    """What one input sends that shows this; a choice of one shows a list of one."""
    values = shown if isinstance(shown, list | tuple) else [shown]
    return ["" if each is None else str(each) for each in values]


def plain_widget(field: Any) -> Any:
    """The widget without what the admin puts around it."""
    return getattr(field.widget, "widget", field.widget)
