"""A course with its terms; a term with who taught in it."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.forms import BaseInlineFormSet
from django.http import HttpRequest

from accounts.roles import person_of
from core.admin.inlines import Rows
from core.admin.lists import PrefetchingAdmin
from core.admin.published import VISIBILITY, PublishedAdmin, StateFilter
from core.rights import may_all
from teaching.models import Course, Offering, TeachingRole


def people_of(offering: Offering) -> str:
    return "; ".join(str(role) for role in offering.roles.all())


def add_teacher(user: Any, offering: Offering) -> None:
    """Who may add only terms of their own taught in the one that they added."""
    person = person_of(user)
    if person and not may_all(user, "add", Offering) and not offering.roles.exists():
        TeachingRole.objects.create(offering=offering, person=person)


class OfferingFormSet(BaseInlineFormSet):
    """A course is theirs who taught it: theirs needs a term, or it would be lost to them."""

    needs_term = False

    def clean(self) -> None:
        super().clean()
        kept = [form for form in self.forms if form not in self.deleted_forms]
        if self.needs_term and not any(form.has_changed() for form in kept):
            raise ValidationError("Add a term in which you taught the course.")


class OfferingInline(Rows):
    model = Offering
    formset = OfferingFormSet
    fields = ["season", "year", "printed", "url", "people"]
    readonly_fields = ["people"]
    prefetched = ["roles__person"]
    show_change_link = True
    verbose_name = "term"
    verbose_name_plural = "Terms (save, then “Change” a term to say who taught in it)"

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        formset = super().get_formset(request, obj, **kwargs)
        formset.needs_term = obj is None and not may_all(request.user, "add", Course)
        return formset

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        return 0 if obj or may_all(request.user, "add", Course) else 1

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

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        for offering in (new for formset in formsets for new in formset.new_objects):
            add_teacher(request.user, offering)

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

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if not change:
            add_teacher(request.user, form.instance)
