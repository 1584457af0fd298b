"""A person with all that their page says, on one form; grants."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest

from core.admin.inlines import Blocks, FoldedRows, OrderedInlinesMixin, Rows
from core.admin.lists import PrefetchingAdmin
from core.admin.published import ADDRESS, VISIBILITY, PublishedAdmin, StateFilter
from people.models import (
    Appointment,
    Award,
    Education,
    EmailAddress,
    Grant,
    Membership,
    Metric,
    NameVariant,
    Person,
    PersonFile,
    ProfileLink,
    Role,
)


class MembershipInline(Blocks):
    model = Membership
    verbose_name_plural = "In the group"
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("role", "start", "end", "has_left"),
                    ("topic", "advisors"),
                    ("next_position", "note"),
                ]
            },
        )
    ]


class EmailInline(Rows):
    model = EmailAddress


class LinkInline(Rows):
    model = ProfileLink
    fields = ["position", "label", "url"]
    verbose_name = "link"
    verbose_name_plural = "Links (homepage, code, scholar profile)"


class EducationInline(Blocks):
    model = Education
    fk_name = "person"
    autocomplete_fields = ["advisor"]
    joined = ["advisor"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("position", "degree", "field"),
                    ("institution", "start", "year"),
                    ("advisor", "advisor_name"),
                ]
            },
        )
    ]


class AppointmentInline(Blocks):
    model = Appointment
    autocomplete_fields = ["hosts"]
    prefetched = ["hosts"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("position", "title", "is_current"),
                    ("department", "institution"),
                    ("start", "end", "duration"),
                    "hosts",
                ]
            },
        )
    ]


class AwardInline(Rows):
    model = Award
    fields = ["position", "title", "body", "date", "note"]


class FileInline(Rows):
    model = PersonFile
    fields = ["position", "label", "file"]
    verbose_name = "file"
    verbose_name_plural = "Files (such as the CV)"


class VariantInline(FoldedRows):
    model = NameVariant
    verbose_name_plural = "Other ways in which the name is printed"


class MetricInline(FoldedRows):
    model = Metric
    verbose_name = "figure"
    verbose_name_plural = "Figures (citations, h-index)"


class RoleFilter(admin.SimpleListFilter):
    """By what people are in the group now; alumni have only periods that ended."""

    title = "role"
    parameter_name = "role"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [*Role.choices, ("alumni", "Alumni"), ("none", "Not of the group")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        wanted, current = self.value(), Membership.objects.current()
        if wanted == "none":
            return queryset.filter(memberships=None)
        if wanted == "alumni":
            of_group = queryset.exclude(memberships=None)
            return of_group.exclude(pk__in=current.values("person"))
        if wanted:
            return queryset.filter(pk__in=current.filter(role=wanted).values("person"))
        return queryset


@admin.register(Person)
class PersonAdmin(OrderedInlinesMixin, PublishedAdmin):
    # Those with a page of their own first: the others are co-authors, often hundreds.
    ordering = ["-has_profile", "family_name", "given_name", "pk"]
    list_display = ["__str__", "role", "works", "own_page", "state"]
    list_filter = [RoleFilter, "has_profile", StateFilter]
    list_prefetch = ["memberships"]
    list_defer = ["bio", "bio_html", "interests", "interests_html", "private_note"]
    # The slug is the name without accents: "muller" finds Müller.
    search_fields = [
        "given_name", "family_name", "native_name", "slug", "variants__name", "emails__address",
    ]  # fmt: skip
    search_help_text = "Name, another spelling of it, or e-mail address"
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("given_name", "family_name", "native_name"),
                    "photo",
                    "bio",
                    "interests",
                    "office",
                ]
            },
        ),
        ("Who sees it", {"fields": ["has_profile", *VISIBILITY[1]["fields"]]}),
        (
            "Rarely needed",
            {"fields": ["family_first", "main_field", "private_note"], "classes": ["collapse"]},
        ),
        ADDRESS,
    ]
    inlines = [
        MembershipInline,
        EmailInline,
        LinkInline,
        AppointmentInline,
        EducationInline,
        AwardInline,
        FileInline,
        VariantInline,
        MetricInline,
    ]

    def for_list(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return super().for_list(rows).annotate(works=Count("authorships", distinct=True))

    def public_address(self, row: Person) -> str | None:
        return row.get_absolute_url() if row.has_profile else None

    @admin.display(description="in the group")
    def role(self, person: Person) -> str:
        memberships = list(person.memberships.all())
        now = [m for m in memberships if not m.is_over]
        if memberships and not now:
            return f"Alumni ({memberships[0]})"
        return ", ".join(str(m) for m in now)

    @admin.display(description="own page", ordering="has_profile")
    def own_page(self, person: Person) -> str:
        return "yes" if person.has_profile else ""

    @admin.display(description="works", ordering="works")
    def works(self, person: Any) -> int:
        number: int = person.works
        return number


@admin.register(Grant)
class GrantAdmin(PrefetchingAdmin):
    list_display = ["title", "funder", "number", "who", "start", "end"]
    list_prefetch = ["people"]
    search_fields = ["title", "funder", "number", "people__family_name"]
    autocomplete_fields = ["people"]
    fields = ["title", ("funder", "number", "amount"), "people", ("start", "end")]

    @admin.display(description="people")
    def who(self, grant: Grant) -> str:
        return ", ".join(person.name for person in grant.people.all())
