"""Whether a text says that something is submitted, or accepted and not yet out."""

from __future__ import annotations

from importer import knowledge


def of(text: str) -> str:
    """submitted or forthcoming where the text says so, else empty."""
    if knowledge.phrase_pattern("status_submitted").search(text):
        return "submitted"
    return "forthcoming" if knowledge.phrase_pattern("status_forthcoming").search(text) else ""
