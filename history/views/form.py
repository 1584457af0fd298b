"""What the history adds to a form of the admin: its stamp, and a text that was kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.datastructures import MultiValueDict
from django.views.decorators.http import require_POST

from history.kept import data_of, kept_for
from history.meeting import set_sent, show_as_new, stop
from history.models import KeptForm
from history.opened import NAME, look

BACK = (
    "Not saved yet: you were logged out while editing. What you typed is here again: look it"
    " through, then save."
)


def add_stamp(request: HttpRequest, context: dict[str, Any]) -> None:
    """Puts the stamp of the form, and what there is to choose, into the context."""
    form = context["adminform"].form
    if again := getattr(request, "_opened_again", None):
        stamp = again.signed
    elif form.is_bound:
        stamp = request.POST.get(NAME, "")
    else:
        formsets = [each.formset for each in context["inline_admin_formsets"]]
        stamp = look(request, form, formsets).signed
    context["opened"] = stamp
    if reason := getattr(request, "_not_saved", ""):
        context["not_saved"] = reason
        _without(reason, form, context)
    if conflict := context.get("conflict"):
        context["choices"] = conflict.shown()
        context["signed_choices"] = conflict.signed()


def _without(reason: str, form: Any, context: dict[str, Any]) -> None:
    """A panel says the reason: under “Please correct the error” it would mislead."""
    others = [error for error in form.non_field_errors() if error != reason]
    form.errors.pop(NON_FIELD_ERRORS, None)
    for error in others:
        form.add_error(None, error)
    inlines = context["inline_admin_formsets"]
    if not form.errors and not any(each.formset.total_error_count() for each in inlines):
        context["errors"] = None


def show_kept(
    admin: Any,
    request: HttpRequest,
    object_id: str | None,
    form_url: str,
    context: Any,
    save: Callable[..., HttpResponse],
) -> HttpResponse | None:
    """The form with the text that was kept for it; None where there is none."""
    kept = kept_for(request)
    if kept is None:
        return None
    row = admin.get_object(request, unquote(object_id)) if object_id else None
    if object_id and row is not None:
        allowed = admin.has_change_permission(request, row)
    else:
        allowed = admin.has_add_permission(request)
    if not allowed:
        return None
    request.method = "POST"
    set_sent(request, data_of(kept), MultiValueDict())
    told = {**(context or {}), "kept": kept, "files": kept.files}
    try:
        if object_id and row is None:
            answer: Any = show_as_new(admin, request, object_id, told, save)
        else:
            stop(request, BACK, None)
            answer = save(request, object_id, form_url, told)
        if hasattr(answer, "render"):
            answer.render()  # before the request is one that only looks, again
    finally:
        request.method = "GET"
    found: HttpResponse = answer
    return found


@require_POST
def discard(request: HttpRequest, key: int) -> HttpResponse:
    """Forgets what was kept for this person, and shows the form as it stands."""
    kept = get_object_or_404(KeptForm, pk=key, user=request.user.pk)
    kept.delete()
    messages.info(request, "What was kept is forgotten.")
    return HttpResponseRedirect(kept.path)
