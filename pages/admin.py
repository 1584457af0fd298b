"""Free pages and their place in the menu; the blocks of the home page and their order."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from core.admin.inlines import number
from core.admin.published import ADDRESS, VISIBILITY, PublishedAdmin, StateFilter
from history.admin import recorded
from pages.models import HomeBlock, Kind, Page

if TYPE_CHECKING:
    ModelForm = forms.ModelForm[HomeBlock]
else:
    ModelForm = forms.ModelForm


@admin.register(Page)
class PageAdmin(PublishedAdmin):
    list_display = ["title", "slug", "menu_position", "state"]
    list_filter = [StateFilter]
    list_defer = ["text", "text_html"]
    search_fields = ["title", "text"]
    fieldsets = [
        (None, {"fields": ["title", "text", "menu_position"]}),
        VISIBILITY,
        ADDRESS,
    ]


PICTURE = ["picture", "alt", "caption"]
# What a block of a kind has besides heading and place; the kinds not named have `entries`.
FIELDS: dict[str, list[str]] = {
    Kind.INTRODUCTION: [],
    Kind.PICTURE: PICTURE,
    Kind.TEXT: ["text"],
}
SOURCES: dict[str, str] = {Kind.INTRODUCTION: "The text itself stands in the site settings."}
NEEDED = {
    Kind.PICTURE: {
        "picture": "Choose the picture that this block shows.",
        "alt": "Say in words what the picture shows.",
    },
    Kind.TEXT: {"text": "Write the text that this block shows."},
}


@contextmanager
def numbered(request: HttpRequest) -> Iterator[None]:
    """Numbers the blocks after what is posted; where a place was typed, there it stands."""
    if request.method != "POST":
        yield
        return
    before = dict(HomeBlock.objects.values_list("pk", "position"))
    yield
    now = list(HomeBlock.objects.defer("text", "text_html"))
    typed = {b.pk: b.position for b in now if b.position and b.position != before.get(b.pk)}
    number(now, typed)


class BlockForm(ModelForm):
    def clean(self) -> dict[str, Any] | None:
        data = super().clean()
        kind = self.cleaned_data.get("kind") or self.instance.kind
        for name, sentence in NEEDED.get(kind, {}).items():
            if name not in self.errors and not self.cleaned_data.get(name):
                self.add_error(name, sentence)
        return data


class ListForm(ModelForm):
    """A block in the list, where the fields have no labels of their own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["aria-label"] = f"{self.instance}: {field.label}"
        self.fields["heading"].widget.attrs["placeholder"] = self.instance.usual_heading


@admin.register(HomeBlock)
class HomeBlockAdmin(PublishedAdmin):
    """The list is the arrangement: places, headings and what is hidden are edited in it."""

    form = BlockForm
    list_display = ["kind", "position", "heading", "entries", "is_draft"]
    list_display_links = ["kind"]
    list_editable = ["position", "heading", "entries", "is_draft"]
    list_defer = ["text", "text_html"]
    actions: list[str] = []
    save_on_top = False

    def get_urls(self) -> list[Any]:
        reset = self.admin_site.admin_view(require_POST(self.reset))
        return [path("reset/", reset, name="pages_homeblock_reset"), *super().get_urls()]

    def get_changelist_form(self, request: HttpRequest, **kwargs: Any) -> Any:
        return super().get_changelist_form(request, form=ListForm, **kwargs)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["kind"] if obj else []

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj:
            fields = ["kind", "heading", "position", *FIELDS.get(obj.kind, ["entries"])]
            return [
                (None, {"fields": fields, "description": SOURCES.get(obj.kind, "")}),
                VISIBILITY,
            ]
        return [
            (None, {"fields": ["kind", "heading", "position", "entries"]}),
            ("Of a picture", {"fields": PICTURE}),
            ("Of a text", {"fields": ["text"]}),
            VISIBILITY,
        ]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """The arrangement; the default one if nobody has arranged anything yet."""
        may_arrange = self._may_arrange(request)
        if may_arrange and not HomeBlock.objects.exists():
            HomeBlock.objects.reset()
        context = {**(extra_context or {}), "may_arrange": may_arrange, "title": "Home page"}
        with numbered(request):
            return super().changelist_view(request, context)

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        with numbered(request):
            return super().changeform_view(request, *args, **kwargs)

    def reset(self, request: HttpRequest) -> HttpResponse:
        """Back to the default arrangement. Raises PermissionDenied for who may not arrange."""
        if not self._may_arrange(request):
            raise PermissionDenied
        with recorded(HomeBlock.objects.all(), request.user, "list"):
            HomeBlock.objects.reset()
        kept = "Pictures and texts of your own are kept, hidden, at the end."
        self.message_user(request, f"The usual blocks are back. {kept}", messages.SUCCESS)
        return HttpResponseRedirect(reverse("admin:pages_homeblock_changelist"))

    def _may_arrange(self, request: HttpRequest) -> bool:
        may = (self.has_add_permission, self.has_change_permission, self.has_delete_permission)
        return all(allowed(request) for allowed in may)
