"""The page of the admin on which a secret link is made, copied and revoked."""

from __future__ import annotations

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from core.models import SecretLink
from core.preview import editors_address, page_of
from core.rights import may
from core.secret_links import LASTS
from groupsite.addresses import absolute
from groupsite.preview.mirror import find, form_of, secret_address


@require_http_methods(["GET", "POST"])
def secret_link(request: HttpRequest, label: str, pk: int) -> HttpResponse:
    """The link to that row. Raises PermissionDenied unless the user may change the row."""
    row = find(label, pk)
    if not may(request.user, "change", row):
        raise PermissionDenied
    if request.method == "POST":
        if "revoke" in request.POST:
            SecretLink.objects.to(row).delete()
            messages.success(request, "The link is revoked: nobody sees anything by it any more.")
        elif not row.is_published:
            SecretLink.objects.make(row)
        return redirect("admin:secret_link", label, pk)
    link = SecretLink.objects.to(row).lasting().first()
    context = {
        **admin.site.each_context(request),
        "title": "Secret link",
        "row": row,
        "is_published": row.is_published,
        "public": absolute(page_of(row)),
        "preview_url": editors_address(row),
        "form_url": form_of(row),
        "days": LASTS.days,
        "link": link,
        "address": absolute(secret_address(row, link)) if link else "",
    }
    response = render(request, "admin/preview/secret_link.html", context)
    response["Cache-Control"] = "private, no-store"
    return response
