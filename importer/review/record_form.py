"""The form that corrects one record of a review."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from core.partial_dates import parse as parse_date
from importer.models import Proposal
from importer.records import (
    Appearance,
    Author,
    Link,
    PublicationRecord,
    Record,
    Term,
    from_json,
)
from importer.review.shown import HIDDEN

KINDS = (
    "preprint",
    "conference",
    "workshop",
    "journal",
    "thesis",
    "book",
    "chapter",
    "patent",
    "software",
    "dataset",
    "report",
    "other",
)
STATUS = ("", "submitted", "forthcoming")
LONG = {"text", "abstract", "biography", "interests", "note"}
DATES = {"date", "start", "end", "year"}
FORM_PARTS = (
    "kind",
    "venue_abbrev",
    "venue_name",
    "date",
    "status",
    "volume",
    "issue",
    "pages",
    "doi",
    "arxiv_id",
    "distinction",
    "note",
)
NO_FORM = Appearance(kind="other")


class RecordForm(forms.Form):
    """The values of a record: one field each; lists have an item a line."""

    def __init__(self, proposal: Proposal, data: Any = None) -> None:
        self.record = _with_a_form(from_json(proposal.type, proposal.says))
        super().__init__(data, initial=_initial(self.record))
        for name in self.initial:
            self.fields[name] = _field(name, self.initial[name])

    def result(self) -> Record:
        """The record as corrected."""
        values: dict[str, Any] = {}
        forms_of_work = list(getattr(self.record, "appearances", ()))
        for name, value in self.cleaned_data.items():
            if name.startswith("form-"):
                _, number, part = name.split("-")
                at = int(number)
                forms_of_work[at] = replace(forms_of_work[at], **{part: value})
            else:
                values[name] = _value(self.record, name, value)
        if forms_of_work:
            values["appearances"] = tuple(form for form in forms_of_work if form != NO_FORM)
        return replace(self.record, **values)


def _with_a_form(record: Record) -> Record:
    """A work of which the page says nowhere where it came out has an empty form to fill in."""
    if isinstance(record, PublicationRecord) and not record.appearances:
        return replace(record, appearances=(NO_FORM,))
    return record


def _initial(record: Record) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for each in fields(record):
        value = getattr(record, each.name)
        if each.name in HIDDEN:
            continue
        if each.name == "appearances":
            for number, form in enumerate(value):
                found |= {f"form-{number}-{part}": getattr(form, part) for part in FORM_PARTS}
        else:
            found[each.name] = _printed(value)
    return found


def _printed(value: Any) -> Any:
    if not isinstance(value, tuple):
        return "" if value is None else value
    return [_line(item) for item in value]


def _line(item: Any) -> str:
    match item:
        case Author():
            return item.name + ("*" if item.equal else "")
        case Link():
            return f"{item.label} {item.url}".strip()
        case Term():
            return item.printed or f"{item.season} {item.year or ''}".strip().capitalize()
        case _:
            return str(item)


def _field(name: str, initial: Any) -> forms.Field:
    part = name.rsplit("-", 1)[-1]
    label = part.replace("_", " ")
    if isinstance(initial, bool):
        return forms.BooleanField(required=False, label=label)
    if isinstance(initial, list):
        return LinesField(required=False, label=label)
    if part in ("kind", "status") and name.startswith("form-"):
        options = KINDS if part == "kind" else STATUS
        return forms.ChoiceField(
            label=label, choices=[(o, o or "out") for o in options], required=part == "kind"
        )
    if part in LONG:
        area = forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"})
        return forms.CharField(required=False, label=label, widget=area)
    text = forms.TextInput(attrs={"class": "vTextField"})
    checks = [_is_date] if part in DATES else []
    needed = name in ("title", "text", "name", "position", "degree", "role")
    return forms.CharField(required=needed, label=label, widget=text, validators=checks)


class LinesField(forms.CharField):
    """Items a line each."""

    def __init__(self, **kwargs: Any) -> None:
        area = forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"})
        super().__init__(widget=area, help_text=self.help_of(kwargs.get("label", "")), **kwargs)

    @staticmethod
    def help_of(label: str) -> str:
        return {
            "authors": "One a line, in order; a * behind a name for equal contribution.",
            "links": "One a line: what it says, then its address.",
            "terms": "One a line, such as Fall 2024.",
        }.get(label, "One a line.")

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return str(self.prepare_value(initial)) != "\n".join((data or "").splitlines())

    def to_python(self, value: Any) -> Any:
        return [line.strip() for line in str(value or "").splitlines() if line.strip()]

    def validate(self, value: Any) -> None:
        return None

    def run_validators(self, value: Any) -> None:
        return None


def _is_date(value: str) -> None:
    if value and not value.startswith("--"):
        try:
            parse_date(value)
        except ValueError as error:
            raise ValidationError(str(error)) from error


def _value(record: Record, name: str, value: Any) -> Any:
    """A cleaned value as the record holds it; an item that is as before is as it was."""
    before = getattr(record, name)
    if not isinstance(before, tuple):
        return value
    known = {_line(item): item for item in before}
    return tuple(known.get(line, _item(name, line)) for line in value)


def _item(name: str, line: str) -> Any:
    if name == "authors":
        return Author(line.rstrip("* "), line.endswith("*"))
    if name == "links":
        label, _, url = line.rpartition(" ")
        return Link(label, url) if "://" in url and label else Link(line)
    if name == "terms":
        season, _, year = line.rpartition(" ")
        told = year.isdigit()
        return Term(season.casefold() if told else "", int(year) if told else None, line)
    return line
