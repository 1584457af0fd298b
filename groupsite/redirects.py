"""Leads visitors on from addresses that an old site had."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from core.models import Redirect

Respond = Callable[[HttpRequest], HttpResponse]


def middleware(get_response: Respond) -> Respond:
    """Asks where the site has no page; and for `/?…`, as old sites wrote all their addresses."""

    def respond(request: HttpRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return get_response(request)
        if _is_home_with_query(request):
            return _redirect(request) or get_response(request)
        response = get_response(request)
        return (_redirect(request) or response) if response.status_code == 404 else response

    return respond


def _is_home_with_query(request: HttpRequest) -> bool:
    return request.path_info == "/" and bool(request.META.get("QUERY_STRING"))


def _redirect(request: HttpRequest) -> HttpResponse | None:
    query = request.META.get("QUERY_STRING", "")
    address = quote(request.path_info) + (f"?{query}" if query else "")
    if found := Redirect.objects.leading_from(address):
        # Browsers keep such an answer for good, and an editor may change where it leads.
        headers = {"Cache-Control": "no-cache"}
        return HttpResponseRedirect(found.target, status=301, headers=headers)
    return None
