"""Uploads that a script sends, to show how far they are: static/admin/js/upload.js."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

ASKS = "X-Upload"
TELLS = "X-Location"


def middleware(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Tells such a script where to go next, instead of sending it there.

    A script cannot but follow a redirect: the page would be fetched twice, and what it says once
    ("was changed successfully") would be said where nobody sees it.
    """

    def respond(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if ASKS in request.headers and "Location" in response:
            response[TELLS] = response["Location"]
            del response["Location"]
            response.status_code = 204
        return response

    return respond
