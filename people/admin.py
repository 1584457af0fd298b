"""A person with all that their page says, on one form; grants."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce
from django.forms.widgets import Script
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from accounts.inviting import may_invite
from accounts.models import Invitation
from core.admin.inlines import (
    Blocks,
    FileRows,
    FoldedRows,
    LinkRows,
    OrderedInlinesMixin,
    Rows,
)
from core.admin.lists import PrefetchingAdmin
from core.admin.photos import thumbnail
from core.admin.published import ADDRESS, VISIBILITY, PublishedAdmin, StateFilter
from core.files import is_stored
from core.rights import may_all
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
from publications.models import Authorship


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

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        """A new person mostly comes with their role; left empty, there is none."""
        return 0 if obj else 1


class EmailInline(Rows):
    model = EmailAddress


class LinkInline(LinkRows):
    model = ProfileLink
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


class FileInline(FileRows):
    model = PersonFile
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


def _number_of_works() -> Combinable:
    own = Authorship.objects.filter(person=OuterRef("pk")).order_by()
    counted = own.values("person").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)


@admin.register(Person)
class PersonAdmin(OrderedInlinesMixin, PublishedAdmin):
    # Those with a page of their own first: the others are co-authors, often hundreds.
    ordering = ["-has_profile", "family_name", "given_name", "pk"]
    list_display = ["face", "__str__", "role", "works", "own_page", "state"]
    list_display_links = ["__str__"]
    actions = [*PublishedAdmin.actions, "invite"]
    list_filter = [RoleFilter, "has_profile", StateFilter]
    list_prefetch = ["memberships"]
    list_defer = ["bio", "bio_html", "interests", "interests_html", "private_note"]
    # The slug is the name without accents: "muller" finds Müller.
    search_fields = [
        "given_name", "family_name", "native_name", "slug", "variants__name", "emails__address",
    ]  # fmt: skip
    search_help_text = "Name, another spelling of it, or (found by editors alone) e-mail address"
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("given_name", "family_name", "native_name"),
                    "bio",
                    "interests",
                    "office",
                ]
            },
        ),
        ("Taking students", {"fields": [("taking", "taking_for")]}),
        ("Photo", {"fields": ["photo", ("photo_x", "photo_y"), "cut"]}),
        ("Who sees it", {"fields": ["has_profile", *VISIBILITY[1]["fields"]]}),
        (
            "Rarely needed",
            {"fields": ["family_first", "main_field", "private_note"], "classes": ["collapse"]},
        ),
        ADDRESS,
    ]
    readonly_fields = ["cut"]
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

    class Media:
        js = [Script("admin/js/focal.js", defer=True)]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """What is said anew of taking students is confirmed by that."""
        if {"taking", "taking_for"} & set(form.changed_data):
            obj.confirm_taking(timezone.localdate())
        super().save_model(request, obj, form, change)

    def get_list_filter(self, request: HttpRequest) -> Any:
        """None for a list of one."""
        sees_all = may_all(request.user, "view", Person)
        return super().get_list_filter(request) if sees_all else []

    def get_search_fields(self, request: HttpRequest) -> list[str]:
        """E-mail addresses find people only for those who may see the addresses of all."""
        fields = list(super().get_search_fields(request))
        if not may_all(request.user, "view", EmailAddress):
            fields.remove("emails__address")
        return fields

    def for_list(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return super().for_list(rows).annotate(works=Count("authorships", distinct=True))

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Invitations are no reason to keep a person: they lead to that person, and go along."""
        told, counts, lacking, kept = super().get_deleted_objects(objs, request)
        return told, counts, set(lacking) - {Invitation._meta.verbose_name}, kept

    @admin.action(description="Invite the ticked people to log in", permissions=["invite"])
    def invite(self, request: HttpRequest, rows: QuerySet[Any]) -> HttpResponse:
        keys = ",".join(map(str, rows.values_list("pk", flat=True)))
        return HttpResponseRedirect(f"{reverse('admin:invite')}?people={keys}")

    def has_invite_permission(self, request: HttpRequest) -> bool:
        return may_invite(request.user)

    def public_address(self, row: Person) -> str | None:
        return row.get_absolute_url() if row.has_profile else None

    @admin.display(description="", empty_value="")
    def face(self, person: Person) -> str:
        return thumbnail(person.portrait, "face", 32)

    @admin.display(description="how it is cut")
    def cut(self, person: Person) -> str:
        photo = person.photo if person.photo and is_stored(person.photo) else None
        return render_to_string("admin/focal.html", {"photo": photo})

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

    # Lists are put in order before for_list counts what they show.
    @admin.display(description="works", ordering=_number_of_works())
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
