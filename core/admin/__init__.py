"""The admin's shared parts, and the forms for what core itself keeps."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from core.admin.inlines import InlineForm, OrderedInlinesMixin, Rows
from core.admin.lists import PrefetchingAdmin
from core.admin.readonly import ReadOnlyAdmin
from core.admin.single import SingleAdmin
from core.admin.texts import TextsMixin
from core.models import Affiliation, FormerSlug, MenuEntry, Redirect, Section, SiteSettings


class SiteForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        widgets = {"accent": forms.TextInput(attrs={"size": 9, "data-colour": ""})}


class MenuEntryForm(InlineForm):
    """Of which section a row tells is given."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        section = self.initial.get("section")
        self.fields["section"].disabled = True
        if section:
            usual = MenuEntry(section=section)
            self.fields["label"].widget.attrs["placeholder"] = str(usual)
            self.fields["place"].widget.attrs["placeholder"] = usual.usual_place


class AffiliationInline(Rows):
    model = Affiliation
    fields = ["name", "url", "logo", "position"]


class MenuInline(Rows):
    """A row for each section; those that nobody changed are not stored."""

    model = MenuEntry
    form = MenuEntryForm
    fields = ["section", "label", "place", "is_hidden"]
    max_num = len(Section)
    can_delete = False

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        return len(missing_sections(obj))


def missing_sections(site: SiteSettings | None) -> list[str]:
    """Those that have no entry of their own yet."""
    stored = {entry.section for entry in site.menu.all()} if site and site._state.db else set()
    return [section for section in Section.values if section not in stored]


@admin.register(SiteSettings)
class SiteSettingsAdmin(TextsMixin, OrderedInlinesMixin, SingleAdmin):
    form = SiteForm
    fieldsets = [
        (None, {"fields": ["name", "tagline", "introduction"]}),
        ("Looks", {"fields": ["logo", "logo_dark", "icon", "accent", "scheme"]}),
        ("Publications", {"fields": ["selected_first"]}),
        ("Members", {"fields": ["ask_months"]}),
        ("Foot of every page", {"fields": ["address", "contact_email", "footer"]}),
    ]
    inlines = [AffiliationInline, MenuInline]

    class Media:
        js = [forms.Script("admin/js/colour.js", defer=True)]

    def get_formset_kwargs(
        self, request: HttpRequest, obj: Any, inline: Any, prefix: str
    ) -> dict[str, Any]:
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        if isinstance(inline, MenuInline):
            kwargs["initial"] = [{"section": section} for section in missing_sections(obj)]
        return kwargs


@admin.register(Redirect)
class RedirectAdmin(PrefetchingAdmin):
    """Addresses of the site that was here before."""

    list_display = ["old", "new"]
    search_fields = ["old", "new", "key"]
    fields = ["old", "new"]

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field:
            field.widget.attrs["class"] = "vLargeTextField"
        return field

    def view_on_site(self, row: Redirect) -> str:
        return row.target


@admin.register(FormerSlug)
class FormerSlugAdmin(ReadOnlyAdmin):
    """Where an old address leads."""

    list_display = ["slug", "content_type", "object_id"]
    list_filter = ["content_type"]
    list_select_related = ["content_type"]
    search_fields = ["slug"]
