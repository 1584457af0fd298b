"""Openings, and what “Join us” says around them."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from core.admin.inlines import Blocks, InlineForm, OrderedInlinesMixin
from core.admin.published import VISIBILITY, PublishedAdmin, StateFilter
from core.admin.single import SingleAdmin
from core.admin.texts import TextsMixin
from openings.forms import OpeningForm
from openings.models import REVIEWED, Board, Opening, Question, Status
from people.models import Person

# A change of one of these says how the opening stands on the day of the change.
SAYS_IT_HOLDS = {"status", "deadline", "start", "places"}


class StandingFilter(admin.SimpleListFilter):
    """As readers see it."""

    title = "how it stands"
    parameter_name = "stands"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [
            ("open", "Open"),
            ("maybe", "Maybe"),
            ("review", "To be confirmed"),
            ("lapsing", "Deadline within 14 days"),
            ("lapsed", "Deadline passed"),
            ("closed", "Closed"),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        rows = Opening.objects.all()
        wanted = {
            "open": rows.open().exclude(status=Status.MAYBE),
            "maybe": rows.open().filter(status=Status.MAYBE),
            "review": rows.to_review(),
            "lapsing": rows.lapsing(),
            "lapsed": rows.shut().exclude(status=Status.CLOSED),
            "closed": rows.filter(status=Status.CLOSED),
        }.get(self.value() or "")
        return (
            queryset if wanted is None else queryset.filter(pk__in=wanted.order_by().values("pk"))
        )


@admin.register(Opening)
class OpeningAdmin(PublishedAdmin):
    form = OpeningForm
    list_display = ["heading", "stands", "contact", "deadline", "state"]
    list_filter = [StandingFilter, StateFilter, "audience"]
    list_select_related = ["contact"]
    list_defer = ["text", "text_html"]
    search_fields = ["title", "institution", "text", "contact__family_name"]
    autocomplete_fields = ["contact", "topics"]
    actions = [*PublishedAdmin.actions, "hold", "close"]
    readonly_fields = ["confirmed_on"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("audience", "institution"),
                    "text",
                    "contact",
                    ("start", "places", "funding"),
                    ("status", "deadline"),
                    "afterwards",
                ]
            },
        ),
        ("How to apply", {"fields": ["way", "portal", "asked"]}),
        (
            "Does it still hold?",
            {
                "fields": ["holds", ("confirmed_on", "review_on")],
                "description": "A new opening counts as confirmed. Who recruits is asked by mail"
                " on the day of review, and readers are told when it was last confirmed.",
            },
        ),
        VISIBILITY,
        ("Title and topics", {"fields": ["title", "topics"], "classes": ["collapse"]}),
    ]

    class Media:
        css = {"all": ["admin/css/openings.css"]}

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """As the last one of whoever adds it: mostly they recruit again, at the same place."""
        me = Person.objects.named().filter(user=request.user.pk).first()
        last = Opening.objects.filter(contact=me).order_by("-pk").first() if me else None
        known = {"contact": me.pk if me else None, "institution": last.institution if last else ""}
        return {**known, **super().get_changeform_initial_data(request)}

    @admin.display(description="readers see")
    def stands(self, opening: Opening) -> str:
        if opening.needs_review:
            return f"{opening.standing.label}; to be confirmed"
        return opening.standing.label

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Confirmed where it is new, where the form says so, or by a change that says as much."""
        changed, today = set(form.changed_data), timezone.localdate()
        typed = obj.review_on if "review_on" in changed else None
        if not change or form.cleaned_data.get("holds") or changed & SAYS_IT_HOLDS:
            obj.confirm(today)
            obj.review_on = typed or obj.review_on
        if obj.is_published and "is_draft" in changed:
            obj.posted_on = obj.posted_on or today
        super().save_model(request, obj, form, change)

    @admin.action(description="Publish the ticked rows now", permissions=["change"])
    def publish(self, request: HttpRequest, rows: QuerySet[Any]) -> None:
        keys = list(rows.hidden().filter(posted_on=None).values_list("pk", flat=True))
        super().publish(request, rows)
        shown = Opening.objects.published().filter(pk__in=keys)
        shown.update(posted_on=timezone.localdate())

    @admin.action(description="Still holds: confirm the ticked openings", permissions=["change"])
    def hold(self, request: HttpRequest, rows: QuerySet[Any]) -> None:
        today = timezone.localdate()
        dates = {"confirmed_on": today, "review_on": today + REVIEWED}
        self._set(request, rows, "Confirmed.", **dates)

    @admin.action(description="Close the ticked openings", permissions=["change"])
    def close(self, request: HttpRequest, rows: QuerySet[Any]) -> None:
        dates = {"confirmed_on": timezone.localdate()}
        self._set(request, rows, "Closed.", status=Status.CLOSED, **dates)


class QuestionForm(InlineForm):
    """Answers are short, and so are their fields."""

    class Meta:
        widgets = {"answer": AdminTextareaWidget(attrs={"rows": 3})}


class QuestionInline(Blocks):
    model = Question
    form = QuestionForm
    fields = ["question", "answer", "position"]
    verbose_name = "question"
    verbose_name_plural = "Frequent questions"


@admin.register(Board)
class BoardAdmin(TextsMixin, OrderedInlinesMixin, SingleAdmin):
    fieldsets = [
        (
            None,
            {
                "fields": ["values", "letter"],
                "description": "What stands around the openings on “Join us”. A part that is"
                " empty is left out.",
            },
        )
    ]
    inlines = [QuestionInline]

    def view_on_site(self, row: Any) -> str:
        return reverse("openings:openings")
