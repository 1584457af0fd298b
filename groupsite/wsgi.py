"""The application as a server loads it."""

import os
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "groupsite.settings")

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def below(prefix: str, inner: Application) -> Application:
    """`inner` as the site at a path such as ``/~group``.

    A server may pass the path of a request whole, or without the prefix, with or without
    saying so in SCRIPT_NAME: the application sees the same in each case.
    """

    def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        is_whole = path == prefix or path.startswith(f"{prefix}/")
        if is_whole and environ.get("SCRIPT_NAME", "").rstrip("/") != prefix:
            path = path.removeprefix(prefix)
        return inner({**environ, "SCRIPT_NAME": prefix, "PATH_INFO": path or "/"}, start_response)

    return application


application: Application = get_wsgi_application()
if settings.FORCE_SCRIPT_NAME:
    application = below(settings.FORCE_SCRIPT_NAME, application)
