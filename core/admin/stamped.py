"""Two people at a form that is not of a record, or at rows edited in a list: the second is told.

The form carries what it showed, signed. When it comes back, a field that only the other changed is
left as the other wants it; where both did, it gets an error, and saving again means it.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from django import forms
from django.core import signing

from history.sent import as_posted

NAME, SALT = "SHOWN", "core.stamped"
OPENED = "_opened"  # the hidden input that each form of the admin has for a stamp
Values = dict[str, Any]


def signed(values: Values) -> str:
    return signing.dumps(values, salt=SALT, compress=True)


def read(sent: Any) -> Values:
    """What `signed` was given; nothing where that was not signed here."""
    try:
        told = signing.loads(sent or "", salt=SALT)
    except (signing.BadSignature, ValueError):
        return {}
    return told if isinstance(told, dict) else {}


def shown_by(form: Any) -> Values:
    """{name: what the form shows of it as stored}, as JSON holds it."""
    return {bound.name: _stored(bound) for bound in _fields(form)}


def meet(form: Any, was: Values) -> dict[str, str]:
    """Puts what only the other changed into the bound `form`, which had shown `was`.

    Returns a sentence for each field that both changed.
    """
    met: dict[str, str] = {}
    for bound in _fields(form):
        now, field = _stored(bound), bound.field
        if bound.name not in was or was[bound.name] == now:
            continue
        if not field.has_changed(was[bound.name], bound.data):
            form.data = form.data.copy()
            for name, values in as_posted(bound, now).items():
                form.data.setlist(name, values)
        elif field.has_changed(now, bound.data):
            met[bound.name] = (
                f"Somebody else changed this meanwhile, from “{_text(field, was[bound.name])}” to"
                f" “{_text(field, now)}”. Save again to have it as it stands here."
            )
    return met


def _fields(form: Any) -> list[Any]:
    """Those that can be edited: a file is not part of it, nor what is hidden."""
    return [
        form[name]
        for name, field in form.fields.items()
        if not (field.disabled or field.widget.is_hidden or field.widget.needs_multipart_form)
    ]


def _stored(bound: Any) -> Any:
    value = bound.field.prepare_value(bound.form.get_initial_for_field(bound.field, bound.name))
    return value if value is None or isinstance(value, bool | int | str) else str(value)


def _text(field: Any, value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(field, forms.ModelChoiceField):
        rows: Any = field.queryset
        row = rows.filter(pk=value).first() if value else None
        return str(row or "–")
    return str(dict(getattr(field, "choices", ())).get(value or "", value) or "–")


if TYPE_CHECKING:
    _FormSet = forms.BaseModelFormSet[Any, Any]
else:
    _FormSet = forms.BaseModelFormSet


class StampedForm(forms.Form):
    """A form to be shown with its `stamp` in a hidden input of the name of OPENED."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stamp = signed(shown_by(self))
        self._met = meet(self, read(self.data.get(OPENED))) if self.is_bound else {}

    def full_clean(self) -> None:
        super().full_clean()
        for name, sentence in self._met.items():
            self.add_error(name, sentence)


class StampedRows(_FormSet):
    """Rows edited in a list, with a stamp for all of them beside their number."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._was = read(self.data.get(f"{self.prefix}-{NAME}")) if self.is_bound else {}
        self._met: list[tuple[Any, dict[str, str]]] = []

    def _construct_form(self, i: int, **kwargs: Any) -> Any:
        form = super()._construct_form(i, **kwargs)  # type: ignore[misc]
        if self.is_bound and (was := self._was.get(str(form.instance.pk))):
            self._met.append((form, meet(form, was)))
        return form

    @cached_property
    def management_form(self) -> Any:
        form: Any = super().management_form
        name = f"{self.prefix}-{NAME}"
        form.fields[NAME] = forms.CharField(required=False, widget=forms.HiddenInput)
        now = signed({str(each.instance.pk): shown_by(each) for each in self.forms})
        if form.is_bound:
            form.data = form.data.copy()
            form.data[name] = now
        form.initial[NAME] = now
        return form

    def clean(self) -> None:
        super().clean()
        for form, met in self._met:
            for name, sentence in met.items():
                form.add_error(name, sentence)
