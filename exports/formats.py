"""The forms in which lists and entities answer besides their page, and where.

One rule gives the address of each: that of the page, less its last slash, and the suffix. So
``/publications/`` is ``/publications.bib``, and ``/people/ada-king/`` ``/people/ada-king.bib``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from exports import bibtex, csl, ris
from exports.references import Reference


@dataclass(frozen=True)
class Format:
    """A form of an answer; works are written by `write`, other rows by views of their own."""

    suffix: str
    label: str
    media_type: str
    write: Callable[[Iterable[Reference]], str] | None = None

    def address(self, page: str, query: str = "") -> str:
        """Where the page at `page` has this form; `query` narrows a list as it does the page."""
        return f"{page.removesuffix('/')}.{self.suffix}{'?' if query else ''}{query}"


FORMATS = {
    form.suffix: form
    for form in (
        Format("bib", "BibTeX", "application/x-bibtex", bibtex.entries),
        Format("ris", "RIS", "application/x-research-info-systems", ris.records),
        Format("json", "CSL-JSON", "application/vnd.citationstyles.csl+json", csl.items),
        Format("ics", "iCalendar", "text/calendar"),
        Format("atom", "Atom", "application/atom+xml"),
    )
}
CITATIONS = [suffix for suffix, form in FORMATS.items() if form.write]
