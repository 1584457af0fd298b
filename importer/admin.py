"""What imports read and decided: to look at, not to change."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.safestring import SafeString

from core.admin.readonly import EMPTY, ReadOnlyAdmin, ReadOnlyInline, readable, table
from core.rights import may_all
from importer.models import ImportedPage, ImportedRecord, ImportedRow, ImportRun
from importer.provenance import origins
from importer.review import views


@admin.register(ImportRun)
class ImportRunAdmin(ReadOnlyAdmin):
    """Imports: a new one is begun, looked through and saved here, and undone."""

    list_display = ["__str__", "by", "how_it_stands", "finished"]
    list_defer = ["report"]
    list_select_related = ["journal__by"]
    readonly_fields = ["by", "how_it_stands", "started", "finished", "kept", "what_came_of_it"]
    fields = [*readonly_fields]
    change_form_template = "admin/importer/result.html"

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("importer.add_importrun")

    def get_urls(self) -> list[Any]:
        own: list[tuple[str, Any, str]] = [
            ("add/", self.start_view, "add"),
            ("<int:key>/review/", self.review_view, "review"),
            ("<int:key>/review/<int:pk>/", self.correct_view, "correct"),
            ("<int:key>/go-on/", self.go_on_view, "go_on"),
            ("<int:key>/discard/", self.discard_view, "discard"),
            ("<int:key>/undo/", self.undo_view, "undo"),
        ]
        paths = [
            path(route, self.admin_site.admin_view(view), name=f"importer_importrun_{name}")
            for route, view, name in own
        ]
        return [*paths, *super().get_urls()]

    def start_view(self, request: HttpRequest) -> HttpResponse:
        return views.start(request, self._context(request, title="Import pages"))

    def review_view(self, request: HttpRequest, key: int) -> HttpResponse:
        return views.review(request, self._context(request), key)

    def correct_view(self, request: HttpRequest, key: int, pk: int) -> HttpResponse:
        return views.correct(request, self._context(request), key, pk)

    def go_on_view(self, request: HttpRequest, key: int) -> HttpResponse:
        self._context(request)
        return views.go_on(request, key)

    def discard_view(self, request: HttpRequest, key: int) -> HttpResponse:
        self._context(request)
        return views.discard(request, key)

    def undo_view(self, request: HttpRequest, key: int) -> HttpResponse:
        if not request.user.has_perm("importer.delete_importrun"):
            raise PermissionDenied
        return views.take_back(request, self.admin_site.each_context(request), key)

    def _context(self, request: HttpRequest, **more: Any) -> dict[str, Any]:
        """What every page of the admin shows; an import may change all content, so it takes the
        right to import."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        return {**self.admin_site.each_context(request), "opts": self.opts, **more}

    @admin.display(description="by")
    def by(self, run: ImportRun) -> str:
        return str(run.journal.by) if run.journal and run.journal.by else "the command line"

    @admin.display(description="state")
    def how_it_stands(self, run: ImportRun) -> str:
        if run.journal and run.journal.undone:
            return f"undone on {run.journal.undone:%d %b %Y}"
        return run.get_state_display()

    @admin.display(description="kept when undone")
    def kept(self, run: ImportRun) -> Any:
        kept = run.journal.kept if run.journal else []
        return table(["what", "why"], kept) if kept else EMPTY

    @admin.display(description="report")
    def what_came_of_it(self, run: ImportRun) -> Any:
        return readable(run.report)


def unread_row(entry: Any) -> tuple[Any, Any, Any]:
    """(line, text, why) of an unread line as the importer keeps it: a dict, or its text."""
    if not isinstance(entry, dict):
        return "", readable(entry), ""
    others = {key: value for key, value in entry.items() if key not in ("number", "line", "text")}
    number = entry.get("number", entry.get("line", ""))
    return number, entry.get("text", ""), readable(others) if others else ""


@admin.register(ImportedPage)
class ImportedPageAdmin(ReadOnlyAdmin):
    list_display = ["name", "kind", "owner_name", "owner", "number_of_records", "unread_lines"]
    list_filter = ["kind"]
    list_select_related = ["owner"]
    search_fields = ["name", "owner_name"]
    readonly_fields = ["name", "kind", "owner_name", "owner", "last_run", "lines_nobody_read"]
    fields = [*readonly_fields]

    def for_list(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        counted: QuerySet[Any] = super().for_list(rows).annotate(number_of_records=Count("records"))
        return counted

    @admin.display(description="records", ordering="number_of_records")
    def number_of_records(self, page: Any) -> int:
        number: int = page.number_of_records
        return number

    @admin.display(description="unread lines")
    def unread_lines(self, page: ImportedPage) -> int:
        return len(page.unread)

    @admin.display(description="lines that no parser read")
    def lines_nobody_read(self, page: ImportedPage) -> SafeString | str:
        rows = [unread_row(entry) for entry in page.unread]
        return table(["line", "text", "why"], rows) if rows else EMPTY


@admin.register(ImportedRecord)
class ImportedRecordAdmin(ReadOnlyAdmin):
    list_display = ["what", "type", "page", "lines", "decision", "reason", "confidence"]
    list_filter = ["type", "decision", "page"]
    list_select_related = ["page"]
    search_fields = ["payload", "reason"]
    readonly_fields = ["page", "type", "lines", "decision", "reason", "confidence", "says"]
    fields = [*readonly_fields]

    @admin.display(description="record")
    def what(self, record: ImportedRecord) -> str:
        said = record.payload
        text = said.get("title") or said.get("name") or said.get("text") or record.type
        return str(text)[:100]

    @admin.display(description="lines", ordering="first_line")
    def lines(self, record: ImportedRecord) -> str:
        first, last = record.first_line, record.last_line
        return str(first) if first == last else f"{first}–{last}"

    @admin.display(description="what the page says")
    def says(self, record: ImportedRecord) -> Any:
        return readable(record.payload)


class ProposalFilter(admin.SimpleListFilter):
    title = "proposals"
    parameter_name = "proposals"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "Has proposals")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.exclude(proposals={}) if self.value() else queryset


class RecordInline(ReadOnlyInline):
    model = ImportedRow.records.through
    verbose_name_plural = "read from these records"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("importedrecord__page")


@admin.register(ImportedRow)
class ImportedRowAdmin(ReadOnlyAdmin):
    """What the importer wrote, and what pages say now where an editor changed it."""

    list_display = ["__str__", "content_type", "identity", "proposed"]
    list_filter = [ProposalFilter, "content_type"]
    list_select_related = ["content_type"]
    search_fields = ["identity"]
    readonly_fields = ["row_or_gone", "identity", "created_it", "proposed", "written"]
    fields = [*readonly_fields]
    inlines = [RecordInline]

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.provenance_view)
        waiting = self.admin_site.admin_view(self.waiting_view)
        return [
            path("of/<str:label>/<int:key>/", view, name="importer_provenance"),
            path("waiting/", waiting, name="importer_waiting"),
            *super().get_urls(),
        ]

    def waiting_view(self, request: HttpRequest) -> HttpResponse:
        """What pages say of fields that an editor changed, to be taken or not."""
        context = {**self.admin_site.each_context(request), "opts": self.opts}
        return views.waiting_values(request, {**context, "title": "What pages say otherwise"})

    def provenance_view(self, request: HttpRequest, label: str, key: int) -> HttpResponse:
        """Where the values of a row came from, for whoever may look at all rows of its kind:
        what pages say of a member's own is no business of theirs."""
        found = {model._meta.label_lower: model for model in self.admin_site._registry}
        model = found.get(label)
        row = model._base_manager.filter(pk=key).first() if model else None
        if model is None or row is None:
            raise Http404("There is no such row.")
        if not (may_all(request.user, "view", model) or may_all(request.user, "change", model)):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": f"Where this came from: {row}",
            "opts": model._meta,
            "row": row,
            "origins": origins(row),
        }
        return render(request, "admin/importer/provenance.html", context)

    @admin.display(description="row")
    def row_or_gone(self, imported: ImportedRow) -> str:
        return str(imported.row) if imported.row else "deleted by an editor"

    @admin.display(description="proposals")
    def proposed(self, imported: ImportedRow) -> Any:
        return readable(imported.proposals)

    @admin.display(description="as last imported")
    def written(self, imported: ImportedRow) -> Any:
        return readable(imported.base)
