"""A course with its terms; a term with who taught in it."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from core.admin.inlines import Rows
from core.admin.lists import PrefetchingAdmin
from core.admin.published import VISIBILITY, PublishedAdmin, StateFilter
from teaching.models import Course, Offering, TeachingRole


def people_of(offering: Offering) -> str:
    return "; ".join(str(role) for role in offering.roles.all())


class OfferingInline(Rows):
    model = Offering
    fields = ["season", "year", "printed", "url", "people"]
    readonly_fields = ["people"]
    prefetched = ["roles__person"]
    show_change_link = True
    verbose_name = "term"
    verbose_name_plural = "Terms (save, then “Change” a term to say who taught in it)"

    @admin.display(description="people")
    def people(self, offering: Offering) -> str:
        return people_of(offering) if offering.pk else ""


@admin.register(Course)
class CourseAdmin(PublishedAdmin):
    list_display = ["__str__", "institution", "terms", "state"]
    list_filter = [StateFilter, "institution"]
    list_prefetch = ["offerings"]
    list_defer = ["description", "description_html"]
    search_fields = ["code", "title", "institution"]
    fieldsets = [
        (None, {"fields": [("code", "title"), "institution", "description", "url"]}),
        VISIBILITY,
    ]
    inlines = [OfferingInline]

    @admin.display(description="terms")
    def terms(self, course: Course) -> str:
        return ", ".join(str(offering) for offering in course.offerings.all())


class RoleInline(Rows):
    model = TeachingRole
    autocomplete_fields = ["person"]
    joined = ["person"]
    verbose_name = "person"
    verbose_name_plural = "Who taught"

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        return 0 if obj and obj.roles.exists() else 1


@admin.register(Offering)
class OfferingAdmin(PrefetchingAdmin):
    list_display = ["__str__", "course", "people"]
    list_select_related = ["course"]
    list_prefetch = ["roles__person"]
    list_filter = ["season", "year"]
    search_fields = ["course__code", "course__title", "printed", "roles__person__family_name"]
    autocomplete_fields = ["course"]
    fields = ["course", ("season", "year", "printed"), "url"]
    inlines = [RoleInline]

    @admin.display(description="people")
    def people(self, offering: Offering) -> str:
        return people_of(offering)
