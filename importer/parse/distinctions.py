"""Awards and forms of presentation that a record mentions: oral, spotlight, best paper."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from importer import knowledge
from importer.parse import dates, spans
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


def in_text(inner: str) -> tuple[str, str]:
    """("oral", "1% of all submissions") of "oral: 1% of all submissions"; empty if it is none."""
    match = knowledge.phrase_pattern("distinctions").search(inner)
    if not match or len(inner) > 160:
        return "", ""
    head, _, detail = re.sub(r"\s*[,;:]\s*", "\0", inner, count=1).partition("\0")
    if not knowledge.phrase_pattern("distinctions").search(head):
        return inner.strip(" ."), ""
    return re.sub(r"\s+talk$", "", head.strip(" ."), flags=re.I) if not re.search(
        r"award|best", head, re.I
    ) else head.strip(" ."), detail.strip(" .")


def from_body(found: Appearance, body: str) -> Appearance:
    """The distinction that follows the venue as a sentence: "… (ICLR 2020). Oral presentation."."""
    if found.distinction or found.kind == "thesis":
        return found
    for part in re.split(r"[.;]\s+|,\s+(?=[A-Z])", body)[1:]:
        if len(part.split()) <= 6 and not dates.last(part):
            head, detail = in_text(part.strip(" ."))
            if head:
                return replace(found, distinction=head, detail=detail)
    return found
