"""Back to a version, and out of the bin: what would change, then the doing."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.admin import site
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from history.lens import lens_for
from history.models import Version
from history.restore import NotRestorable, Outcome, go_back
from history.views.allowed import may_take_back
from history.views.record import row_of_version
from history.words import Names, called, differences, keys_in


def version_view(request: HttpRequest, key: int) -> HttpResponse:
    """What going back to this version would change; posted, it is done."""
    version = get_object_or_404(Version, pk=key)
    try:
        row = row_of_version(version)
    except NotRestorable as error:
        raise Http404(str(error)) from error
    there = type(row)._default_manager.filter(pk=row.pk).first()
    if not may_take_back(request.user, version, there):
        raise PermissionDenied
    asks = request.method != "POST"
    problem, outcome = "", Outcome({})
    try:
        outcome = go_back(version, request.user, dry_run=asks)
    except NotRestorable as error:
        problem = str(error)
    if not asks and not problem:
        return _done(request, version, outcome)
    admin = site._registry[type(row)]
    lens = lens_for(admin, request, there or row)
    names = Names(keys_in([outcome.before, outcome.after], lens))
    context = {
        **site.each_context(request),
        "title": "Back to this version" if there else "Restore",
        "opts": row._meta,
        "version": version,
        "object": there,
        "name": called(there or row),
        "problem": problem,
        "notes": outcome.notes,
        "differences": differences(outcome.before, outcome.after, lens, names),
    }
    return render(
        request, "admin/history/version.html", context, status=409 if problem and not asks else 200
    )


def _done(request: HttpRequest, version: Version, outcome: Outcome) -> HttpResponse:
    if outcome.before:
        told = f"“{version.title}” is as it was on {version.at:%d %b %Y, %H:%M}."
    else:
        told = f"“{version.title}” is back."
    messages.success(request, told)
    for note in outcome.notes:
        messages.warning(request, note)
    app, name = version.model.split(".")
    return HttpResponseRedirect(reverse(f"admin:{app}_{name}_history", args=[version.object_id]))
