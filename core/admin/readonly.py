"""Admin of rows that people read and only the program writes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from core.admin.lists import PrefetchingAdmin

if TYPE_CHECKING:
    TabularInline = admin.TabularInline[Any, Any]
else:
    TabularInline = admin.TabularInline

EMPTY = "–"


class ReadOnlyAdmin(PrefetchingAdmin):
    """Rows can be looked at by whoever may view them, and deleted by whoever may delete them."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class ReadOnlyInline(TabularInline):
    """Rows that the form of their parent shows and nobody edits there."""

    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def table(heads: Iterable[str], rows: Iterable[Iterable[Any]]) -> SafeString:
    """A table with those column heads; cells are escaped."""
    return format_html(
        '<table class="readable"><thead><tr>{}</tr></thead><tbody>{}</tbody></table>',
        format_html_join("", '<th scope="col">{}</th>', ((head,) for head in heads)),
        format_html_join(
            "",
            "<tr>{}</tr>",
            ((format_html_join("", "<td>{}</td>", ((c,) for c in row)),) for row in rows),
        ),
    )


def readable(value: Any) -> SafeString | str:
    """JSON as a reader likes it: lists and terms with their values, in HTML, escaped."""
    if isinstance(value, dict) and value:
        return format_html(
            '<dl class="readable">{}</dl>',
            format_html_join(
                "",
                "<div><dt>{}</dt><dd>{}</dd></div>",
                ((str(key).replace("_", " "), readable(part)) for key, part in value.items()),
            ),
        )
    if isinstance(value, list | tuple) and value:
        return format_html(
            '<ul class="readable">{}</ul>',
            format_html_join("", "<li>{}</li>", ((readable(part),) for part in value)),
        )
    if isinstance(value, bool):
        return "yes" if value else "no"
    return EMPTY if value in (None, "", [], {}, ()) else str(value)
