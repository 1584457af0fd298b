"""Pages of accounts look like the admin."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.cache import add_never_cache_headers


def page(
    request: HttpRequest, template: str, title: str, status: int = 200, **context: Any
) -> HttpResponse:
    """A page of `templates/account/`, with all that the admin's frame needs; never cached."""
    frame = {**admin.site.each_context(request), "title": title}
    answer = TemplateResponse(request, f"account/{template}", {**frame, **context}, status=status)
    add_never_cache_headers(answer)
    return answer


class AdminLook:
    """For Django's own views of log-in and password: `title`, and the admin's frame."""

    title: str
    request: HttpRequest

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        frame = admin.site.each_context(self.request)
        made: dict[str, Any] = super().get_context_data(**context)  # type: ignore[misc]
        return {**frame, **made, "title": self.title}
