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
    rest = heading.strip()
    found: list[str] = []
    for kind, words in knowledge.table("headings")["works"].items():
        rest, count = knowledge.phrases(tuple(words)).subn(" ", rest)
        found += [kind] * bool(count)
    if "preprint" in found and knowledge.phrase_pattern("plain_works").search(rest):
        return ""  # "Papers and preprints"
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
        out = form.kind == "conference" or form.status == "forthcoming" or _is_in_print(form)
        return form.kind if out else named
    if form.kind == "other" or named in ("book", "thesis", "patent", "chapter"):
        return named
    return form.kind


def _is_in_print(form: Appearance) -> bool:
    """Whether a journal article has its volume and pages, whatever the heading says."""
    return form.kind == "journal" and form.status == "" and bool(form.volume and form.pages)
