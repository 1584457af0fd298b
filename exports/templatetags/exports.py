"""What pages say of their other forms, and how a work is cited."""

from __future__ import annotations

from typing import Any

from django import template

from exports.bibtex import entry
from exports.formats import FORMATS
from exports.references import reference
from exports.styles import citations
from publications.models import Publication

register = template.Library()


@register.inclusion_tag("parts/alternates.html")
def alternates(page: str, suffixes: str, title: str = "", query: str = "") -> dict[str, Any]:
    """Links in the head, to the forms of the page at `page` of these suffixes, apart by spaces.

    `title` says of what, where that is not all that the page shows; `query` narrows a list.
    """
    return {"forms": _forms(page, suffixes, query), "title": title}


@register.inclusion_tag("parts/formats.html")
def formats(page: str, suffixes: str, query: str = "") -> dict[str, Any]:
    """The line of links to the forms of the page at `page`."""
    return {"forms": _forms(page, suffixes, query)}


@register.inclusion_tag("publications/_cite.html")
def cite(work: Publication) -> dict[str, Any]:
    """The work as BibTeX and in several styles; it was fetched by `detailed()`."""
    ref = reference(work)
    return {"work": work, "bibtex": entry(ref), "citations": citations(ref)}


def _forms(page: str, suffixes: str, query: str) -> list[dict[str, str]]:
    return [
        {
            "label": FORMATS[suffix].label,
            "media_type": FORMATS[suffix].media_type,
            "url": FORMATS[suffix].address(page, query),
        }
        for suffix in suffixes.split()
    ]
