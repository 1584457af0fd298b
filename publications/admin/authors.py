"""The authors of a work, on its form: a row for each, or the whole line, pasted."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from core.admin.inlines import InlineForm, PlacedFormSet, Rows
from groupsite.authors.line import LONGEST_LINE, AuthorLine, author_line
from groupsite.authors.placing import Placed, place, placed
from publications.models import Authorship


class AuthorForm(InlineForm):
    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("person") and not cleaned.get("printed_name"):
            self.add_error("printed_name", "Choose a person, or write the name as printed.")
        if cleaned.get("is_implied"):
            cleaned["position"] = None  # who is hidden behind “et al.” has no place
        return cleaned


class LineForm(forms.Form):
    line = forms.CharField(
        label="Author line",
        required=False,
        max_length=LONGEST_LINE,
        help_text="All authors as printed, such as “A. Lovelace*, G. Hopper* and J. Doe”. Names"
        " that are below already keep their rows; * or “equal” marks an equal contribution.",
        widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
    )


class AuthorFormSet(PlacedFormSet):
    """The rows; a line of authors, where one was pasted, then says who is there and in which
    order."""

    takes_line = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        data = self.data if self.is_bound and self.takes_line else None
        self.line = LineForm(data, prefix=self.prefix)
        self.read: AuthorLine | None = None
        self.placed: Placed = []

    def clean(self) -> None:
        super().clean()
        if not self.line.is_bound or any(self.errors):
            return
        if not self.line.is_valid():
            raise ValidationError(self.line.errors["line"])
        if text := self.line.cleaned_data["line"]:
            try:
                self.read = author_line(text)
                self.placed = placed(self.read, self._present())
            except ValueError as error:
                raise ValidationError(str(error)) from error

    def _present(self) -> list[Authorship]:
        return [
            form.instance
            for form in self.forms
            if form not in self.deleted_forms and (form.instance.pk or form.has_changed())
        ]

    def has_changed(self) -> bool:
        return bool(self.placed) or super().has_changed()

    def arrange(self) -> None:
        if self.read is None:
            super().arrange()
            return
        new, old = place(self.instance, self.placed)
        told = {id(row) for row in self.new_objects} | {id(row) for row, _ in self.changed_objects}
        self.new_objects += new
        self.changed_objects += [(row, ["position"]) for row in old if id(row) not in told]
        self.instance.authors_truncated = self.read.is_cut
        self.instance.save()


class AuthorInline(Rows):
    model = Authorship
    form = AuthorForm
    formset = AuthorFormSet
    template = "admin/publications/authors.html"
    comes_first = True
    fields = ["position", "person", "printed_name", "equal_contribution", "is_implied"]
    autocomplete_fields = ["person"]
    joined = ["person"]
    verbose_name_plural = "Authors, in order"

    class Media:
        js = [forms.Script("admin/js/authors.js", defer=True)]

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        return super().get_extra(request, obj, **kwargs) or (0 if obj else 1)

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        formset: Any = super().get_formset(request, obj, **kwargs)
        formset.takes_line = self.has_add_permission(request, obj) and (
            obj is None or self.has_change_permission(request, obj)
        )
        return formset
