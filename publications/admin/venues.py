"""Where works come out, and what they are about."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Count, QuerySet
from django.forms import BaseInlineFormSet

from core.admin.inlines import Rows
from core.admin.lists import PrefetchingAdmin
from publications.models import Topic, Venue, VenueAlias


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
