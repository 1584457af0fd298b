"""What imports read and decided: to look at, not to change."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from core.admin.readonly import EMPTY, ReadOnlyAdmin, ReadOnlyInline, readable, table
from importer.models import ImportedPage, ImportedRecord, ImportedRow, ImportRun, Offer


@admin.register(ImportRun)
class ImportRunAdmin(ReadOnlyAdmin):
    list_display = ["__str__", "finished"]
    list_defer = ["report"]
    readonly_fields = ["started", "finished", "what_came_of_it"]
    fields = [*readonly_fields]

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


@admin.register(Offer)
class OfferAdmin(ReadOnlyAdmin):
    """Pairs that may be one work."""

    list_display = ["first", "second", "reason"]
    list_select_related = ["first__page", "second__page"]
    readonly_fields = ["reason", "both"]
    fields = [*readonly_fields]

    @admin.display(description="the two records")
    def both(self, offer: Offer) -> SafeString:
        cells = [
            format_html("{}{}", str(record), readable(record.payload))
            for record in (offer.first, offer.second)
        ]
        return table(["first", "second"], [cells])


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

    @admin.display(description="row")
    def row_or_gone(self, imported: ImportedRow) -> str:
        return str(imported.row) if imported.row else "deleted by an editor"

    @admin.display(description="proposals")
    def proposed(self, imported: ImportedRow) -> Any:
        return readable(imported.proposals)

    @admin.display(description="as last imported")
    def written(self, imported: ImportedRow) -> Any:
        return readable(imported.base)
