"""Whether a text says that something is submitted, or accepted and not yet out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from importer import knowledge
from importer.records import Appearance

FEW_WORDS = 5  # of a note that says nothing else


def of(text: str) -> str:
    """submitted or forthcoming where the text says so, else empty."""
    if knowledge.phrase_pattern("status_submitted").search(text):
        return "submitted"
    return "forthcoming" if knowledge.phrase_pattern("status_forthcoming").search(text) else ""


def told(form: Appearance, notes: Sequence[str]) -> Appearance:
    """The form with the status that a short note tells ("in press"), if it has none itself."""
    if form.status or form.date:
        return form
    found = next(filter(None, (of(n) for n in notes if len(n.split()) <= FEW_WORDS)), "")
    return replace(form, status=found)
