"""What kind of work a heading says that it lists, where the record itself does not tell."""

from __future__ import annotations

from functools import cache

from importer import knowledge
from importer.records import Appearance

# A heading of working papers says so of all below it, whatever journal one was sent to.
UNFINISHED = ("preprint",)


@cache
def of_heading(heading: str) -> str:
    """The kind that a heading names ("Book chapters"); empty where it names none, or several."""
    text = heading.strip()
    found = [
        kind
        for kind, words in knowledge.table("headings")["works"].items()
        if knowledge.phrases(tuple(words)).search(text)
    ]
    if "chapter" in found and "book" in found:
        found.remove("book")
    return found[0] if len(found) == 1 else ""


def is_unfinished(heading: str) -> bool:
    """Whether a heading announces drafts and the like."""
    return of_heading(heading) in UNFINISHED


def under(heading: str, form: Appearance) -> str:
    """The kind of a form of a work that stands under a heading."""
    named = of_heading(heading)
    if not named or form.kind in ("workshop", "thesis", "patent"):
        return form.kind if form.kind != "other" or form.venue_printed or named else "preprint"
    if named in UNFINISHED:
        return form.kind if form.kind == "conference" or form.status == "forthcoming" else named
    if form.kind == "other" or named in ("book", "thesis", "patent", "chapter"):
        return named
    return form.kind
