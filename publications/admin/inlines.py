"""The forms that a work came out in, its links, files and figures, on its form."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from core.admin.inlines import Blocks, FileRows, FoldedRows, InlineForm, LinkRows
from publications.models import (
    Appearance,
    PublicationFile,
    PublicationLink,
    PublicationMetric,
)


class AppearanceForm(InlineForm):
    """Identifiers bare from the start, so that one typed twice in a form is seen as one."""

    def _bare(self, name: str) -> str | None:
        value: str | None = Appearance._meta.get_field(name).to_python(self.cleaned_data[name])
        return value

    def clean_doi(self) -> str | None:
        return self._bare("doi")

    def clean_arxiv_id(self) -> str | None:
        return self._bare("arxiv_id")


class AppearanceInline(Blocks):
    model = Appearance
    form = AppearanceForm
    comes_first = True
    autocomplete_fields = ["venue"]
    joined = ["venue"]
    verbose_name = "form"
    verbose_name_plural = "Where it came out, the version of record first"
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("position", "kind", "status", "date"),
                    ("venue", "venue_printed"),
                    ("doi", "arxiv_id"),
                    ("distinction", "detail"),
                ]
            },
        ),
        (
            "Volume, pages, publisher, other title, note",
            {
                "fields": [
                    ("volume", "issue", "pages"),
                    ("publisher", "date_printed"),
                    "title",
                    "note",
                ],
                "classes": ["collapse"],
            },
        ),
    ]

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        return super().get_extra(request, obj, **kwargs) or (0 if obj else 1)


class LinkInline(LinkRows):
    model = PublicationLink
    verbose_name_plural = "Links (those of arXiv and DOI make themselves)"


class FileInline(FileRows):
    model = PublicationFile
    verbose_name_plural = "Files (paper, slides, poster)"


class MetricInline(FoldedRows):
    model = PublicationMetric
    verbose_name = "figure"
    verbose_name_plural = "Figures (citations)"
