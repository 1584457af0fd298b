"""Rows edited on the form of what they belong to: in order, without a query for each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.admin.options import InlineModelAdmin
from django.contrib.admin.widgets import AutocompleteSelect, RelatedFieldWidgetWrapper
from django.db import models
from django.http import HttpRequest
from django.utils.text import capfirst

from core.admin.filled import rows_of
from core.admin.lists import FIELDS, ModelAdmin
from core.admin.rights import asked, offering, plainly
from core.rights import allowed, may_some

if TYPE_CHECKING:
    _ModelForm = forms.ModelForm[Any]
    _InlineModelAdmin = InlineModelAdmin[Any, Any]
    _BaseInlineFormSet = forms.BaseInlineFormSet[Any, Any, Any]
else:
    _ModelForm, _InlineModelAdmin = forms.ModelForm, InlineModelAdmin
    _BaseInlineFormSet = forms.BaseInlineFormSet


class KnownSelect(AutocompleteSelect):
    """An autocomplete that need not ask for the label of a row that is at hand."""

    known: models.Model | None = None

    def build_attrs(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With a placeholder: an empty choice would be nameless to a screen reader."""
        name = self.field.remote_field.model._meta.verbose_name
        return {**super().build_attrs(*args, **kwargs), "data-placeholder": f"Choose a {name}"}

    def optgroups(self, name: str, value: Sequence[str], attr: Any = None) -> Any:
        if self.known is None or list(value) != [str(self.known.pk)]:
            return super().optgroups(name, value, attr)
        empty = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        label = self.choices.field.label_from_instance(self.known)
        return [(None, [*empty, self.create_option(name, value[0], label, True, 1)], 0)]


class InlineForm(_ModelForm):
    """Hands the rows that are at hand to its autocompletes: those loaded with the row, those with
    which it comes filled in, those that were sent."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():  # the head of a column is no label to a screen reader
            field.widget.attrs.setdefault("aria-label", capfirst(field.label or ""))
        for name, widget in self._choices():
            given = self.initial.get(name)
            cached = self.instance._state.fields_cache.get(name) if self.instance.pk else None
            widget.known = given if isinstance(given, models.Model) else cached

    def _choices(self) -> Iterator[tuple[str, KnownSelect]]:
        for name, field in self.fields.items():
            widget = getattr(field.widget, "widget", field.widget)
            if isinstance(widget, KnownSelect):
                yield name, widget

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        for name, widget in self._choices():
            widget.known = self.cleaned_data.get(name)


def number(rows: Sequence[Any], moved: Mapping[Any, int]) -> None:
    """Numbers `rows` 1, 2, …; one whose place was typed ({key: place}) gets that place.

    The others keep their order around it, as they would on paper. Without this, a row moved
    to a taken place would land before or after its holder by the accident of their keys.
    """
    order = [row for row in rows if row.pk not in moved]
    for row in sorted((r for r in rows if r.pk in moved), key=lambda r: (moved[r.pk], r.pk)):
        order.insert(moved[row.pk] - 1, row)
    for place, row in enumerate(order, 1):
        if row.position != place:
            type(row)._default_manager.filter(pk=row.pk).update(position=place)


class PlacedFormSet(_BaseInlineFormSet):
    """Rows that editors put in order."""

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].widget.attrs["aria-label"] = "Delete"

    def arrange(self) -> None:
        """Numbers the saved rows, as their places were typed."""
        moved = {
            form.instance.pk: form.cleaned_data["position"]
            for form in self.initial_forms + self.extra_forms
            if "position" in form.changed_data and form.cleaned_data.get("position")
        }
        model: Any = self.model
        saved = model._default_manager.filter(**{self.fk.name: self.instance})
        number([row for row in saved if not getattr(row, "is_implied", False)], moved)


class _Inline(_InlineModelAdmin):
    """What a tabular and a stacked inline of the project have in common."""

    form = InlineForm
    formset = PlacedFormSet
    extra = 0
    joined: Sequence[str] = ()
    prefetched: Sequence[str] = ()
    formfield_overrides = FIELDS

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        given = 0 if obj else len(rows_of(request, self.model))
        return max(given, super().get_extra(request, obj, **kwargs))

    def get_queryset(self, request: HttpRequest) -> Any:
        rows = allowed(request.user, "view", super().get_queryset(request))
        rows = rows.prefetch_related(*self.prefetched)
        return rows.select_related(*self.joined) if self.joined else rows

    # A row below another: whoever may change that one, as far as this part of it is theirs.

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request, ("view", "change"), ("view", "change"), obj)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request, ("add",), ("change" if obj else "add",), obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request, ("change",), ("change" if obj else "add",), obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request, ("delete",), ("change" if obj else "add",), obj)

    def _may(
        self, request: HttpRequest, part: Sequence[str], whole: Sequence[str], obj: Any
    ) -> bool:
        return any(may_some(request.user, action, self.model) for action in part) and any(
            asked(request, action, self.parent_model, obj) for action in whole
        )

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        formset = super().get_formset(request, obj, **kwargs)
        fk: Any = formset.fk
        rows = self.model._default_manager.filter(**{fk.name: obj.pk if obj else None})
        offering(request, formset.form, lambda name: rows.order_by().values(name))
        return formset

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):
            site = self.admin_site
            kwargs.setdefault("widget", KnownSelect(db_field, site, using=kwargs.get("using")))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Beside a choice of a person or venue: add one, change it; no more in so small a row."""
        formfield = plainly(super().formfield_for_dbfield(db_field, request, **kwargs), request)
        if isinstance(widget := getattr(formfield, "widget", None), RelatedFieldWidgetWrapper):
            widget.can_delete_related = widget.can_view_related = False
        return formfield


class Rows(_Inline):
    """Short rows, one a line."""

    template = "admin/edit_inline/tabular.html"


class Blocks(_Inline):
    """Rows with many fields, one below the other."""

    template = "admin/edit_inline/stacked.html"


class LinkRows(Rows):
    fields = ["position", "label", "url"]
    verbose_name = "link"
    verbose_name_plural = "Links"


class FileRows(Rows):
    fields = ["position", "label", "file"]
    verbose_name = "file"


class FoldedRows(Rows):
    """Rows that are rarely wanted: folded away until they are."""

    classes = ["collapse"]


class FoldedBlocks(Blocks):
    classes = ["collapse"]


class OrderedInlinesMixin(ModelAdmin):
    """A ModelAdmin whose inline rows keep the places that an editor gives them, by number, by
    drag or by key."""

    class Media:
        css = {"all": ["admin/css/ordered.css"]}
        js = [forms.Script("admin/js/ordered.js", defer=True)]

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        super().save_formset(request, form, formset, change)
        if "position" in formset.form.base_fields and formset.has_changed():
            formset.arrange()
