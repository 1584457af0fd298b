"""A work with its authors, the forms it came out in, links and files on one form; venues."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Count, Prefetch, QuerySet
from django.forms import BaseInlineFormSet
from django.http import HttpRequest

from core.admin.inlines import Blocks, FoldedRows, InlineForm, OrderedInlinesMixin, Rows
from core.admin.lists import PrefetchingAdmin
from core.admin.published import ADDRESS, VISIBILITY, PublishedAdmin, StateFilter
from publications.models import (
    Appearance,
    Authorship,
    Kind,
    Publication,
    PublicationFile,
    PublicationLink,
    PublicationMetric,
    Topic,
    Venue,
    VenueAlias,
)


class AuthorForm(InlineForm):
    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("person") and not cleaned.get("printed_name"):
            self.add_error("printed_name", "Choose a person, or write the name as printed.")
        if cleaned.get("is_implied"):
            cleaned["position"] = None  # who is hidden behind “et al.” has no place
        return cleaned


class AuthorInline(Rows):
    model = Authorship
    form = AuthorForm
    fields = ["position", "person", "printed_name", "equal_contribution", "is_implied"]
    autocomplete_fields = ["person"]
    joined = ["person"]
    verbose_name_plural = "Authors, in order"

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        return 0 if obj else 1


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
        return 0 if obj else 1


class LinkInline(Rows):
    model = PublicationLink
    fields = ["position", "label", "url"]
    verbose_name = "link"
    verbose_name_plural = "Links (those of arXiv and DOI make themselves)"


class FileInline(Rows):
    model = PublicationFile
    fields = ["position", "label", "file"]
    verbose_name = "file"
    verbose_name_plural = "Files (paper, slides, poster)"


class MetricInline(FoldedRows):
    model = PublicationMetric
    verbose_name = "figure"
    verbose_name_plural = "Figures (citations)"


class KindFilter(admin.SimpleListFilter):
    title = "kind"
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return list(Kind.choices)

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(kind=self.value()) if self.value() else queryset


@admin.register(Publication)
class PublicationAdmin(OrderedInlinesMixin, PublishedAdmin):
    list_display = ["title", "authors", "venue", "year", "state"]
    list_filter = [StateFilter, KindFilter, "is_selected", "has_code", "year"]
    list_prefetch = [
        Prefetch("authorships", Authorship.objects.named()),
        Prefetch("appearances", Appearance.objects.select_related("venue")),
    ]
    list_defer = ["title_html", "other_titles", "abstract", "abstract_html", "private_note"]
    search_fields = [
        "title", "native_title", "slug", "appearances__title", "appearances__doi",
        "appearances__arxiv_id", "authorships__printed_name", "authorships__person__given_name",
        "authorships__person__family_name",
    ]  # fmt: skip
    search_help_text = "Title, author, arXiv number or DOI"
    autocomplete_fields = ["topics"]
    fieldsets = [
        (None, {"fields": ["title", "abstract", ("is_selected", "has_code", "authors_truncated")]}),
        VISIBILITY,
        (
            "Topics, notes, other titles",
            {
                "fields": [
                    "topics",
                    "note",
                    "native_title",
                    "other_titles",
                    "affiliation_tags",
                    "private_note",
                ],
                "classes": ["collapse"],
            },
        ),
        ADDRESS,
    ]
    inlines = [AuthorInline, AppearanceInline, LinkInline, FileInline, MetricInline]

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        form.instance.settle()

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """An identifier is found as people paste it, too: as an address."""
        for name in ("doi", "arxiv_id"):
            search_term = Appearance._meta.get_field(name).to_python(search_term) or ""
        return super().get_search_results(request, queryset, search_term)

    @admin.display(description="authors")
    def authors(self, publication: Publication) -> str:
        return publication.short_byline

    @admin.display(description="venue")
    def venue(self, publication: Publication) -> str:
        return publication.record.venue_text if publication.record else ""


class AliasFormSet(BaseInlineFormSet):
    """Sees two spellings that differ in capitals only, which the database refuses."""

    def clean(self) -> None:
        super().clean()
        seen: set[str] = set()
        for form in self.forms:
            name = form.cleaned_data.get("name", "") if hasattr(form, "cleaned_data") else ""
            if not name or form in self.deleted_forms:
                continue
            if name.casefold() in seen:
                form.add_error("name", forms.ValidationError("This spelling is there already."))
            seen.add(name.casefold())


class AliasInline(Rows):
    model = VenueAlias
    formset = AliasFormSet
    verbose_name_plural = "Other spellings under which pages print it"


@admin.register(Venue)
class VenueAdmin(PrefetchingAdmin):
    list_display = ["__str__", "name", "kind", "works"]
    list_filter = ["kind"]
    search_fields = ["abbreviation", "name", "aliases__name"]
    inlines = [AliasInline]
    fields = ["abbreviation", "name", "kind", "url"]

    def for_list(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        works = Count("appearances__publication", distinct=True)
        return super().for_list(rows).annotate(works=works)

    @admin.display(description="works", ordering="works")
    def works(self, venue: Any) -> int:
        number: int = venue.works
        return number


@admin.register(Topic)
class TopicAdmin(PrefetchingAdmin):
    list_display = ["name", "arxiv_category"]
    search_fields = ["name", "arxiv_category"]
