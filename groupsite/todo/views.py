"""The lists of what is left to do, and saving what was filled in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.contrib.admin import site
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.forms import Media
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from core.rights import after_changing
from groupsite.todo.checks import CHECKS, Check, counts
from groupsite.todo.forms.base import RowForm, prefix_of
from groupsite.todo.history import log_change
from history.models import Version
from history.write import recorded

PAGE = 50
TICKED = "on"  # as browsers send it
LONGEST_KEY = 18  # digits; a longer number is no key of a row


def todo(request: HttpRequest) -> HttpResponse:
    """Every list that the user may see, with its number."""
    found = counts(request)
    if not found["allowed"]:
        raise PermissionDenied
    context = {**site.each_context(request), "title": "To do", "todo": found}
    return render(request, "admin/todo/index.html", context)


def todo_check(request: HttpRequest, slug: str) -> HttpResponse:
    check = next((check for check in CHECKS if check.slug == slug), None)
    if check is None:
        raise Http404("There is no such list.")
    if not check.is_allowed(request):
        raise PermissionDenied
    if request.method == "POST":
        return _save(request, check)
    page = _page(request, check)
    return _show(request, check, page, _forms(request, check, page))


def _page(request: HttpRequest, check: Check) -> Any:
    return Paginator(check.rows_for(request), PAGE).get_page(request.GET.get("page"))


def _forms(request: HttpRequest, check: Check, rows: Iterable[Any]) -> list[RowForm]:
    data = request.POST if request.method == "POST" else None
    forms = [check.form(data, row=row, request=request) for row in rows]
    check.form.prepare(forms)
    return forms


@transaction.atomic
def _save(request: HttpRequest, check: Check) -> HttpResponse:
    """Saves the rows that were filled in: all of them or, where one has a mistake, none."""
    keys = _keys(request)
    rows = check.rows_for(request).filter(pk__in=keys).select_for_update(of=("self",))
    forms = _forms(request, check, rows)
    _tell_lost(request, keys - {form.row.pk for form in forms})
    filled = [form for form in forms if form.has_changed()]
    if not all(form.is_valid() for form in filled):
        return _show(request, check, _page(request, check), forms)
    with recorded([form.owner for form in filled], request.user, Version.How.TODO):
        for form in filled:
            log_change(request, form.owner, form.fill())
            after_changing(request.user, form.owner)
    if filled:
        left = check.rows_for(request).count()
        messages.success(request, f"{len(filled)} filled in, {left or 'none'} left.")
    else:
        messages.info(request, "Nothing was filled in, so nothing was changed.")
    return HttpResponseRedirect(request.get_full_path())


def _keys(request: HttpRequest) -> set[int]:
    """The rows that the page had."""
    sent = request.POST.getlist("row")[:PAGE]
    return {int(key) for key in sent if key.isdecimal() and len(key) <= LONGEST_KEY}


def _tell_lost(request: HttpRequest, gone: set[int]) -> None:
    """What was typed for rows that somebody else has seen to: said, so that it can be used."""
    prefixes = tuple(f"{prefix_of(key)}-" for key in gone)
    sent = [value for name, value in request.POST.items() if name.startswith(prefixes)]
    typed = [value for value in sent if value not in ("", TICKED)]
    if typed:
        quoted = ", ".join(f"“{value}”" for value in typed)
        messages.warning(
            request, f"Somebody has seen to a row of this list meanwhile. Not saved: {quoted}."
        )


def _show(request: HttpRequest, check: Check, page: Any, forms: list[RowForm]) -> HttpResponse:
    context = {
        **site.each_context(request),
        "title": check.title,
        "check": check,
        "page": page,
        "forms": forms,
        "media": sum((form.media for form in forms[:1]), Media()),
        "mistakes": sum(1 for form in forms if form.is_bound and form.errors),
    }
    return render(request, "admin/todo/check.html", context)
