"""What kind of work a heading says that it lists, where the record itself does not tell."""

from __future__ import annotations

import re
from functools import cache

from importer import knowledge
from importer.records import Appearance

# A heading of working papers says so of all below it, whatever journal one was sent to.
UNFINISHED = ("preprint",)
WITHIN = re.compile(r"in\b|dans\b|en\b", re.I)


@cache
def of_heading(heading: str) -> str:
    """The kind that a heading names ("Book chapters"); empty where it names none, or several."""
    found, rest = _named(heading)
    if "preprint" in found and knowledge.phrase_pattern("plain_works").search(rest):
        return ""  # "Papers and preprints"
    return found[0] if len(found) == 1 else ""


def _named(heading: str) -> tuple[list[str], str]:
    """(the kinds that the words of a heading name, those words left out), longer names first."""
    table = knowledge.table("headings")["works"]
    kinds = {word: kind for kind, words in table.items() for word in words}
    found: list[str] = []

    def take(match: re.Match[str]) -> str:
        found.append(kinds[match[0].casefold()])
        return " "

    rest = knowledge.phrases(tuple(kinds)).sub(take, heading.strip().replace("’", "'"))
    return list(dict.fromkeys(found)), rest


def is_unfinished(heading: str) -> bool:
    """Whether a heading announces drafts and the like."""
    return of_heading(heading) in UNFINISHED


def under(heading: str, form: Appearance) -> str:
    """The kind of a form of a work that stands under a heading."""
    named = of_heading(heading)
    if not named and form.kind == "other" and set(_named(heading)[0]) == {"book", "chapter"}:
        return "chapter" if WITHIN.match(form.venue_printed) else "book"
    if not named or form.kind in ("workshop", "thesis", "patent"):
        return form.kind if form.kind != "other" or form.venue_printed or named else "preprint"
    if named in UNFINISHED:
        out = form.kind == "conference" or form.status == "forthcoming" or _is_in_print(form)
        return form.kind if out else named
    accepted = form.kind == "preprint" and form.status == "forthcoming" and not form.arxiv_id
    if form.kind == "other" or accepted or named in ("book", "thesis", "patent", "chapter"):
        return named
    return form.kind


def _is_in_print(form: Appearance) -> bool:
    """Whether a journal article has its volume and pages, whatever the heading says."""
    return form.kind == "journal" and form.status == "" and bool(form.volume and form.pages)
