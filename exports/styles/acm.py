"""ACM style: the ACM Reference Format."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString

from exports.references import UNPUBLISHED, Reference
from exports.styles.mla import short_month
from exports.styles.text import (
    direct,
    italic,
    joined,
    month_name,
    pages,
    sentences,
    series,
    title,
)

ALONE = {"book", "thesis", "report", "software", "dataset"}


def acm(ref: Reference) -> SafeString:
    date = ref.year or "[n. d.]"
    named = italic(title(ref)) if ref.kind in ALONE else title(ref)
    names = _authors(ref)
    head = (names, date, named) if names else (named, date)
    text = sentences(*head, *_source(ref), "To appear" if ref.is_forthcoming else "")
    return joined(" ", [text, ref.address])


def _authors(ref: Reference) -> SafeString:
    names = [direct(name, name.given) for name in ref.authors]
    if ref.has_more_authors and names:
        return joined(", ", [*names, "et al."])
    return series(names, ", and ")


def _source(ref: Reference) -> list[str]:
    """The sentences after the title."""
    if ref.kind == "thesis":
        return ["Master’s thesis" if ref.is_masters else "Ph.D. Dissertation", ref.published_by]
    if ref.kind == UNPUBLISHED:
        return ["Manuscript submitted for publication"]
    if ref.kind == "preprint":
        return [f"arXiv:{ref.arxiv}" if ref.arxiv else ref.repository or "Preprint"]
    if ref.kind == "journal":
        return [_within_journal(ref)]
    if not ref.container:
        return [ref.published_by]
    holder = joined(" ", ["In", italic(ref.container)])
    return [holder, joined(", ", [ref.publisher, pages(ref)])]


def _within_journal(ref: Reference) -> SafeString:
    """``Journal 3, 2 (Aug. 2024), 123–135``."""
    numbers = ", ".join(part for part in (ref.volume, ref.issue) if part)
    article = f"Article {ref.first_page}" if ref.is_article_number else ""
    date = " ".join(part for part in (month_name(ref, short_month), ref.year) if part)
    holder = joined(" ", [italic(ref.container), joined(", ", [numbers, article])])
    dated = format_html("{} ({})", holder, date) if date else holder
    return joined(", ", [dated, "" if article else pages(ref)])
