"""How much a form may send: decided by what the request says of itself, before it is read."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.core.exceptions import (
    BadRequest,
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render

from core.files import MEGABYTE
from inquiries.models.letter import CV_MEGABYTES

MOST = (CV_MEGABYTES + 1) * MEGABYTE  # the file, and what is written around it
UNREADABLE = (
    MultiPartParserError,
    TooManyFieldsSent,
    TooManyFilesSent,
    BadRequest,
    LookupError,  # of a character set that there is not
    ValueError,
)
P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def length(request: HttpRequest) -> int | None:
    """The bytes that the body has by its own account; None where it does not say."""
    told = request.META.get("CONTENT_LENGTH") or ""
    return int(told) if told.isascii() and told.isdecimal() else None


def bounded(view: View[P]) -> View[P]:
    """Refuses a body that is too long, or does not say how long it is, and reads none of it.

    No more than it says is ever read of one: Django's stream ends there.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.method != "POST":
            return view(request, *args, **kwargs)
        size = length(request)
        if size is None:
            return refused(request, 411)
        if size > MOST:
            return refused(request, 413)
        try:
            return view(request, *args, **kwargs)
        except RequestDataTooBig:
            return refused(request, 413)

    return cast("View[P]", guarded)


def read(request: HttpRequest) -> bool:
    """Whether the form can be read; its parts are then at hand. Raises RequestDataTooBig."""
    try:
        request.POST, request.FILES  # noqa: B018
    except RequestDataTooBig:
        raise
    except UNREADABLE:
        return False
    return True


def refused(request: HttpRequest, status: int) -> HttpResponse:
    """A page that asks the database nothing."""
    context: dict[str, Any] = {"status": status, "most": CV_MEGABYTES}
    answer = render(request, "inquiries/refused.html", context, status=status)
    answer["Cache-Control"], answer["X-Robots-Tag"] = "no-store", "noindex"
    return answer
