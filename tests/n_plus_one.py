"""Fails a test in which a public page asks the database once for each row.

The admin is left out: Django's own forms fetch some rows one by one, whatever the project does;
its lists have tests with pinned numbers of queries.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from zeal import zeal_context
from zeal.constants import initialize_app_registry
from zeal.patch import patch

MIDDLEWARE = "tests.n_plus_one.middleware"


def watch() -> None:
    """To be called once, before the first query."""
    initialize_app_registry()
    patch()


def middleware(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    def respond(request: HttpRequest) -> HttpResponse:
        if request.path.startswith("/admin/"):
            return get_response(request)
        with zeal_context():
            return get_response(request)

    return respond
