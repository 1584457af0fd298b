"""IEEE style: the IEEE Reference Guide."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString

from exports.references import UNPUBLISHED, Reference
from exports.styles.text import (
    direct,
    italic,
    joined,
    month_name,
    pages,
    quoted,
    series,
    stopped,
    title,
)

MOST = 6  # authors that are all named; of more, the first
ALONE = {"book", "software", "dataset"}


def ieee(ref: Reference) -> SafeString:
    doi = f"doi: {ref.doi}" if ref.doi else ""
    if ref.kind in ALONE:
        head = joined(", ", [_authors(ref), italic(title(ref))])
        end = joined(", ", [ref.published_by, _date(ref), doi])
        return joined(" ", [stopped(head), stopped(end) if end else ""])
    named = quoted(ref, ",")
    names = _authors(ref)
    head = joined(", ", [names, named])
    end = joined(", ", [*_source(ref), doi])
    # Without anything after it, the title's comma is the end.
    return joined(" ", [head, stopped(end)]) if end else joined(", ", [names, quoted(ref, ".")])


def _authors(ref: Reference) -> SafeString:
    names = [direct(name, name.initials) for name in ref.authors]
    if names and (ref.has_more_authors or len(names) > MOST):
        return format_html("{} <i>et al.</i>", names[0])
    return series(names, ", and ")


def _source(ref: Reference) -> list[str]:
    """The parts after the title."""
    if ref.kind == "thesis":
        degree = "M.S. thesis" if ref.is_masters else "Ph.D. dissertation"
        return [degree, ref.published_by, ref.year]
    if ref.kind == UNPUBLISHED:
        return ["submitted for publication"]
    if ref.kind == "preprint":
        return [_date(ref), f"arXiv:{ref.arxiv}" if ref.arxiv else ref.repository or "preprint"]
    if ref.kind == "report":
        return [ref.published_by, "Tech. Rep.", _date(ref)]
    where = f"Art. no. {ref.first_page}" if ref.is_article_number else _pages(ref)
    numbers = [
        f"vol. {ref.volume}" if ref.volume else "",
        f"no. {ref.issue}" if ref.issue else "",
    ]
    if ref.kind == "journal":
        return [italic(ref.container), *numbers, where, _date(ref)]
    holder = joined(" ", ["in", italic(ref.container)]) if ref.container else ""
    if ref.kind == "chapter":
        published = joined(". ", [joined(", ", [holder, *numbers]), ref.publisher])
        return [published, _date(ref), where]
    return [holder, *numbers, ref.publisher, _date(ref), where]


def _date(ref: Reference) -> str:
    if ref.is_forthcoming:
        return "to be published"
    month = month_name(ref, short_month) if ref.kind not in ("book", "chapter") else ""
    return " ".join(part for part in (month, ref.year) if part)


def short_month(month: str) -> str:
    return month if month == "May" else f"{month[:3]}."


def _pages(ref: Reference) -> str:
    where = pages(ref)
    return f"{'pp.' if ref.last_page else 'p.'} {where}" if where else ""
