"""How pages about letters answer: kept by nobody, found by no search, and told to no other site."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

from inquiries.models import WaitingFile
from inquiries.sending import body, signed
from inquiries.sending.asking import GENERAL
from inquiries.sending.forms import TRAP, WRITTEN, LetterForm
from inquiries.sending.limits import TooOften

SMALL = 1024 * 1024  # a body that is worth reading though nothing is stored of it


def answer(
    request: HttpRequest, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    response = render(request, template, context, status=status)
    add_never_cache_headers(response)
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "same-origin"
    return response


def too_often(
    request: HttpRequest, error: TooOften, waiting: WaitingFile | None = None
) -> HttpResponse:
    """429, with what was typed, to be sent again later. It asks the database nothing."""
    is_read = (body.length(request) or 0) <= SMALL or hasattr(request, "_files")
    context = {
        "minutes": -(-error.seconds // 60),
        "is_read": is_read,
        "typed": typed(request) if is_read and body.read(request) else [],
        "waiting": waiting,
        "hidden": {
            "stamp": signed.stamp(),
            "kept": signed.key_of_file(waiting) if waiting else "",
        },
        "asks_file": is_read and bool(request.FILES) and not waiting,
    }
    response = answer(request, "inquiries/too_often.html", context, status=429)
    response["Retry-After"] = str(error.seconds)
    return response


def typed(request: HttpRequest) -> list[tuple[str, str, str]]:
    """(name, label, value) of what was typed into a form that cannot be shown now."""
    fields = LetterForm.base_fields
    names = (name for name in WRITTEN if name != TRAP and request.POST.get(name, "").strip())
    return [(name, str(fields[name].label), request.POST[name]) for name in names]


def key_of(request: HttpRequest) -> str:
    """Of the opening that the address names; empty where it names none."""
    return request.GET.get("opening", "").strip() or GENERAL
