"""The colours an editor chose, as a style sheet; and the reader's own choice of light or dark."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from core import colours
from core.models import Scheme, SiteSettings

COOKIE = "scheme"
YEAR = 365 * 24 * 60 * 60
SHEET = """@layer tokens {{
  :root {{
    --accent: {light};
    --accent-quiet: {light_quiet};
  }}
  @supports (color: light-dark(#fff, #000)) {{
    :root {{
      --accent: light-dark({light}, {dark});
      --accent-quiet: light-dark({light_quiet}, {dark_quiet});
    }}
  }}
}}
"""


def accent_url(site: SiteSettings) -> str:
    """The address of the style sheet, which names the colour; empty where none was chosen."""
    return reverse("accent", args=[site.accent[1:].lower()]) if site.accent else ""


@require_safe
def accent(request: HttpRequest, digits: str) -> HttpResponse:
    """The tokens made of the colour ``#digits``; the same for good, as the address says which."""
    colour = f"#{digits}"
    light, dark = colours.on_light(colour), colours.on_dark(colour)
    sheet = SHEET.format(
        light=light,
        dark=dark,
        light_quiet=colours.quiet(light, colours.LIGHT_GROUNDS[0]),
        dark_quiet=colours.quiet(dark, colours.DARK_GROUNDS[0]),
    )
    headers = {"Cache-Control": f"public, max-age={YEAR}, immutable"}
    return HttpResponse(sheet, content_type="text/css; charset=utf-8", headers=headers)


def scheme(request: HttpRequest, site: SiteSettings) -> str:
    """``light``, ``dark``, or empty for what the reader's device is set to."""
    chosen = request.COOKIES.get(COOKIE, "")
    if chosen == "device":
        return ""
    return chosen if chosen in Scheme.values and chosen else site.scheme


def middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> Any:
    """Tells caches between here and readers that a page depends on what the reader chose."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.get("Content-Type", "").startswith("text/html"):
            patch_vary_headers(response, ["Cookie"])
        return response

    return answer


@require_safe
def choose_scheme(request: HttpRequest) -> HttpResponseRedirect:
    """Keeps `to` (light, dark, or anything else for the device's) for a year; back to the page."""
    back = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        back = reverse("home")
    answer = redirect(back)
    wanted = request.GET.get("to", "")
    kept = wanted if wanted in ("light", "dark") else "device"
    answer.set_cookie(
        COOKIE, kept, YEAR, path=reverse("home"), secure=request.is_secure(), httponly=True,
        samesite="Lax",
    )  # fmt: skip
    answer["Cache-Control"] = "no-store"
    return answer
