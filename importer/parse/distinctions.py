"""Awards and forms of presentation that a record mentions: oral, spotlight, best paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from importer import knowledge
from importer.parse import spans
from importer.records import Appearance

LONGEST = 200


def told(form: Appearance, notes: Sequence[str]) -> tuple[Appearance, list[str]]:
    """The form with the distinction that one of the notes tells, if the venue tells none, and
    the notes that are left."""
    if form.distinction:
        return form, list(notes)
    for k, note in enumerate(notes):
        if len(note) <= LONGEST and knowledge.phrase_pattern("distinctions").search(note):
            rest = [*notes[:k], *notes[k + 1 :]]
            bare = spans.URL.sub("", note).strip(" .,;[]()*•·")
            return replace(form, distinction=bare), rest
    return form, list(notes)
