"""Works without a PDF, and without a year."""

from __future__ import annotations

from typing import Any

from django import forms

from core.fields import PartialDateFormField
from core.partial_dates import PartialDate
from groupsite.todo.forms.base import RowForm
from groupsite.todo.history import change
from publications.links import PDF_LABELS
from publications.models import Appearance, Kind, Publication, PublicationLink


class PdfForm(RowForm):
    url = forms.URLField(
        label="Address of the PDF",
        required=False,
        max_length=500,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"class": "vURLField"}),
    )

    def links(self) -> list[tuple[str, str]]:
        return list(self.row.shown_links)

    def fill(self) -> list[dict[str, Any]]:
        """Into the label that waits for it, where the page had one."""
        waiting = (
            link
            for link in self.row.links.all()
            if not link.url and link.label.casefold() in PDF_LABELS
        )
        link = next(waiting, None) or PublicationLink(publication=self.row, label="PDF")
        is_new = link.pk is None
        link.url = self.cleaned_data["url"]
        link.save()
        return [change("added", link) if is_new else change("changed", link, "address")]


class DateForm(RowForm):
    date = PartialDateFormField(
        label="Date",
        required=False,
        widget=forms.TextInput(attrs={"class": "vTextField", "placeholder": "2024-05"}),
    )

    def links(self) -> list[tuple[str, str]]:
        return list(self.row.shown_links)

    def note(self) -> str:
        """A date that is told in part."""
        form = self.row.record
        return f"Printed: {form.date_printed or form.date}" if form and (
            form.date_printed or form.date
        ) else ""  # fmt: skip

    def clean_date(self) -> PartialDate | None:
        date: PartialDate | None = self.cleaned_data["date"]
        if date and not date.year:
            raise forms.ValidationError(f"“{date}” has no year. Write 2024, or 2024-05.")
        return date

    def fill(self) -> list[dict[str, Any]]:
        form = self.row.record or Appearance(publication=self.row, kind=Kind.OTHER)
        is_new = form.pk is None
        form.date = self.cleaned_data["date"]
        form.save()
        # Another copy: this one has kept the forms as they were.
        Publication.objects.get(pk=self.row.pk).settle()
        return [change("added", form) if is_new else change("changed", form, "date")]
