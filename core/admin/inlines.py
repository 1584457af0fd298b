"""Rows edited on the form of what they belong to: in order, without a query for each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.admin.options import InlineModelAdmin
from django.contrib.admin.widgets import AutocompleteSelect, RelatedFieldWidgetWrapper
from django.db import models
from django.http import HttpRequest

from core.admin.lists import FIELDS, ModelAdmin

if TYPE_CHECKING:
    _ModelForm = forms.ModelForm[Any]
    _InlineModelAdmin = InlineModelAdmin[Any, Any]
else:
    _ModelForm, _InlineModelAdmin = forms.ModelForm, InlineModelAdmin


class KnownSelect(AutocompleteSelect):
    """An autocomplete that need not ask for the label of a row that is at hand."""

    known: models.Model | None = None

    def optgroups(self, name: str, value: Sequence[str], attr: Any = None) -> Any:
        if self.known is None or list(value) != [str(self.known.pk)]:
            return super().optgroups(name, value, attr)
        empty = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        label = self.choices.field.label_from_instance(self.known)
        return [(None, [*empty, self.create_option(name, value[0], label, True, 1)], 0)]


class InlineForm(_ModelForm):
    """Hands the related rows that were loaded with the row to its autocompletes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            widget = getattr(field.widget, "widget", field.widget)
            if isinstance(widget, KnownSelect) and self.instance.pk:
                widget.known = self.instance._state.fields_cache.get(name)


class _Inline(_InlineModelAdmin):
    """What a tabular and a stacked inline of the project have in common."""

    form = InlineForm
    extra = 0
    joined: Sequence[str] = ()
    prefetched: Sequence[str] = ()
    formfield_overrides = FIELDS

    def get_queryset(self, request: HttpRequest) -> Any:
        rows = super().get_queryset(request)
        rows = rows.prefetch_related(*self.prefetched)
        return rows.select_related(*self.joined) if self.joined else rows

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):
            site = self.admin_site
            kwargs.setdefault("widget", KnownSelect(db_field, site, using=kwargs.get("using")))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Beside a choice of a person or venue: add one, change it; no more in so small a row."""
        formfield = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(widget := getattr(formfield, "widget", None), RelatedFieldWidgetWrapper):
            widget.can_delete_related = widget.can_view_related = False
        return formfield


class Rows(_Inline):
    """Short rows, one a line."""

    template = "admin/edit_inline/tabular.html"


class Blocks(_Inline):
    """Rows with many fields, one below the other."""

    template = "admin/edit_inline/stacked.html"


class FoldedRows(Rows):
    """Rows that are rarely wanted: folded away until they are."""

    classes = ["collapse"]


class FoldedBlocks(Blocks):
    classes = ["collapse"]


def arrange(formset: Any) -> None:
    """Numbers the saved rows of `formset` 1, 2, …; a row whose place was typed gets that place.

    The others keep their order around it, as they would on paper. Without this, a row moved
    to a taken place would land before or after its holder by the accident of their keys.
    """
    moved = {
        form.instance.pk: form.cleaned_data["position"]
        for form in formset.initial_forms + formset.extra_forms
        if "position" in form.changed_data and form.cleaned_data.get("position")
    }
    saved = formset.model._default_manager.filter(**{formset.fk.name: formset.instance})
    rows = [row for row in saved if not getattr(row, "is_implied", False)]
    order = [row for row in rows if row.pk not in moved]
    for row in sorted((r for r in rows if r.pk in moved), key=lambda r: (moved[r.pk], r.pk)):
        order.insert(moved[row.pk] - 1, row)
    for number, row in enumerate(order, 1):
        if row.position != number:
            formset.model._default_manager.filter(pk=row.pk).update(position=number)


class OrderedInlinesMixin(ModelAdmin):
    """A ModelAdmin whose inline rows keep the places that an editor gives them."""

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        super().save_formset(request, form, formset, change)
        if "position" in formset.form.base_fields and formset.has_changed():
            arrange(formset)
