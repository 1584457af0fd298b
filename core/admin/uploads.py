"""The page of the admin that lists all uploads, and deletes those that nothing uses."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from core.models import SiteSettings
from core.rights import may
from core.uploads import Upload, discard, inventory

PAGE = 100
AT_MOST = 500  # files that no row holds, of which it is asked whether they are needed


@require_http_methods(["GET", "POST"])
def uploads(request: HttpRequest) -> HttpResponse:
    """The list; what is ticked to be deleted is shown once more, and then deleted.

    Raises PermissionDenied for who may not change the site itself: names of drafts' files are here.
    """
    if not may(request.user, "change", SiteSettings.load()):
        raise PermissionDenied
    if request.method == "POST":
        return _delete(request)
    found = inventory(AT_MOST)
    page = Paginator(found.used, PAGE).get_page(request.GET.get("page"))
    context = {
        "title": "Files",
        "found": found,
        "page": page,
        "used": [(each, *_place(each)) for each in page],
        "missing": [(each, *_place(each)) for each in found.missing[:PAGE]],
    }
    return _show(request, "admin/files/index.html", context)


def _delete(request: HttpRequest) -> HttpResponse:
    """Shows what would go; deletes it if that was seen."""
    names = set(request.POST.getlist("name"))
    if "seen" in request.POST:
        gone = discard(names)
        freed = filesizeformat(sum(each.size or 0 for each in gone))
        word = "file" if len(gone) == 1 else "files"
        messages.success(request, f"{len(gone)} {word} deleted, {freed} freed.")
        return redirect("admin:files")
    ticked = [each for each in inventory(AT_MOST).unused if each.name in names]
    if not ticked:
        messages.warning(request, "Tick the files that are to be deleted.")
        return redirect("admin:files")
    context = {
        "title": "Delete files?",
        "ticked": ticked,
        "size": sum(each.size or 0 for each in ticked),
    }
    return _show(request, "admin/files/delete.html", context)


def _show(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    response = render(request, template, {**admin.site.each_context(request), **context})
    response["Cache-Control"] = "private, no-store"
    return response


def _place(upload: Upload) -> tuple[str, str]:
    """(what it is, where it is edited) of the row that holds the file, or that row's owner."""
    row = upload.row
    owner = row if type(row) in admin.site._registry else _owner(row)
    label = str(row) if owner in (None, row) else f"{owner}: {row}"
    if owner is None:
        return label, ""
    options = owner._meta
    name = f"admin:{options.app_label}_{options.model_name}_change"
    return label, reverse(name, args=[owner.pk])


def _owner(row: models.Model) -> Any:
    """What the row stands on the form of."""
    keys = (field for field in row._meta.fields if isinstance(field, models.ForeignKey))
    owners = (getattr(row, field.name) for field in keys)
    return next((owner for owner in owners if type(owner) in admin.site._registry), None)
