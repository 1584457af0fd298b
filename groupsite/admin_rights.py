"""What the admin site as a whole asks for each row: choices, deletions, and pages shown."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.admin.actions import delete_selected
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from core.rights import CHOOSE, may, may_some


class ChoosableJsonView(AutocompleteJsonView):
    """Offers what the user may choose, which can be more than what they may look at."""

    def has_perm(self, request: HttpRequest, obj: Any = None) -> bool:
        model = self.model_admin.model
        actions = (CHOOSE, "view", "change")
        return any(may_some(request.user, action, model) for action in actions)

    def get_queryset(self) -> QuerySet[Any]:
        rows = self.model_admin.choosable(self.request)
        rows = rows.complex_filter(self.source_field.get_limit_choices_to())
        found, has_twins = self.model_admin.get_search_results(self.request, rows, self.term)
        return found.distinct() if has_twins else found


@admin.action(permissions=["delete"], description="Delete selected %(verbose_name_plural)s")
def delete_mine(model_admin: Any, request: HttpRequest, rows: QuerySet[Any]) -> Any:
    """Django's own action, for those of the ticked rows that the user may delete.

    Whole rows: lists leave long texts out, and what looks at a row that is gone cannot fetch them.
    """
    keys = list(model_admin.mine(request, "delete", rows).order_by().values_list("pk", flat=True))
    found = model_admin.get_queryset(request).filter(pk__in=keys)
    return delete_selected(model_admin, request, found) if keys else None


def shown_on_site(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """Leads to the page of a row: its address would give away the title of another's draft.

    Raises Http404 where there is no row, or no page for it.
    """
    row = _row(kind, key)
    if not hasattr(row, "get_absolute_url"):
        raise Http404("There is no page of this.")
    if not getattr(row, "is_published", False) and not may(request.user, "view", row):
        raise PermissionDenied
    return HttpResponseRedirect(row.get_absolute_url())


def _row(kind: str, key: str) -> Any:
    if not (kind.isdecimal() and key.isdecimal() and len(kind + key) < 18):
        return None
    found = ContentType.objects.filter(pk=kind).first()
    model = found.model_class() if found else None
    return model._default_manager.filter(pk=key).first() if model else None
