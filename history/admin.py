"""What the admin's forms and lists do so that nothing is lost: see history.write for others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db import models, transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Any]
else:
    ModelAdmin = admin.ModelAdmin


class HistoryMixin(ModelAdmin):
    """A ModelAdmin whose records have a history, where `history.records` names them.

    Modules of history are imported when they are needed: they import models, and the admin's
    bases are read with the first of the apps.
    """

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        _remember(request, obj, change)
        super().save_model(request, obj, form, change)

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        _keep(request, obj)
        return super().log_addition(request, obj, message)

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        _keep(request, obj)
        return super().log_change(request, obj, message)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: Any = None,
    ) -> Any:
        """The form; saved only if nobody else saved or deleted the record since it was opened."""
        from history.meeting import save_unless_met
        from history.records import is_recorded
        from history.views.form import show_kept

        save = super().changeform_view
        if is_recorded(self.model):
            if request.method == "GET":
                kept = show_kept(self, request, object_id, form_url, extra_context, save)
                if kept is not None:
                    return kept
            elif object_id is not None:
                with transaction.atomic():
                    return save_unless_met(self, request, object_id, form_url, extra_context, save)
        return save(request, object_id, form_url, extra_context)

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        reason = getattr(request, "_not_saved", "")
        return not_saved(form, reason) if reason else form

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        from history.records import is_recorded
        from history.views.form import add_stamp

        if is_recorded(self.model):
            add_stamp(request, context)
        return super().render_change_form(request, context, *args, **kwargs)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        from history.bin import into_bin

        with into_bin([obj], request.user):
            super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        from history.bin import into_bin

        with into_bin(list(queryset), request.user):
            super().delete_queryset(request, queryset)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        from history.records import is_recorded
        from history.views.record import record_history

        if not is_recorded(self.model):
            return super().history_view(request, object_id, extra_context)
        return record_history(self, request, object_id)


def not_saved(form: Any, reason: str) -> Any:
    """A form of that kind which says why it is not saved, whatever was sent."""

    class NotSaved(form):  # type: ignore[misc]
        def clean(self) -> Any:
            cleaned = super().clean()
            self.add_error(None, reason)
            return cleaned

    NotSaved.__name__ = form.__name__
    return NotSaved


@contextmanager
def recorded(rows: Iterable[models.Model], by: Any, how: str = "edit") -> Iterator[None]:
    """`history.write.recorded`, for modules that are read with the first of the apps."""
    from history.write import recorded as really

    with really(rows, by, how):
        yield


def _remember(request: HttpRequest, obj: models.Model, change: bool) -> None:
    """The record as it stands before `obj` is saved, with that to which it belonged."""
    from history.write import before

    rows: Iterable[models.Model] = [obj]
    if change:
        rows = [obj, *type(obj)._base_manager.filter(pk=obj.pk)]
    was = getattr(request, "_records_before", None)
    if was is None:
        was = request._records_before = {}  # type: ignore[attr-defined]
    for key, state in before(rows).items():
        was.setdefault(key, state)


def _keep(request: HttpRequest, obj: models.Model) -> None:
    from history.kept import is_saved
    from history.records import records_of
    from history.write import added, keep

    is_saved(request)
    was = getattr(request, "_records_before", {})
    if was:
        keep(was, request.user)
        was.clear()
    elif records_of([obj]):
        added([obj], request.user)
