"""Chicago style, 17th edition, author-date: reference lists (chapter 15 of the Manual)."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString

from exports.references import UNPUBLISHED, Reference
from exports.styles.text import (
    after_first,
    direct,
    inverted,
    italic,
    joined,
    month_name,
    pages,
    quoted,
    sentences,
    series,
    title,
)

MOST = 10  # authors that are all named; of more, the first seven
ALONE = {"book", "report", "software", "dataset"}


def chicago(ref: Reference) -> SafeString:
    date = "Forthcoming" if ref.is_forthcoming else ref.year or "n.d."
    named = italic(title(ref)) if ref.kind in ALONE else quoted(ref, ".")
    names = _authors(ref)
    head = (names, date, named) if names else (named, date)
    return sentences(*head, _source(ref), ref.address)


def _authors(ref: Reference) -> SafeString:
    names = [direct(name, name.given) for name in ref.authors]
    if names:
        names[0] = inverted(ref.authors[0], ref.authors[0].given)
    if ref.has_more_authors or len(names) > MOST:
        shown = names if len(names) <= MOST else names[:7]
        return joined(", ", [*shown, "et al."]) if names else SafeString("")
    return series(names, ", and ", after_first(names[0]) if names else "")


def _source(ref: Reference) -> SafeString:
    if ref.kind == "thesis":
        degree = "Master’s thesis" if ref.is_masters else "PhD diss."
        return joined(", ", [degree, ref.published_by])
    if ref.kind == "journal":
        return _within_journal(ref)
    if ref.kind == "preprint":
        return joined(", ", ["Preprint", _submitted(ref) or ref.repository])
    if ref.kind == UNPUBLISHED:
        return SafeString("Unpublished manuscript")
    holder = joined(" ", ["In", italic(ref.container)]) if ref.container else ""
    return sentences(joined(", ", [holder, pages(ref, changed)]), ref.published_by)


def _within_journal(ref: Reference) -> SafeString:
    """``Journal 3 (2): 123–35``; without a volume ``Journal, no. 2, 123–35``."""
    where = pages(ref, changed)
    if not ref.volume:
        issue = f"no. {ref.issue}" if ref.issue else ""
        return joined(", ", [italic(ref.container), issue, where])
    issue = f" ({ref.issue})" if ref.issue else ""
    numbers = format_html("{} {}{}", italic(ref.container), ref.volume, issue)
    return joined(": ", [numbers, where])


def _submitted(ref: Reference) -> str:
    """``submitted May 24, 2022``, where the day is known."""
    day = ref.date.day if ref.date and ref.month else None
    return f"submitted {month_name(ref)} {day}, {ref.year}" if day else ""


def changed(first: str, last: str) -> str:
    """What the second number of a range keeps: 9.61 of the Manual.

    Everything below 100 and after a multiple of 100; the digits that changed after 101 to 109,
    201 to 209, …; elsewhere two digits, or as many as changed.
    """
    if len(first) != len(last) or int(first) < 100 or int(first) % 100 == 0:
        return last
    same = next(i for i in range(len(last)) if first[i] != last[i])
    keep = len(last) - same
    return last[-keep:] if int(first) % 100 < 10 else last[-max(keep, 2) :]
