"""A sheet: downloaded, uploaded, looked at, saved."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import site
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from core.rights import allowed, limits, may_some
from sheets import files
from sheets.kinds import kind_of
from sheets.kinds.base import Kind
from sheets.models import Upload
from sheets.plan import Plan, Reader
from sheets.save import save

KEPT = timedelta(days=1)
SHOWN = 200  # rows of a preview


class UploadForm(forms.Form):
    file = forms.FileField(label="Spreadsheet, CSV or XLSX")

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        self.table = files.read(file.name, file.read(files.MOST_BYTES + 1))
        return file


def _kind(request: HttpRequest, slug: str) -> Kind:
    """Raises Http404 where there is none, PermissionDenied for who may change none of its rows."""
    kind = kind_of(slug)
    if not may_some(request.user, "change", kind.model):
        raise PermissionDenied
    return kind


@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: HttpRequest, slug: str) -> HttpResponse:
    kind = _kind(request, slug)
    is_sent = request.method == "POST"
    form = UploadForm(request.POST, request.FILES) if is_sent else UploadForm()
    if is_sent and form.is_valid():
        upload = _keep(request, kind, form)
        return HttpResponseRedirect(reverse("admin:sheet_preview", args=[slug, upload.pk]))
    options = kind.model._meta
    context = {
        **site.each_context(request),
        "title": f"{kind.label} as a spreadsheet",
        "kind": kind,
        "form": form,
        "opts": options,
        "list": reverse(f"admin:{options.app_label}_{options.model_name}_changelist"),
    }
    return render(request, "admin/sheets/sheet.html", context)


def _keep(request: HttpRequest, kind: Kind, form: UploadForm) -> Upload:
    """The upload, in place of an earlier one; those that everybody forgot go."""
    Upload.objects.filter(received__lt=timezone.now() - KEPT).delete()
    Upload.objects.filter(user_id=request.user.pk, kind=kind.slug).delete()
    name = form.cleaned_data["file"].name[:200]
    return Upload.objects.create(
        user_id=request.user.pk, kind=kind.slug, name=name, table=form.table
    )


@require_safe
def download(request: HttpRequest, slug: str, suffix: str) -> HttpResponse:
    """The rows that the user may change, without the columns that are hidden from them."""
    kind = _kind(request, slug)
    if suffix not in files.TYPES:
        raise Http404("A sheet is CSV or XLSX.")
    hidden = limits(request.user, kind.model).hidden
    table = kind.table(allowed(request.user, "change", kind.rows()))
    table = _without(table, [c.name for c in kind.columns if c.model_field in hidden])
    try:
        content = files.as_csv(table) if suffix == "csv" else files.as_xlsx(table)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return HttpResponseRedirect(reverse("admin:sheet", args=[slug]))
    answer = HttpResponse(content, content_type=files.TYPES[suffix])
    answer["Content-Disposition"] = f'attachment; filename="{slug}.{suffix}"'
    return answer


def _without(table: files.Table, columns: list[str]) -> files.Table:
    left = [n for n, name in enumerate(table[0]) if name not in columns]
    return [[row[n] for n in left] for row in table]


@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: HttpRequest, slug: str, key: int) -> HttpResponse:
    """What an upload of the user's own would change; written when they say so."""
    kind = _kind(request, slug)
    upload = get_object_or_404(Upload, pk=key, kind=slug, user_id=request.user.pk)
    if request.method == "POST" and request.POST.get("do") == "save":
        return _save(request, kind, upload)
    if request.method == "POST":
        upload.delete()
        messages.info(request, "Nothing was changed.")
        return HttpResponseRedirect(reverse("admin:sheet", args=[slug]))
    return _show(request, kind, upload, Reader(kind, request.user).read(upload.table))


def _save(request: HttpRequest, kind: Kind, upload: Upload) -> HttpResponse:
    try:
        plan = save(request, kind, upload.table, request.POST.get("stamp", ""))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return HttpResponseRedirect(request.path)
    if plan is None:
        messages.warning(
            request, "The site changed meanwhile. Nothing is saved yet: look at it again."
        )
        return HttpResponseRedirect(request.path)
    upload.delete()
    added = sum(row.is_new for row in plan.rows)
    messages.success(request, f"{added} added, {len(plan.rows) - added} changed.")
    return HttpResponseRedirect(reverse("admin:sheet", args=[kind.slug]))


def _show(request: HttpRequest, kind: Kind, upload: Upload, plan: Plan) -> HttpResponse:
    added = sum(row.is_new for row in plan.rows)
    context = {
        **site.each_context(request),
        "title": f"What {upload.name} would change",
        "kind": kind,
        "plan": plan,
        "rows": plan.rows[:SHOWN],
        "more": max(len(plan.rows) - SHOWN, 0),
        "added": added,
        "changed": len(plan.rows) - added,
    }
    return render(request, "admin/sheets/preview.html", context)
