"""A work with its authors, the forms it came out in, links and files on one form."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.html import format_html

from accounts.proposable import ProposableMixin
from core.admin.filled import fill, filled_in, rows_of
from core.admin.inlines import OrderedInlinesMixin
from core.admin.photos import thumbnail
from core.admin.published import ADDRESS, VISIBILITY, PublishedAdmin, StateFilter
from core.files import is_stored
from groupsite.authors.views import matched, told
from groupsite.paste.views import GONE, filled_for, others_of, paste
from publications.admin.authors import AuthorInline
from publications.admin.inlines import AppearanceInline, FileInline, LinkInline, MetricInline
from publications.models import Appearance, Authorship, Kind, Publication


class KindFilter(admin.SimpleListFilter):
    title = "kind"
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return list(Kind.choices)

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(kind=self.value()) if self.value() else queryset


@admin.register(Publication)
class PublicationAdmin(ProposableMixin, OrderedInlinesMixin, PublishedAdmin):
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
        (None, {"fields": ["title"]}),
        (None, {"fields": ["abstract", ("is_selected", "has_code", "authors_truncated")]}),
        VISIBILITY,
        ("Picture", {"fields": ["picture", "picture_alt", "shown_as"]}),
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
    readonly_fields = ["shown_as"]
    inlines = [AuthorInline, AppearanceInline, LinkInline, FileInline, MetricInline]

    def get_urls(self) -> list[Any]:
        wrap, name = self.admin_site.admin_view, "publications_publication"
        return [
            path("paste/", wrap(self.paste_view), name=f"{name}_paste"),
            path("authors/", wrap(self.authors_view), name=f"{name}_authors"),
            *super().get_urls(),
        ]

    def authors_view(self, request: HttpRequest) -> HttpResponse:
        """Names matched to people, for whoever fills in the form of a work."""
        if not (self.has_add_permission(request) or self.has_change_permission(request)):
            raise PermissionDenied
        return matched(request)

    def paste_view(self, request: HttpRequest) -> HttpResponse:
        """A work begun from what somebody pastes."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        return paste(request, {**self.admin_site.each_context(request), "opts": self.opts})

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """The form; filled in, where the address says with what that was pasted."""
        context = {**(extra_context or {}), "pasted": request.GET.get("pasted", "")}
        if context["pasted"] and request.method == "GET" and self.has_add_permission(request):
            filled = filled_for(request)
            if filled is None:
                messages.warning(request, GONE)
                return redirect("admin:publications_publication_paste")
            fill(request, filled)
            context["matches"] = filled.matches
            context["told"] = [told(match) for match in filled.matches]
        return super().add_view(request, form_url, context)

    def response_add(
        self, request: HttpRequest, obj: Any, post_url_continue: Any = None
    ) -> HttpResponse:
        """Of several works that were pasted at once, the way back to the others."""
        answer = super().response_add(request, obj, post_url_continue)
        if address := others_of(request):
            link = format_html('<a href="{}">Go on with the other works you pasted</a>.', address)
            messages.info(request, link)
        return answer

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {**super().get_changeform_initial_data(request), **filled_in(request).fields}

    def get_formset_kwargs(
        self, request: HttpRequest, obj: Any, inline: Any, prefix: str
    ) -> dict[str, Any]:
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        if rows := rows_of(request, inline.model):
            kwargs["initial"] = rows
        return kwargs

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

    @admin.display(description="how it is shown")
    def shown_as(self, publication: Publication) -> str:
        stored = publication.picture and is_stored(publication.picture)
        return thumbnail(publication.teaser if stored else None, "teaser", 320)

    @admin.display(description="authors")
    def authors(self, publication: Publication) -> str:
        return publication.short_byline

    @admin.display(description="venue")
    def venue(self, publication: Publication) -> str:
        return publication.record.venue_text if publication.record else ""
