"""The page on which an administrator answers somebody who asks what is held of them."""

from __future__ import annotations

import tempfile
from typing import Any

from django.contrib import messages
from django.contrib.admin import site
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.validators import validate_email
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from core.rights import may_all
from inquiries.models import Inquiry, InquirySettings
from inquiries.privacy.retention import kept_longer, shorten
from inquiries.privacy.subject import Held, elsewhere, export, forget, held

IN_MEMORY = 10 * 1024 * 1024


def is_open_to(user: Any) -> bool:
    return all(may_all(user, action, Inquiry) for action in ("view", "delete"))


@require_http_methods(["GET", "POST"])
def personal_data(request: HttpRequest) -> HttpResponseBase:
    """Asks for an address, shows what is held of it, gives it out, erases it. The address comes
    in the body of a request alone: no log of a server shows it.

    Raises PermissionDenied for all but administrators.
    """
    if not is_open_to(request.user):
        raise PermissionDenied
    do = request.POST.get("do", "")
    if do == "shorten":
        number = shorten()
        messages.success(request, f"{number} letter{_s(number)} will go earlier.")
        return redirect("admin:personal_data")
    if request.method != "POST":
        return _show(request, {})
    address = request.POST.get("address", "").strip()
    try:
        validate_email(address)
    except ValidationError:
        error = "Enter the whole e-mail address, such as name@example.org."
        return _show(request, {"address": address, "error": error}, status=400)
    found = held(address, joined=do in ("", "find") or "joined" in request.POST)
    match do:
        case "export":
            return _file(found)
        case "erase" if "sure" in request.POST:
            return _erase(request, found)
        case "erase":
            return _show(request, {**_told(found), "unsure": True}, status=400)
    return _show(request, _told(found))


def _told(found: Held) -> dict[str, Any]:
    return {"found": found, "address": found.address, "elsewhere": elsewhere(found.address)}


def _erase(request: HttpRequest, found: Held) -> HttpResponse:
    erased = forget(found)
    messages.success(
        request,
        f"Erased for good: {erased.letters} letter{_s(erased.letters)}, {erased.files}"
        f" file{_s(erased.files)}, {len(found.mails)} mail{_s(len(found.mails))}. Answer the"
        " sender by hand that it is done: the address is forgotten here.",
    )
    return redirect("admin:personal_data")


def _file(found: Held) -> FileResponse:
    file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - the response closes it
    export(found, file)
    file.seek(0)
    response = FileResponse(file, as_attachment=True, filename="personal-data.zip")
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _show(request: HttpRequest, context: dict[str, Any], status: int = 200) -> HttpResponse:
    more = {
        **site.each_context(request),
        "title": "Personal data",
        "months": InquirySettings.load().keep_months,
        "longer": len(kept_longer()),
    }
    response = render(request, "admin/inquiries/personal.html", more | context, status=status)
    response["Cache-Control"] = "private, no-store"
    return response


def _s(number: int) -> str:
    return "" if number == 1 else "s"
