"""Addresses of a work: those an editor gave, and those that follow from its identifiers."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from publications.models import Publication

PDF_LABELS = {"pdf", "paper", "preprint", "draft", "full text"}
# What else may be a PDF, and is not the work itself.
NOT_THE_PAPER = {"slides", "poster", "talk", "supp", "supplement", "supplementary", "appendix"}
PDF_ADDRESS = r"\.pdf([?#]|$)|/pdf[/?]|//arxiv\.org/abs/"
SPELLINGS = {"pdf": "PDF", "arxiv": "arXiv", "doi": "DOI"}


def identifier_links(publication: Publication) -> dict[str, str]:
    """{label: address} from the arXiv numbers and DOIs of all appearances."""
    found: dict[str, str] = {}
    for appearance in publication.appearances.all():
        if appearance.arxiv_id:
            found.setdefault("arXiv", f"https://arxiv.org/abs/{appearance.arxiv_id}")
            found.setdefault("PDF", f"https://arxiv.org/pdf/{appearance.arxiv_id}")
        if appearance.doi:
            found.setdefault("DOI", f"https://doi.org/{quote(appearance.doi, safe='/:;()._-')}")
    return found


def named(label: str) -> str:
    """The label as a link shows it: ``PDF``, ``arXiv``; other small letters get a capital."""
    capital = label[:1].upper() + label[1:] if label.islower() else label
    return SPELLINGS.get(label.casefold(), capital)


def shown_links(publication: Publication) -> list[tuple[str, str]]:
    """(label, address) in the order of the entry: uploads, the editor's links, identifiers.

    A label whose address nobody knows borrows the one that follows from an identifier; where
    there is none, the link is not shown. No address is shown twice, nor a second PDF that
    follows from an identifier.
    """
    derived = identifier_links(publication)
    found = [(named(f.label), f.get_absolute_url()) for f in publication.files.all()]
    for link in publication.links.all():
        key = "PDF" if link.label.casefold() in PDF_LABELS else link.label
        address = link.url or next(
            (u for k, u in derived.items() if k.casefold() == key.casefold()), ""
        )
        if address:
            found.append((named(link.label), address))
    if any(label == "PDF" for label, _ in found):
        derived.pop("PDF", None)
    found += derived.items()
    return list({address: (label, address) for label, address in reversed(found)}.values())[::-1]
