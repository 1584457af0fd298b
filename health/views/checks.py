"""The pages on what needs care: all checks, and what one of them finds."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.admin import site
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBadRequest,
    HttpResponseNotAllowed,
    HttpResponseRedirect,
)
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from core.rights import may
from health.checks.base import Check
from health.found import Found
from health.registry import check_of, checks

PAGE = 50


def counts(user: Any) -> list[tuple[Check, int]]:
    """(check, number of findings that the user may mend), of the checks that are for the user."""
    return [(check, len(Found(check, user))) for check in checks() if check.is_open_to(user)]


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """Every check that is for the user, those that found something first."""
    found = counts(request.user)
    if not found:
        raise PermissionDenied
    context: dict[str, Any] = {
        **site.each_context(request),
        "title": "What needs care",
        "open": [(check, number) for check, number in found if number],
        "fine": [check for check, number in found if not number],
    }
    return render(request, "admin/health/index.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def findings(request: HttpRequest, slug: str) -> HttpResponse:
    """What the check finds; the page on which it is mended, where there is one. What is sent is a
    fix for one of the rows."""
    check = check_of(slug)
    if check is None:
        raise Http404("There is no such check.")
    if not check.is_open_to(request.user):
        raise PermissionDenied
    if check.page:
        return HttpResponseRedirect(check.page)
    if request.method == "POST":
        return _fix(request, check)
    page = Paginator(Found(check, request.user), PAGE).get_page(request.GET.get("page"))
    context = {
        **site.each_context(request),
        "title": check.title,
        "check": check,
        "page": page,
        "findings": list(page),
    }
    return render(request, "admin/health/check.html", context)


def _fix(request: HttpRequest, check: Check) -> HttpResponse:
    """Mend one row, if it is still among what is found and the user may change it."""
    if not check.fixes:
        return HttpResponseNotAllowed(["GET", "HEAD"])
    fix = next((each for each in check.fixes if each.slug == request.POST.get("do")), None)
    key = request.POST.get("row", "")
    if fix is None or not key.isdecimal() or len(key) > 18:
        return HttpResponseBadRequest("There is nothing of that kind to mend.")
    row = check.sources()[0].rows.filter(pk=int(key)).first()
    if row is None:
        messages.warning(request, "That is no longer on the list: somebody has seen to it.")
    elif not may(request.user, "change", row):
        raise PermissionDenied
    else:
        fix.run(row, request.user)
        messages.success(request, f"{row}: {fix.done}")
    return HttpResponseRedirect(request.path)
