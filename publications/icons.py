"""Which drawing of static/icons.svg stands before a link, by what the link says."""

from __future__ import annotations

import re
from functools import lru_cache

# {drawing: words of labels}, the telling ones first.
ICONS = {
    "bibtex": "bibtex bib",
    "cite": "cite citation ris",
    "abstract": "abstract",
    "slides": "slides slide deck presentation",
    "poster": "poster",
    "video": "video recording talk youtube",
    "code": "code github gitlab software repository repo implementation notebook source",
    "data": "data dataset datasets benchmark zenodo",
    "preprint": "arxiv preprint biorxiv medrxiv ssrn openreview eprint hal",
    "pdf": "pdf paper draft text manuscript supplement supplementary supp appendix",
    "doi": "doi publisher journal proceedings acm ieee springer",
    "website": "website project page homepage demo blog site web",
}
OTHER = "link"
WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=1000)  # editors invent labels
def icon_of(label: str) -> str:
    """The name of the drawing; `OTHER` for words that tell nothing."""
    words = set(WORD.findall(label.casefold()))
    return next((icon for icon, known in ICONS.items() if words & {*known.split()}), OTHER)
