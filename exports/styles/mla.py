"""MLA style, 9th edition: works cited (chapter 5 of the MLA Handbook)."""

from __future__ import annotations

import re

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
    title,
)

ALONE = {"book", "thesis", "report", "software", "dataset"}


def mla(ref: Reference) -> SafeString:
    if ref.kind == "thesis":
        school = re.sub(r"\bUniversity\b", "U", ref.published_by).removeprefix("The ")
        degree = "Master’s thesis" if ref.is_masters else "PhD dissertation"
        return sentences(
            _authors(ref), italic(title(ref)), ref.year, joined(", ", [school, degree]), ref.address
        )
    named = italic(title(ref)) if ref.kind in ALONE else quoted(ref, ".")
    kind = {"preprint": "" if ref.repository else "Preprint", UNPUBLISHED: "Unpublished manuscript"}
    return sentences(_authors(ref), named, _container(ref), kind.get(ref.kind, ""))


def _authors(ref: Reference) -> str:
    """The first with the family name in front; of three or more no other."""
    if not ref.authors:
        return ""
    first = inverted(ref.authors[0], ref.authors[0].given)
    if len(ref.authors) > 2 or ref.has_more_authors:
        return f"{first}, et al."
    others = [direct(name, name.given) for name in ref.authors[1:]]
    return after_first(first).join([first, *others])


def _container(ref: Reference) -> SafeString:
    """``Journal, vol. 3, no. 2, May 2024, pp. 123–35, https://doi.org/…``."""
    holder = italic(ref.repository) if ref.kind == "preprint" else italic(ref.container)
    publisher = "" if ref.kind == "preprint" else ref.published_by
    parts = [
        holder,
        f"vol. {ref.volume}" if ref.volume else "",
        f"no. {ref.issue}" if ref.issue else "",
        "" if ref.kind == "journal" else publisher,
        "forthcoming" if ref.is_forthcoming else _date(ref),
        _pages(ref),
        ref.address,
    ]
    return joined(", ", parts)


def _date(ref: Reference) -> str:
    """As precise as known in what appears with a date; a year elsewhere."""
    if ref.kind not in ("journal", "preprint", UNPUBLISHED):
        return ref.year
    day = str(ref.date.day) if ref.month and ref.date and ref.date.day else ""
    return " ".join(part for part in (day, month_name(ref, short_month), ref.year) if part)


def short_month(month: str) -> str:
    """Longer ones than July are cut, September after four letters."""
    return month if len(month) < 5 else f"{month[:4] if month == 'September' else month[:3]}."


def _pages(ref: Reference) -> str:
    if ref.is_article_number:
        return f"article {ref.first_page}"
    where = pages(ref, last_digits)
    return f"{'pp.' if ref.last_page else 'p.'} {where}" if where else ""


def last_digits(first: str, last: str) -> str:
    """Of a number above 99 the last two digits, or more where more differ: 95–103, 923–1003."""
    if len(first) != len(last) or len(last) < 3:
        return last
    same = next(i for i in range(len(last)) if first[i] != last[i])
    return last[min(same, len(last) - 2) :]
