"""Compresses pages, feeds and lists on their way; what is compressed already goes as it is."""

from __future__ import annotations

from typing import Any

from django.middleware.gzip import GZipMiddleware

TEXT = ("text/", "application/json", "application/atom+xml", "application/xml", "image/svg+xml")
MORE = ("+json", "+xml", "bibtex", "research-info-systems")


class TextGZipMiddleware(GZipMiddleware):
    """Django's own, for text alone.

    It would also compress pictures and the ranges of a PDF, whose length it then takes away. What
    could be guessed from the length of an answer it hides by some random bytes.
    """

    def process_response(self, request: Any, response: Any) -> Any:
        kind = response.get("Content-Type", "").partition(";")[0]
        if response.streaming or not (kind.startswith(TEXT) or kind.endswith(MORE)):
            return response
        return super().process_response(request, response)
