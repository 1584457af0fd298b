"""APA style, 7th edition: references (chapters 9 and 10 of the Publication Manual)."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString

from exports.names import Name
from exports.references import UNPUBLISHED, Reference
from exports.styles.text import inverted, italic, joined, pages, sentences, series, title

MOST = 20  # authors that are all named; of more, the first nineteen and the last
KINDS = {
    "software": "Computer software",
    "dataset": "Data set",
    UNPUBLISHED: "Manuscript submitted for publication",
}


def apa(ref: Reference) -> SafeString:
    date = "in press" if ref.is_forthcoming else ref.year or "n.d."
    names, named = _authors(ref), _title(ref)
    head = (names, f"({date})", named) if names else (named, f"({date})")
    return joined(" ", [sentences(*head, _source(ref)), ref.address])


def _authors(ref: Reference) -> SafeString:
    names = [_name(name) for name in ref.authors]
    if ref.has_more_authors and names:
        return joined(", ", [*names, "et al."])
    if len(names) > MOST:
        return joined(", ", [*names[:19], f". . . {names[-1]}"])
    return series(names, ", & ", ", & ")


def _name(name: Name) -> str:
    return inverted(name, name.initials)


def _title(ref: Reference) -> SafeString:
    """In italics where the work stands alone, with its kind where that needs saying."""
    if ref.container:
        return title(ref)
    kind = KINDS.get(ref.kind, "")
    if ref.kind == "preprint" and not ref.repository:
        kind = "Preprint"
    if ref.kind == "thesis":
        degree = "Master’s thesis" if ref.is_masters else "Doctoral dissertation"
        kind = ", ".join(part for part in (degree, ref.published_by) if part)
    return joined(" ", [italic(title(ref)), f"[{kind}]" if kind else ""])


def _source(ref: Reference) -> SafeString:
    if ref.kind == "thesis":
        return SafeString("")
    if ref.kind == "journal":
        return _within_journal(ref)
    if not ref.container:
        return joined(". ", [ref.published_by])
    where = pages(ref)
    numbers = f"({'pp.' if ref.last_page else 'p.'} {where})" if where else ""
    holder = joined(" ", ["In", italic(ref.container), numbers])
    return sentences(holder, ref.publisher)


def _within_journal(ref: Reference) -> SafeString:
    issue = f"({ref.issue})" if ref.issue else ""
    numbers = format_html("{}{}", italic(ref.volume), issue)
    where = f"Article {ref.first_page}" if ref.is_article_number else pages(ref)
    return joined(", ", [italic(ref.container), numbers, where])
