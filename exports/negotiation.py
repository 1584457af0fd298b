"""One address, several forms: what a request says it accepts decides; the page is the default."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import resolve
from django.utils.cache import patch_vary_headers

from exports.formats import FORMATS

View = Callable[..., HttpResponse]


def negotiated(page: View, *suffixes: str) -> View:
    """The view `page`, or of its other forms the one that the request prefers.

    Nobody gets a 406: who accepts nothing that there is gets the page, and so does who accepts
    anything, as curl does.
    """
    types = {FORMATS[suffix].media_type: FORMATS[suffix] for suffix in suffixes}

    @wraps(page)
    def respond(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        wanted = types.get(request.get_preferred_type(["text/html", *types]) or "")
        if wanted:
            found = resolve(wanted.address(request.path_info))
            response = found.func(request, *found.args, **found.kwargs)
            response["Content-Location"] = wanted.address(
                request.path, request.META["QUERY_STRING"]
            )
        else:
            response = page(request, *args, **kwargs)
        patch_vary_headers(response, ["Accept"])
        return response

    return respond
